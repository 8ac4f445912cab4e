# What a system has after `cmake --install`, and the Debian package.
install(TARGETS cauth RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(DIRECTORY man/ DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" FILES_MATCHING PATTERN "*.1")
# Each shell looks for the name it expects.
install(FILES completions/cauth.bash DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME cauth)
install(FILES completions/_cauth DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
install(FILES completions/cauth.fish DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
foreach(document README.md CHANGELOG.md LICENSE)
  if(EXISTS "${PROJECT_SOURCE_DIR}/${document}")
    install(FILES ${document} DESTINATION "${CMAKE_INSTALL_DOCDIR}")
  endif()
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME cauth)
set(CPACK_PACKAGE_VENDOR "the cauth authors")
set(CPACK_PACKAGE_CONTACT "the cauth authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
  "Signs users in to an Amazon Cognito user pool, keeps their tokens fresh, shows and checks them, and calls the APIs that want them.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Opened when the first request is sent, so that no tool finds it in the program.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libcurl4 (>= 7.85), ca-certificates")
# Opened to draw the code of a new authenticator, which is shown as text where it is missing.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libqrencode4")
# A package has its files where the distribution looks, whatever this build's prefix.
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
include(CPack)
