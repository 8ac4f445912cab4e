# Errors for us, never for somebody who only builds cauth.
add_library(cauth_warnings INTERFACE)
target_compile_options(cauth_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wcast-align -Wnull-dereference -Wdouble-promotion -Wimplicit-fallthrough -Wformat=2
  # Designated initialisers leave out members on purpose: those have their own initialisers.
  -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(cauth_warnings INTERFACE -Wduplicated-cond -Wlogical-op)
  if(CMAKE_UNITY_BUILD)
    # What has an unnamed namespace's types in it looks to g++ as if it came from a header.
    target_compile_options(cauth_warnings INTERFACE -Wno-subobject-linkage)
  endif()
endif()
if(CAUTH_DEV)
  target_compile_options(cauth_warnings INTERFACE -Werror)
endif()
