#pragma once

#include "http/body.hpp"
#include "serve/stream_server.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace cauth::serve::proxy {

/// The body of a client's request on its way to the API. Its first MiB is kept, so that a small one can be
/// sent again; a longer one costs no more memory than that.
class ClientBody : public http::BodySource {
 public:
  /// Reads the part that is kept.
  explicit ClientBody(Exchange& exchange);

  std::size_t read(std::span<char> memory) override;
  bool rewind() override;
  std::optional<std::uint64_t> size() const override;
  /// All of it is here.
  bool whole() const { return whole_; }
  const SecretString& kept() const { return kept_; }

 private:
  Exchange& exchange_;
  SecretString kept_;
  bool whole_ = false;
  bool gone_past_ = false;  ///< more was read than is kept
  std::size_t at_ = 0;
};

}  // namespace cauth::serve::proxy
