#include "cli/token_lines.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/json_query.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "jose/token.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace cauth::cli {
namespace {

constexpr auto kDotsOfToken = 2;

}  // namespace

PeekedSource::~PeekedSource() {
  wipe(seen_);
}

bool PeekedSource::holds_lines_of_tokens() {
  auto end = seen_.find('\n');
  while (end == std::string::npos && seen_.size() <= jose::kLargestToken && read_more())
    end = seen_.find('\n');
  if (end == std::string::npos) return false;
  if (std::count(seen_.begin(), seen_.begin() + static_cast<std::ptrdiff_t>(end), '.') < kDotsOfToken)
    return false;
  const auto goes_on = [&] { return seen_.find_first_not_of("\r\n", end) != std::string::npos; };
  while (!goes_on() && seen_.size() <= 2 * jose::kLargestToken && read_more()) {
  }
  return goes_on();
}

bool PeekedSource::read_more() {
  std::array<char, 16384> block{};
  const std::size_t size = rest_.read(block);
  seen_.append(block.data(), size);
  return size != 0;
}

std::size_t PeekedSource::read(std::span<char> memory) {
  if (given_ == seen_.size()) return rest_.read(memory);
  const std::size_t size = std::min(memory.size(), seen_.size() - given_);
  std::copy_n(seen_.begin() + static_cast<std::ptrdiff_t>(given_), size, memory.begin());
  given_ += size;
  return size;
}

void StreamOptions::declare(Args& args) {
  args.flag(stream, "--stream", "read a token a line from standard input, print a line for each");
  args.option(field, "--field", "PATH", "lines of the stream are JSON, with the token at this path");
}

bool StreamOptions::is_stream(Context& context, const std::optional<std::string>& token,
                              PeekedSource& in) const {
  const bool of_input = token ? *token == "-" : context.io().in_is_data;
  if (!stream && !field) return of_input && in.holds_lines_of_tokens();
  if (token && *token != "-") {
    throw usage_error("a stream comes from standard input, not as an argument", "leave the TOKEN out");
  }
  // A path that cannot be understood is one mistake, not one a line.
  if (field) check_query(*field);
  return true;
}

TokenInLine token_in_json(std::string_view line, std::string_view path) {
  const auto parsed = parse_json(line, {.bytes = kLongestJsonLine});
  if (!parsed) return {.token = std::nullopt, .problem = "its line is not JSON: " + parsed.problem};
  const Json value = query(*parsed, path);
  if (value.is_string()) return {.token = value.get<std::string>(), .problem = ""};
  return {.token = std::nullopt, .problem = fmt::format("its line has no text at \"{}\"", printable(path))};
}

}  // namespace cauth::cli
