#include "jose/claims_scan.hpp"

#include "base/json_events.hpp"
#include "jose/token.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace cauth::jose {
namespace {

constexpr std::size_t kDepth = 32;
// A token with more claims is for the slow way: looking each name up among the others takes its time.
constexpr std::size_t kMostNames = 64;

// Takes the claims out of the parser's events. False from an event: this payload is not plain.
class ClaimsHandler {
 public:
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  using Code = boost::json::error_code;
  using Text = boost::json::string_view;

  ScannedClaims claims;

  void begin() {
    for (auto* text : {&claims.issuer, &claims.token_use, &claims.audience, &claims.client, &claims.scope,
                       &claims.username, &text_}) {
      text->clear();
    }
    claims.expires = claims.not_before = claims.issued = std::nullopt;
    in_object_ = false;
    array_depth_ = 0;
    name_count_ = 0;
    names_.clear();
    hashes_ = 0;
  }

  bool on_document_begin(Code& /*code*/) { return true; }
  bool on_document_end(Code& /*code*/) { return true; }
  bool on_object_begin(Code& code) { return std::exchange(in_object_, true) ? not_plain(code) : true; }
  bool on_object_end(std::size_t /*count*/, Code& /*code*/) { return true; }
  bool on_array_begin(Code& code) {
    if (!in_object_ || is_wanted()) return not_plain(code);
    ++array_depth_;
    return true;
  }
  bool on_array_end(std::size_t /*count*/, Code& /*code*/) {
    --array_depth_;
    return true;
  }
  bool on_key_part(Text part, std::size_t /*size*/, Code& /*code*/) { return append(part); }
  bool on_key(Text part, std::size_t /*size*/, Code& code) {
    append(part);
    const bool is_new = remember_name();
    text_.clear();
    return is_new || not_plain(code);
  }
  bool on_string_part(Text part, std::size_t /*size*/, Code& /*code*/) { return append(part); }
  bool on_string(Text part, std::size_t /*size*/, Code& code) {
    append(part);
    if (!in_object_) return not_plain(code);
    if (array_depth_ == 0 && time_ != nullptr) return not_plain(code);
    if (array_depth_ == 0 && wanted_ != nullptr) wanted_->swap(text_);
    text_.clear();
    return true;
  }
  bool on_number_part(Text /*part*/, Code& /*code*/) { return true; }
  bool on_int64(std::int64_t number, Text /*part*/, Code& code) {
    return on_number(static_cast<double>(number), code);
  }
  bool on_uint64(std::uint64_t number, Text /*part*/, Code& code) {
    return on_number(static_cast<double>(number), code);
  }
  // Rounding a fraction is `verify`'s business.
  bool on_double(double number, Text /*part*/, Code& code) {
    return std::isfinite(number) && !is_wanted() ? in_object_ || not_plain(code) : not_plain(code);
  }
  bool on_bool(bool /*value*/, Code& code) { return is_wanted() ? not_plain(code) : other_value(code); }
  bool on_null(Code& code) { return is_wanted() ? not_plain(code) : other_value(code); }
  bool on_comment_part(Text /*part*/, Code& /*code*/) { return true; }
  bool on_comment(Text /*part*/, Code& /*code*/) { return true; }

 private:
  static bool not_plain(Code& code) {
    code = boost::json::error::syntax;
    return false;
  }
  bool append(Text part) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool is_wanted() const { return array_depth_ == 0 && (wanted_ != nullptr || time_ != nullptr); }
  bool other_value(Code& code) const { return in_object_ || not_plain(code); }
  bool on_number(double number, Code& code) {
    if (!is_wanted()) return other_value(code);
    if (time_ == nullptr) return not_plain(code);
    *time_ = numeric_date(number);
    return time_->has_value() || not_plain(code);
  }

  // False when it stands twice, or there are too many.
  bool remember_name() {
    if (name_count_ == kMostNames) return false;
    const std::uint64_t hash = std::uint64_t{1} << (hash_of(text_) % 64);
    if ((hashes_ & hash) != 0 && is_known(text_)) return false;
    hashes_ |= hash;
    names_ += text_;
    ends_[name_count_++] = names_.size();
    wanted_ = nullptr;
    time_ = nullptr;
    choose(text_);
    return true;
  }

  // Tells most names of one token apart.
  static unsigned hash_of(std::string_view name) {
    if (name.empty()) return 0;
    const auto at = [&](std::size_t place) { return static_cast<unsigned>(name[place]); };
    return static_cast<unsigned>(name.size()) + 3 * at(0) + 5 * at(name.size() / 2) + 7 * at(name.size() - 1);
  }

  bool is_known(std::string_view name) const {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < name_count_; ++i) {
      if (std::string_view(names_).substr(begin, ends_[i] - begin) == name) return true;
      begin = ends_[i];
    }
    return false;
  }

  // Where the value of this name goes. By its length first: most names are none of these.
  void choose(std::string_view name) {
    switch (name.size()) {
      case 3:
        if (name == "iss") wanted_ = &claims.issuer;
        if (name == "aud") wanted_ = &claims.audience;
        if (name == "exp") time_ = &claims.expires;
        if (name == "nbf") time_ = &claims.not_before;
        if (name == "iat") time_ = &claims.issued;
        break;
      case 5:
        if (name == "scope") wanted_ = &claims.scope;
        break;
      case 8:
        if (name == "username") wanted_ = &claims.username;
        break;
      case 9:
        if (name == "token_use") wanted_ = &claims.token_use;
        if (name == "client_id") wanted_ = &claims.client;
        break;
      case 16:
        if (name == "cognito:username") wanted_ = &claims.username;
        break;
      default: break;
    }
  }

  std::string text_;                          // of the key or string that is being read
  std::string* wanted_ = nullptr;             // where the value of the last key goes
  std::optional<TimePoint>* time_ = nullptr;  // the same for a time
  bool in_object_ = false;
  std::size_t array_depth_ = 0;
  std::string names_;  // all keys so far, one after the other
  std::array<std::size_t, kMostNames> ends_{};
  std::size_t name_count_ = 0;
  std::uint64_t hashes_ = 0;  // a bit for each of them: one that is not set is of a name not yet there
};

}  // namespace

class ClaimsScanner::Parser {
 public:
  const ScannedClaims* scan(std::string_view text) {
    events_.handler().begin();
    boost::json::error_code error;
    return events_.read(text, error) ? &events_.handler().claims : nullptr;
  }

 private:
  JsonEvents<ClaimsHandler> events_{kDepth};
};

ClaimsScanner::ClaimsScanner() : parser_(std::make_unique<Parser>()) {}
ClaimsScanner::~ClaimsScanner() = default;

const ScannedClaims* ClaimsScanner::scan(std::string_view payload_text) {
  return parser_->scan(payload_text);
}

}  // namespace cauth::jose
