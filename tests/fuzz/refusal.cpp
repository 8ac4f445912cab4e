// A refusal of the AWS API, with a head and a body of any kind: what is said of it is short, and a wait that
// it asks for is neither negative nor endless.

#include "aws/refusal.hpp"

#include "base/duration.hpp"
#include "base/text.hpp"
#include "http/retry.hpp"
#include "target.hpp"

using cauth::fuzz::require;
using namespace cauth;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto halves = split_once(text, '\n');
  const auto first = halves ? halves->before : text;
  http::Response head{.status = 400};
  head.headers.add("x-amzn-errortype", std::string(first));
  head.headers.add("Retry-After", std::string(first));
  const auto refusal = aws::read_refusal(head, halves ? halves->after : text);
  require(refusal.code.size() <= size && refusal.message.size() <= 3 * size);
  aws::is_throttling(refusal, head.status);
  const auto wait = http::retry_after(head.headers, TimePoint());
  require(!wait || wait->count() >= 0);
  if (const auto when = parse_time(first)) format_rfc3339(*when);
  return 0;
}
