#!/usr/bin/env python3
"""Every long option that the machine's curl 7.88 lists is known to `cauth call`: it has it, or says that it has not. No
option of cauth's own has a name of curl's with another meaning.

Usage: curl_option_names.py CAUTH. Exits with 77 when there is no such curl."""

import pathlib
import re
import shutil
import subprocess
import sys

# They mean to both what they say; --help takes no topic here.
NAMES = pathlib.Path(__file__).resolve().parents[2] / "src/call/curl_names.def"
SHARED = {"verbose", "help", "version"}
OURS = ("options:", "the token:", "what is expected, and test reports:", "options of every command:")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def own_names(help_text):
    names, section = set(), ""
    for line in help_text.splitlines():
        if re.fullmatch(r"[a-z].*:", line):
            section = line
        option = re.match(r"\s+(?:-., )?--([a-z0-9.-]+)", line)
        if option and section in OURS:
            names.add(option[1])
    return names


def listed(help_text):
    """Long name without its usual "no-" → (letter or ' ', does it take a value) of all that curl lists."""
    found = {}
    for letter, name, value in re.findall(r"^ *(?:-(.), |)? *--([a-z0-9.-]+)( [<[])?", help_text, re.MULTILINE):
        found[name] = (letter or " ", bool(value))
    return found


def differences(known_text, curls):
    """Where the table that reads the line of `cauth curl` would take a word for something else than curl does."""
    rows = re.findall(r'^NAME\("([^"]+)", \'(.)\', (\w+)\)', known_text, re.MULTILINE)
    known = {name: (letter, kind in ("text", "file")) for name, letter, kind in rows}
    for name, meant in curls.items():
        ours = known.get(name, known.get(name.removeprefix("no-")))
        if name != "help" and ours != meant:  # its topic may be left out
            yield f"--{name} is {ours} in curl_names.def, and {meant} to curl"


def main():
    if not shutil.which("curl") or not run("curl", "--version").stdout.startswith("curl 7.88."):
        print("skipped: there is no curl 7.88 here")
        return 77
    cauth = sys.argv[1]
    listing = listed(run("curl", "--help", "all").stdout)
    curls = set(listing)
    own = own_names(run(cauth, "call", "--help").stdout)
    failed = 0
    for difference in differences(NAMES.read_text(), listing):
        print(difference)
        failed += 1
    for name in sorted(curls):
        said = run(cauth, "call", "-q", f"--{name}").stderr
        if "unknown option" in said:
            print(f"--{name} is unknown: {said.strip()}")
            failed += 1
    taken = (own & curls) - SHARED
    if taken:
        print(f"options of ours with names of curl's: {', '.join(sorted(taken))}")
    if not {"token-use", "expect-status", "report-junit"} <= own or len(curls) < 200:
        print(f"nothing was compared: {len(curls)} names of curl's, {len(own)} of ours")
        failed += 1
    print(f"{len(curls)} options of curl's, {len(own)} of ours")
    return 1 if failed or taken else 0


if __name__ == "__main__":
    sys.exit(main())
