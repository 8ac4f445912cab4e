#!/usr/bin/env python3
"""Runs curl and `cauth call` with the same options against the servers of parity_server.py, and compares what they
received, what came out on standard output, the files that were written, the exit status, and whether anything was
said on standard error.

Usage: curl_parity.py CAUTH [WORD]. With WORD, only the lines that hold it. Exits with 77 when there is no curl 7.88 to
compare with."""

import concurrent.futures
import contextlib
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading

from curl_parity_cases import CASES, DIFFERING
from curl_parity_corners import CONFIGS, CORNER_CASES, DIFFERING_CORNERS
from parity_server import CONTENT, Server, UnixServer

TIME_LIMIT_SECONDS = 30
BENCHES = 4

INPUT = b"X-In: 1\r\nX-Put: 2\nline\n"

FILES = {
    "data": b"a\r\nb c\n",
    "binary": b"a\r\nb\0c\n",
    "headers": b"X-One: 1\r\n\r\nX-Two: 2\n",
    "part": CONTENT[:7],
    "whole": CONTENT,
    "etag": b'"v1"\n',
    "format": b"%{http_code}\nand\\n",
    "netrc": b"machine 127.0.0.1 login n password p\n",
    "cookies": b"# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\tkept\tyes\n"
               b"127.0.0.1\tFALSE\t/\tFALSE\t2145916800\tlong\tyes\n",
    "options": b'# a comment\nurl = "{0}/one"\n-H "X-File: \\"1\\""\nrequest PUT\n\n--data=x y\nuser-agent: made\n-i\n',
    "netrc-forms": b"# a comment\nmachine other.example login x password y\nmachine 127.0.0.1\n  login one\n  password "
                   b"\"p \\\"1\\\"\"\nmachine 127.0.0.1 login two password p2\nmacdef init\ncd /x\n\n"
                   b"default login d password e\n",
    "odd": b"nonsense\nftp-port = 1\ninclude extra\n-XPUT\nheader X: 1\n",
    **CONFIGS,
}
CURLRC = b"# read without being asked\nno-progress-meter\nheader = \"X-Rc: 1\"\nuser-agent \"rc\"\n"
# Lines for which ~/.curlrc is there.
WITH_CURLRC = [["{0}/"], ["-A", "line", "{0}/"], ["-q", "{0}/"], ["--disable", "{0}/"], ["-H", "X-B: 2", "{0}/", "--next", "{0}/b"]]


def fill(text, places):
    """{0} is the first place, and so on; {{ and }} are braces."""
    text = re.sub(r"(?<!\{)\{(\d)\}", lambda place: places[int(place[1])], text)
    return text.replace("{{", "{").replace("}}", "}")


def read_tree(folder):
    found = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                content = file.read()
            if FILES.get(os.path.relpath(path, folder)) != content and not name.startswith("options"):
                found[os.path.relpath(path, folder)] = (content, int(os.stat(path).st_mtime) < 1_500_000_000)
    return found


def without_chance(out):
    """What differs from one run to the next, left out of -w's output."""
    out = re.sub(rb'"(time_\w+|local_port|speed_\w+)":[0-9.]+', rb'"\1":0', out)
    return re.sub(rb'"curl_version":"[^"]*"', b"", out)


class Bench:
    """Servers and a folder, for one command line at a time. `http2` is the address of a server for HTTP/2, or None."""

    def __init__(self, folder, http2):
        self.folder = folder
        self.servers = [Server(), Server(), Server(), UnixServer(os.path.join(folder, "socket"))]
        self.servers[0].other, self.servers[1].other = self.servers[1], self.servers[0]
        self.servers[2].speak_tls(folder)
        for server in self.servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        port = self.servers[0].server_port
        self.places = [server.url() for server in self.servers[:3]] + [
            f"127.0.0.1:{port}", self.servers[3].path, str(port), http2 or ""]
        with open(os.path.join(folder, ".netrc"), "wb") as file:
            file.write(FILES["netrc"])

    def run(self, program, arguments, curlrc=False):
        for server in self.servers:
            server.forget()
        work = os.path.join(self.folder, "work")
        os.mkdir(work)
        for name, content in FILES.items():
            with open(os.path.join(work, name), "wb") as file:
                file.write(content.replace(b"{0}", self.places[0].encode()) if name.startswith("options") else content)
        environment = {"HOME": self.folder, "PATH": os.environ["PATH"], "LC_ALL": "C", "CURL_HOME": "",
                       # Who has named an origin for the token sends none elsewhere.
                       "CAUTH_API": "https://elsewhere.invalid",
                       "LSAN_OPTIONS": os.environ.get("LSAN_OPTIONS", "")}
        if curlrc:
            environment["CURL_HOME"] = os.path.join(self.folder, "rc")
            os.makedirs(environment["CURL_HOME"], exist_ok=True)
            with open(os.path.join(environment["CURL_HOME"], ".curlrc"), "wb") as file:
                file.write(CURLRC)
        line = [fill(argument, self.places) for argument in arguments]
        done = subprocess.run(program + line, cwd=work, env=environment, input=INPUT, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=TIME_LIMIT_SECONDS, check=False)
        files = read_tree(work)
        shutil.rmtree(work)
        received = [list(server.received) for server in self.servers]
        if "-Z" in arguments or "--parallel" in arguments:
            received = [sorted(each) for each in received]
        return {"exit": done.returncode, "stdout": without_chance(done.stdout), "files": files,
                "received": received, "silent": not done.stderr, "stderr": done.stderr}


def differences(theirs, ours):
    # curl's 1 to 4 leave as 2.
    theirs = {**theirs, "exit": 2 if 1 <= theirs["exit"] <= 4 else theirs["exit"]}
    return [f"{part}: curl {theirs[part]!r}\n          cauth {ours[part]!r}"
            for part in ("exit", "stdout", "files", "received", "silent") if theirs[part] != ours[part]]


def compare(bench, cauth, arguments, curlrc):
    if curlrc:
        begin = 1 if arguments[0] in ("-q", "--disable") else 0
        theirs = bench.run(["curl"], arguments[:begin] + ["--no-progress-meter"] + arguments[begin:], True)
        ours = bench.run([cauth, "call"], arguments, True)
    else:
        theirs = bench.run(["curl", "-q", "--no-progress-meter"], arguments)
        ours = bench.run([cauth, "call"], arguments)
    found = differences(theirs, ours)
    return found + [f"         said: curl {theirs['stderr']!r}, cauth {ours['stderr']!r}"] if found else []


def refused(bench, cauth, arguments, status):
    ours = bench.run([cauth, "call"], arguments)
    fine = ours["exit"] == status and ours["stderr"].startswith(b"cauth: ")
    return [] if fine else [f"exit {ours['exit']}, not {status}: {ours['stderr']!r}"]


@contextlib.contextmanager
def http2_server():
    """Its address, or None where there is no node. It remembers nothing, and serves all."""
    if not shutil.which("node"):
        print("no node here: nothing is compared over HTTP/2")
        yield None
        return
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "h2_server.mjs")
    with subprocess.Popen(["node", script], stdout=subprocess.PIPE, text=True) as process:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.terminate()


def run_side_by_side(checks, folder, http2):
    """What each check found, in order. Many of them wait more than they work."""
    benches = queue.SimpleQueue()
    for number in range(BENCHES):
        own = os.path.join(folder, str(number))
        os.mkdir(own)
        benches.put(Bench(own, http2))

    def run(check):
        bench = benches.get()
        try:
            return check(bench)
        finally:
            benches.put(bench)

    with concurrent.futures.ThreadPoolExecutor(BENCHES) as pool:
        return list(pool.map(run, checks))


def main():
    version = shutil.which("curl") and subprocess.run(["curl", "--version"], capture_output=True, text=True).stdout
    if not version or not version.startswith("curl 7.88.") or not shutil.which("openssl"):
        print("skipped: there is no curl 7.88 to compare with, or no openssl for a certificate")
        return 77
    cauth, word = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as folder, http2_server() as http2:
        checks = [(case, lambda bench, case=case: compare(bench, cauth, case, False)) for case in CASES + CORNER_CASES
                  if http2 or "{6}" not in " ".join(case)]
        checks += [(case, lambda bench, case=case: compare(bench, cauth, case, True)) for case in WITH_CURLRC]
        checks += [(case, lambda bench, case=case, status=status: refused(bench, cauth, case, status))
                   for status, case in DIFFERING + DIFFERING_CORNERS]
        checks = [(case, check) for case, check in checks if word in " ".join(case)]
        found = run_side_by_side([check for _, check in checks], folder, http2)
    for (case, _), differing in zip(checks, found):
        for difference in differing:
            print(f"{' '.join(case)}\n    {difference}")
    failed = sum(1 for differing in found if differing)
    print(f"{len(checks)} command lines, {failed} that differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
