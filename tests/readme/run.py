#!/usr/bin/env python3
"""Runs what README.md shows: run.py CAUTH README

A fenced block of kind `console` is a session in a shell: lines after `$ ` are typed (one that ends in a backslash goes
on in the next, and so does one with an open quote; the next begins with `> `), the others are what comes back, on
stdout and stderr. In an expected line `…` stands for any text, and a line that is only `…` for any number of lines. All
blocks together are one session on one sandbox, so that the reader's second command may build on the first. A block
behind `<!-- needs PROGRAM -->` is left out where there is no such program, and that is said.
"""

import fnmatch
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MARK = "@@@ end of command"


def goes_on(typed):
    return typed.endswith("\\") or typed.count("'") % 2 == 1


def commands_of(text):
    """Pairs of what is typed and the lines expected."""
    found = []
    block = r"^(?:<!-- needs (\S+) -->\n)?```console\n(.*?)^```"
    for program, lines in re.findall(block, text, re.MULTILINE | re.DOTALL):
        if program and not shutil.which(program):
            print(f"left out: what needs {program}, which is not installed")
            continue
        for line in lines.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif goes_on(found[-1][0]) and line.startswith("> "):
                found[-1] = (found[-1][0] + "\n" + line[2:], [])
            else:
                found[-1][1].append(line)
    return found


def session(commands):
    """A shell script that runs them, with a mark after each; $? outlives the mark."""
    script = ["exec 2>&1"]
    for typed, _ in commands:
        script += [typed, f"{{ status=$?; printf '\\n%s\\n' '{MARK}'; (exit $status); }}"]
    return "\n".join(script) + "\n"


def line_matches(expected, got):
    # How wide a column is depends on what stands in it.
    expected, got = (re.sub(" +", " ", line) for line in (expected, got))
    literal = expected.replace("[", "[[]").replace("?", "[?]").replace("*", "[*]")
    return fnmatch.fnmatchcase(got, literal.replace("…", "*"))


def matches(expected, got):
    if not expected:
        return not got
    if expected[0].strip() == "…":
        return matches(expected[1:], got) or (bool(got) and matches(expected, got[1:]))
    return bool(got) and line_matches(expected[0], got[0]) and matches(expected[1:], got[1:])


def main():
    cauth, readme = map(pathlib.Path, sys.argv[1:])
    commands = commands_of(readme.read_text())
    if len(commands) < 10:
        sys.exit("README.md shows hardly a command: is it still read the right way?")
    os.environ["PATH"] = f"{cauth.resolve().parent}:{os.environ['PATH']}"
    os.environ["TZ"] = "UTC"
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, "session.sh")
        script.write_text(session(commands))
        ran = subprocess.run([cauth.resolve(), "sandbox", "--port", "0", "--", "bash", script],
                             cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    outputs = ran.stdout.split(f"\n{MARK}\n")
    if len(outputs) != len(commands) + 1:
        sys.exit(f"the session ended early:\n{ran.stdout}\n{ran.stderr}")
    wrong = 0
    for (typed, expected), output in zip(commands, outputs):
        got = output.rstrip("\n").split("\n") if output.rstrip("\n") else []
        if not matches(expected, got):
            wrong += 1
            print("$ " + typed, "--- README.md says:", *expected, "--- but it is:", *got, "", sep="\n")
    print(f"{len(commands) - wrong} of {len(commands)} commands do what README.md says")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
