# Man pages and completions are made from the table of commands, and kept in git so that a package needs no second step.
add_executable(cauth-write-docs EXCLUDE_FROM_ALL scripts/write_docs.cpp)
target_link_libraries(cauth-write-docs PRIVATE cauth_core cauth_settings cauth_warnings)
add_custom_target(docs
  COMMAND cauth-write-docs "${PROJECT_SOURCE_DIR}"
  COMMENT "Writing man/ and completions/"
  VERBATIM)
