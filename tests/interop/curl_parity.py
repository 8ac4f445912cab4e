#!/usr/bin/env python3
"""Runs curl and `cauth call` with the same options against the servers of parity_server.py, and compares what they
received, what came out on standard output, the files that were written, the exit status, and whether anything was
said on standard error.

Usage: curl_parity.py CAUTH [WORD]. With WORD, only the lines that hold it. Exits with 77 when there is no curl 7.88 to
compare with."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

from curl_parity_cases import CASES, DIFFERING
from parity_server import CONTENT, Server, UnixServer

TIME_LIMIT_SECONDS = 30

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
    "odd": b"nonsense\nftp-port = 1\ninclude extra\n-XPUT\nheader X: 1\n",
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
    def __init__(self, folder):
        self.folder = folder
        self.servers = [Server(), Server(), Server(), UnixServer(os.path.join(folder, "socket"))]
        self.servers[0].other, self.servers[1].other = self.servers[1], self.servers[0]
        self.servers[2].speak_tls(folder)
        for server in self.servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        port = self.servers[0].server_port
        self.places = [server.url() for server in self.servers[:3]] + [
            f"127.0.0.1:{port}", self.servers[3].path, str(port), ""]
        self.http2 = self.start_http2()
        with open(os.path.join(folder, ".netrc"), "wb") as file:
            file.write(FILES["netrc"])

    def start_http2(self):
        if not shutil.which("node"):
            print("no node here: nothing is compared over HTTP/2")
            return None
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "h2_server.mjs")
        process = subprocess.Popen(["node", script], stdout=subprocess.PIPE, text=True)
        self.places[6] = f"http://127.0.0.1:{process.stdout.readline().strip()}"
        return process

    def close(self):
        if self.http2:
            self.http2.terminate()
            self.http2.wait()

    def run(self, program, arguments, curlrc=False):
        for server in self.servers:
            server.forget()
        work = os.path.join(self.folder, "work")
        os.mkdir(work)
        for name, content in FILES.items():
            with open(os.path.join(work, name), "wb") as file:
                file.write(content.replace(b"{0}", self.places[0].encode()) if name == "options" else content)
        environment = {"HOME": self.folder, "PATH": os.environ["PATH"], "LC_ALL": "C", "CURL_HOME": "",
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
    return [f"{part}: curl {theirs[part]!r}\n          cauth {ours[part]!r}"
            for part in ("exit", "stdout", "files", "received", "silent") if theirs[part] != ours[part]]


def compare(bench, cauth, arguments, curlrc):
    if curlrc:
        begin = 1 if arguments[0] in ("-q", "--disable") else 0
        theirs = bench.run(["curl"], arguments[:begin] + ["--no-progress-meter"] + arguments[begin:], True)
        own = arguments[:begin] + ["--token-use", "none"] + arguments[begin:]
        ours = bench.run([cauth, "call"], groups_without_token(own), True)
    else:
        theirs = bench.run(["curl", "-q", "--no-progress-meter"], arguments)
        ours = bench.run([cauth, "call", "--token-use", "none"], groups_without_token(arguments))
    found = differences(theirs, ours)
    return found + [f"         said: curl {theirs['stderr']!r}, cauth {ours['stderr']!r}"] if found else []


def groups_without_token(arguments):
    """Each group of options has a --token-use of its own."""
    line = []
    for argument in arguments:
        line.append(argument)
        if argument in ("--next", "-:"):
            line += ["--token-use", "none"]
    return line


def refused(bench, cauth, arguments, status):
    ours = bench.run([cauth, "call", "--token-use", "none"], groups_without_token(arguments))
    fine = ours["exit"] == status and ours["stderr"].startswith(b"cauth: ")
    return [] if fine else [f"exit {ours['exit']}, not {status}: {ours['stderr']!r}"]


def main():
    version = shutil.which("curl") and subprocess.run(["curl", "--version"], capture_output=True, text=True).stdout
    if not version or not version.startswith("curl 7.88.") or not shutil.which("openssl"):
        print("skipped: there is no curl 7.88 to compare with, or no openssl for a certificate")
        return 77
    cauth, word = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    failed = count = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        checks = [(case, lambda case: compare(bench, cauth, case, False)) for case in CASES
                  if bench.http2 or "{6}" not in " ".join(case)]
        checks += [(case, lambda case: compare(bench, cauth, case, True)) for case in WITH_CURLRC]
        checks += [(case, lambda case, status=status: refused(bench, cauth, case, status))
                   for status, case in DIFFERING]
        for case, check in checks:
            if word not in " ".join(case):
                continue
            count += 1
            found = check(case)
            failed += bool(found)
            for difference in found:
                print(f"{' '.join(case)}\n    {difference}")
        bench.close()
    print(f"{count} command lines, {failed} that differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
