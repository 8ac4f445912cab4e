#include "base/form.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth {

TEST_CASE("a form's values are decoded: escapes, plus signs, names too") {
  CHECK(form_value("a=1&b=x+y%26z&c", "b") == "x y&z");
  CHECK(form_value("a=1&c", "c") == "");
  CHECK(form_value("%61=1", "a") == "1");
  CHECK(form_value("a=b=c", "a") == "b=c");
  CHECK_FALSE(form_value("ab=1", "a"));
  CHECK_FALSE(form_value("", "a"));
}

TEST_CASE("what is no escape stays as it is") {
  CHECK(form_decode("100%") == "100%");
  CHECK(form_decode("%zz%4") == "%zz%4");
  CHECK(form_decode("%00").size() == 1);
}

TEST_CASE("of several values the first counts, and they can be counted") {
  CHECK(form_value("a=1&a=2", "a") == "1");
  CHECK(count_form_values("a=1&%61=2&ab=3", "a") == 2);
  CHECK(count_form_values("", "a") == 0);
}

TEST_CASE("what is added comes out again, whatever it holds") {
  const std::string value = "a&b=c+d e%\xc3\xa9/?#";
  std::string form;
  add_form_value(form, "first", "1");
  add_form_value(form, "x y", value);
  CHECK(form_value(form, "x y") == value);
  SecretString secret;
  add_form_value(secret, "first", "1");
  add_form_value(secret, "x y", value);
  CHECK(secret.reveal() == form);
}

}  // namespace cauth
