# How everything of ours is compiled and linked.
add_library(cauth_settings INTERFACE)
target_compile_features(cauth_settings INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

if(CAUTH_SANITIZE)
  target_compile_options(cauth_settings INTERFACE
    -fsanitize=${CAUTH_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(cauth_settings INTERFACE -fsanitize=${CAUTH_SANITIZE})
else()
  target_compile_options(cauth_settings INTERFACE
    -fstack-protector-strong -fcf-protection
    $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)
  # What nobody calls is left out, of the static libraries too: of a large program more pages are touched.
  target_compile_options(cauth_settings INTERFACE
    $<$<NOT:$<CONFIG:Debug>>:-ffunction-sections> $<$<NOT:$<CONFIG:Debug>>:-fdata-sections>)
  target_link_options(cauth_settings INTERFACE -Wl,--gc-sections)
  if(CAUTH_STATIC_RUNTIME)
    target_link_options(cauth_settings INTERFACE -static-libstdc++ -static-libgcc)
  endif()
endif()
# as-needed: a library that nobody calls is not loaded at every start.
target_link_options(cauth_settings INTERFACE -Wl,-z,relro,-z,now -Wl,--as-needed)
