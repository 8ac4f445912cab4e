# Every dependency comes from the system. A missing one names the Debian package that has it.

function(cauth_require found what package)
  if(NOT ${found})
    message(FATAL_ERROR "${what} was not found. On Debian or Ubuntu: apt-get install ${package}")
  endif()
endfunction()

find_package(Threads REQUIRED)

find_package(OpenSSL 3.0 QUIET COMPONENTS Crypto)
cauth_require(OPENSSL_FOUND "OpenSSL 3" libssl-dev)

# Only its headers, unless CAUTH_CURL=link: the library is opened when the first request is sent.
find_package(CURL 7.85 QUIET)
cauth_require(CURL_FOUND "libcurl 7.85 or newer" libcurl4-openssl-dev)

find_package(CLI11 2.1 QUIET CONFIG)
cauth_require(CLI11_FOUND "CLI11" libcli11-dev)

find_package(nlohmann_json 3.10 QUIET CONFIG)
cauth_require(nlohmann_json_FOUND "nlohmann/json" nlohmann-json3-dev)

find_package(fmt 9 QUIET CONFIG)
cauth_require(fmt_FOUND "fmt" libfmt-dev)

# By its folder: its CMake target would force the shared library on us.
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h)
cauth_require(TOMLPLUSPLUS_INCLUDE_DIR "toml++" libtomlplusplus-dev)

# 1.75 brought Boost.JSON; 1.74's asio does not compile as C++20 with g++ 12.
find_package(Boost 1.75 QUIET)
cauth_require(Boost_FOUND "Boost 1.75 or newer (headers)" "libboost1.81-dev (Debian 12) or libboost-dev")

# Header-only wherever there is a choice: every C++ shared library would bring libstdc++.so back in.
add_library(cauth_dependencies INTERFACE)
target_link_libraries(cauth_dependencies INTERFACE
  OpenSSL::Crypto fmt::fmt-header-only nlohmann_json::nlohmann_json Threads::Threads ${CMAKE_DL_LIBS})
target_include_directories(cauth_dependencies SYSTEM INTERFACE
  ${CURL_INCLUDE_DIRS} ${TOMLPLUSPLUS_INCLUDE_DIR} ${Boost_INCLUDE_DIRS}
  $<TARGET_PROPERTY:CLI11::CLI11,INTERFACE_INCLUDE_DIRECTORIES>)
target_compile_definitions(cauth_dependencies INTERFACE
  TOML_HEADER_ONLY=1 TOML_EXCEPTIONS=1 BOOST_ERROR_CODE_HEADER_ONLY BOOST_SYSTEM_NO_LIB)
if(CAUTH_CURL STREQUAL "link")
  target_link_libraries(cauth_dependencies INTERFACE CURL::libcurl)
elseif(NOT CAUTH_CURL STREQUAL "load")
  message(FATAL_ERROR "CAUTH_CURL is load or link, not ${CAUTH_CURL}")
endif()
