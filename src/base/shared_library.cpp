#include "base/shared_library.hpp"

#include <dlfcn.h>

namespace cauth {

// Lazy, as for a program that links it: binding all functions of libcurl's thirty libraries takes 2.6 of 18
// million instructions.
SharedLibrary::SharedLibrary(const char* name) : handle_(::dlopen(name, RTLD_LAZY | RTLD_LOCAL)) {}

void* SharedLibrary::symbol(const char* name) const {
  return handle_ == nullptr ? nullptr : ::dlsym(handle_, name);
}

}  // namespace cauth
