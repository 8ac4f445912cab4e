#!/usr/bin/env python3
"""Checks that the list of commands and their files agree, and that the manual knows every variable."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMANDS = ROOT / "src" / "cli" / "commands"


def listed():
    text = (ROOT / "src" / "cli" / "commands.def").read_text()
    return set(re.findall(r"^[A-Z_]+\((\w+),", text, re.M))


def defined():
    for path in sorted(COMMANDS.glob("*.cpp")):
        names = re.findall(r"(?:^CAUTH_COMMAND\(|^std::unique_ptr<Command> make_)(\w+)", path.read_text(), re.M)
        yield path, names


def problems():
    known = listed()
    seen = set()
    for path, names in defined():
        if not names:
            yield f"{path.name} defines no command"
        elif path.stem not in names:
            yield f"{path.name} defines {', '.join(names)}, not {path.stem}"
        seen |= set(names)
    for name in sorted(seen - known):
        yield f"{name} has no line in commands.def"
    for name in sorted(known - seen):
        yield f"{name} has a line in commands.def and no file"

    manual = (ROOT / "man" / "cauth.1").read_text()
    for path in sorted((ROOT / "src").rglob("*.cpp")):
        for variable in re.findall(r'"(CAUTH_[A-Z_]+[A-Z])"', path.read_text()):
            if not re.search(rf"^\.It Ev {variable}$", manual, re.M):
                yield f"{path.relative_to(ROOT)}: cauth(1) does not list {variable}"


found = sorted(set(problems()))
print("\n".join(found))
sys.exit(1 if found else 0)
