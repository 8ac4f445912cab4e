#pragma once

namespace cauth {

/// From now on libraries that go by the locale (libidn2 below libcurl, for names with letters beyond ASCII)
/// read text as UTF-8, whatever the environment says. Nothing of ours goes by it. Not while other threads
/// run.
void read_names_as_utf8();

}  // namespace cauth
