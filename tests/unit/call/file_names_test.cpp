#include "call/file_names.hpp"

#include <doctest/doctest.h>

namespace cauth::call {

TEST_CASE("-O takes what stands behind the last slash of the path") {
  CHECK(name_in_url("https://a.example/x/name.txt?q=/b#/c") == "name.txt");
  CHECK(name_in_url("https://a.example/x/").empty());
  CHECK(name_in_url("https://a.example").empty());
  CHECK(name_in_url("a.example/b") == "b");
  CHECK(name_in_url("https://a.example?x=/y").empty());
}

TEST_CASE("a name in Content-Disposition loses its folders") {
  CHECK(name_in_disposition("attachment; filename=\"a b.txt\"; size=3") == "a b.txt");
  CHECK(name_in_disposition("attachment; filename=a.txt; size=3") == "a.txt");
  CHECK(name_in_disposition("attachment; filename=\"../../etc/a.txt\"") == "a.txt");
  CHECK(name_in_disposition("attachment; filename=\"c:\\dir\\a.txt\"") == "a.txt");
  CHECK(name_in_disposition("attachment; filename='a'") == "a");
  CHECK_FALSE(name_in_disposition("attachment; filename=\"dir/\""));
  CHECK_FALSE(name_in_disposition("attachment; filename*=UTF-8''a"));
  CHECK_FALSE(name_in_disposition("inline"));
  CHECK_FALSE(name_in_disposition(""));
}

TEST_CASE("a file's name is added to an address that ends in a slash") {
  CHECK(url_for_upload("https://a.example/x/", "dir/my file") == "https://a.example/x/my%20file");
  CHECK(url_for_upload("https://a.example", "f") == "https://a.example/f");
  CHECK(url_for_upload("https://a.example/x", "f") == "https://a.example/x");
  CHECK(url_for_upload("https://a.example/#frag", "f") == "https://a.example/f#frag");
  CHECK(url_for_upload("https://a.example/x/?q=1", "f") == "https://a.example/x/f?q=1");
}

}  // namespace cauth::call
