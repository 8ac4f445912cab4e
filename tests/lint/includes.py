#!/usr/bin/env python3
"""Checks that layers look only down, and that what belongs in one place stands there alone."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2] / "src"

# What each folder may include besides itself.
BELOW = {
    "base": set(),
    "crypto": {"base"},
    "jose": {"base", "crypto"},
    "webauthn": {"base", "crypto"},
    "http": {"base"},
}
BELOW["aws"] = {"base", "http", "crypto"}
BELOW["cognito"] = BELOW["aws"] | {"aws", "jose"}
BELOW["oauth"] = {"base", "crypto", "http", "jose"}
BELOW["session"] = BELOW["cognito"] | {"cognito", "oauth", "webauthn"}
BELOW["call"] = BELOW["session"] | {"session"}
BELOW["probe"] = BELOW["call"] | {"call"}
BELOW["cli"] = BELOW["probe"] | {"probe"}
BELOW["serve"] = BELOW["cli"]

# Of another folder these headers alone, besides what BELOW says.
SINGLE = {("cli", "serve/serve.hpp"), ("main.cpp", "cli/dispatch.hpp"), ("main.cpp", "http/curl_transport.hpp")}
BELOW["main.cpp"] = {"base"}

SYSTEM = r"(sys/|arpa/|netinet/|unistd\.h|fcntl\.h|termios\.h|poll\.h|signal\.h|spawn\.h|pwd\.h|pty\.h|stdlib\.h|time\.h|cstdlib|ctime|fstream)"
# What a line says, the files that may say it, and what that is.
ONLY_HERE = [
    (r"#include <openssl/", r"crypto/", "OpenSSL"),
    (r"#include <curl/", r"http/", "libcurl"),
    (r"#include <dlfcn\.h>", r"base/", "dlopen"),
    (r"#include <toml\+\+", r"session/toml\.cpp", "toml++"),
    (r"#include <CLI/", r"cli/(args|dispatch)\.cpp", "CLI11"),
    (r"#include <boost/(beast|asio)", r"serve/(stream_)?server\.cpp", "Boost.Beast"),
    (r"#include <boost/json", r"base/", "Boost.JSON"),
    (r"#include <" + SYSTEM, r"base/", "system calls"),
    (r"\bgetenv\(", r"base/", "the environment"),
    (r"\b(system|steady|high_resolution)_clock::now\(", r"base/", "clocks"),
    (r"\bjson::parse\(", r"base/", "reading JSON"),
    (r"\bstd::(cout|cerr|clog|cin)\b", r"$.", "global streams"),
    (r"\b(stoi|stol|stoul|strtol|strtoul|strftime|std::locale|std::tolower|std::toupper)\b", r"$.", "functions that depend on the locale"),
    (r"\bstd::views::|\bstd::source_location\b", r"$.", "what clang 14 cannot build"),
]


def problems(path):
    name = path.relative_to(ROOT).as_posix()
    folder = name.split("/")[0]
    if folder not in BELOW:
        yield 1, f"the folder {folder} has no place in the table of layers"
        return
    for number, line in enumerate(path.read_text().splitlines(), 1):
        code = line.split("//")[0]
        for pattern, where, what in ONLY_HERE:
            if re.search(pattern, code) and not re.match(where, name):
                yield number, f"{what} does not belong here"
        if not (include := re.match(r'#include "([^"]+)"', line)):
            continue
        target = include[1]
        if "/" not in target:
            yield number, f"{target} is not named from src/"
        elif target.split("/")[0] not in BELOW[folder] | {folder} and (folder, target) not in SINGLE:
            yield number, f"{folder} may not include {target}"


def main():
    found = 0
    files = sorted([*ROOT.rglob("*.hpp"), *ROOT.rglob("*.cpp")])
    for path in files:
        for number, problem in problems(path):
            print(f"{path.relative_to(ROOT.parent)}:{number}: {problem}")
            found += 1
    if not files:
        print("there are no sources")
        found = 1
    return 1 if found else 0


sys.exit(main())
