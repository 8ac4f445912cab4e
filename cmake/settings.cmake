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
  # To the linker too: with link-time optimisation it is the one that makes sections.
  target_link_options(cauth_settings INTERFACE
    $<$<NOT:$<CONFIG:Debug>>:-ffunction-sections> $<$<NOT:$<CONFIG:Debug>>:-fdata-sections> -Wl,--gc-sections)
  if(CAUTH_STATIC_RUNTIME)
    target_link_options(cauth_settings INTERFACE -static-libstdc++ -static-libgcc)
  endif()
endif()
# A list of bits instead of 180 KB of addresses to read at every start; linker and glibc (2.36) have to know it.
include(CheckCXXSourceRuns)
include(CheckLinkerFlag)
set(CMAKE_REQUIRED_LINK_OPTIONS -Wl,-z,pack-relative-relocs)
check_cxx_source_runs("int main() { return 0; }" CAUTH_PACKS_RELOCATIONS)
unset(CMAKE_REQUIRED_LINK_OPTIONS)
if(CAUTH_PACKS_RELOCATIONS)
  target_link_options(cauth_settings INTERFACE -Wl,-z,pack-relative-relocs)
endif()
# The functions that run every day stand together: half a megabyte of the program is touched instead of two.
set(hot_functions "${PROJECT_SOURCE_DIR}/cmake/hot-functions.ld")
check_linker_flag(CXX "-Wl,-T,${hot_functions}" CAUTH_LINKS_IN_ORDER)
if(CAUTH_HOT_FUNCTIONS AND CAUTH_LINKS_IN_ORDER)
  target_link_options(cauth_settings INTERFACE $<$<NOT:$<CONFIG:Debug>>:-Wl,-T,${hot_functions}>)
  set_property(TARGET cauth_settings APPEND PROPERTY INTERFACE_LINK_DEPENDS "${hot_functions}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Small parts: a string stands with the first function of its part that has it, so those of the everyday functions
    # stand with them more often.
    target_link_options(cauth_settings INTERFACE
      $<$<NOT:$<CONFIG:Debug>>:--param=lto-min-partition=400> $<$<NOT:$<CONFIG:Debug>>:--param=lto-partitions=2000>)
  endif()
endif()
# as-needed: a library that nobody calls is not loaded at every start.
target_link_options(cauth_settings INTERFACE -Wl,-z,relro,-z,now -Wl,--as-needed)
