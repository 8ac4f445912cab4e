#pragma once

namespace cauth {

/// A shared library that is opened when it is first needed, so that nobody else pays for it. It is never
/// closed: libraries and what they bring along do not like to be unloaded.
class SharedLibrary {
 public:
  /// `name` as the loader looks for it: "libcurl.so.4".
  explicit SharedLibrary(const char* name);

  /// False: this machine has none of that name.
  bool found() const { return handle_ != nullptr; }
  /// Takes the function; false when the library does not have it.
  template <class Function>
  bool find(Function& function, const char* name) const {
    function = reinterpret_cast<Function>(symbol(name));
    return function != nullptr;
  }

 private:
  void* symbol(const char* name) const;
  void* handle_;
};

}  // namespace cauth
