#include "serve/sandbox/user_json.hpp"

#include <nlohmann/json.hpp>

#include <chrono>

namespace cauth::serve::sandbox {

Json attributes_json(const User& user) {
  Json list = Json::array();
  list.push_back({{"Name", "sub"}, {"Value", user.sub}});
  for (const auto& attribute : user.attributes)
    list.push_back({{"Name", attribute.first}, {"Value", attribute.second}});
  return list;
}

Json time_json(TimePoint when) {
  constexpr double kMillisecondsInSecond = 1000;
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(when.time_since_epoch()).count();
  return static_cast<double>(milliseconds) / kMillisecondsInSecond;
}

}  // namespace cauth::serve::sandbox
