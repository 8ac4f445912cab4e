#!/usr/bin/env python3
"""A token stays at its origin, wherever a redirect leads: real servers look at what they are sent.

Usage: redirect_leaks.py CAUTH. Exits with 77 when there is no openssl for a certificate."""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from parity_server import Server

TOKEN = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (
    b'{"alg":"RS256","kid":"k"}', json.dumps({"token_use": "id", "exp": int(time.time()) + 3600}).encode(), b"signature"))


def requests_with_token(server):
    """For each request that came, whether the token was anywhere in it."""
    return [TOKEN in str(request) for request in server.received]


class Bench:
    def __init__(self, cauth, folder):
        self.cauth, self.folder, self.failed = cauth, folder, 0
        self.first, self.second, self.tls = Server(), Server(), Server()
        self.first.other, self.second.other = self.second, self.first
        self.tls.speak_tls(folder)
        for server in (self.first, self.second, self.tls):
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def go(self, server, target):
        return f"{server.url()}/go?{urllib.parse.quote(target, safe='')}"

    def check(self, name, arguments, expected, profile=""):
        """`expected`: for each of the three servers, which of its requests hold the token."""
        servers = (self.first, self.second, self.tls)
        for server in servers:
            server.forget()
        with open(os.path.join(self.folder, "config.toml"), "w", encoding="utf-8") as file:
            file.write("[profile.default]\n" + profile)
        environment = {"HOME": self.folder, "PATH": os.environ["PATH"], "CAUTH_CONFIG_DIR": self.folder,
                       "CAUTH_TOKEN": TOKEN}
        done = subprocess.run([self.cauth, "call", "-sS", "-L", *arguments], cwd=self.folder, env=environment,
                              capture_output=True, timeout=30, check=False)
        found = [requests_with_token(server) for server in servers]
        if found == expected and done.returncode == 0:
            return
        self.failed += 1
        print(f"{name}: exit {done.returncode}, {found} instead of {expected}: {done.stderr.decode()}")


def run(bench):
    first, second, tls = bench.first, bench.second, bench.tls
    here = f"{first.url()}/landed"
    there = f"{second.url()}/landed"
    port = first.server_port
    bench.check("within the origin", [bench.go(first, here)], [[True, True], [], []])
    bench.check("relative", [bench.go(first, "/landed")], [[True, True], [], []])
    bench.check("other port", [bench.go(first, there)], [[True], [False], []])
    bench.check("other port, no scheme", [bench.go(first, there[5:])], [[True], [False], []])
    bench.check("other host", [bench.go(first, f"http://localhost:{port}/landed")], [[True, False], [], []])
    bench.check("https to http", ["-k", bench.go(tls, here)], [[False], [], [True]])
    bench.check("http to https", ["-k", bench.go(first, f"{tls.url()}/landed")], [[True], [], [False]])
    bench.check("user info that looks like the origin", [bench.go(first, f"http://127.0.0.1:{port}@127.0.0.1:{second.server_port}/")],
                [[True], [False], []])
    bench.check("user info, within the origin", [bench.go(first, f"http://u:p@127.0.0.1:{port}/landed")],
                [[True, True], [], []])
    bench.check("a chain that comes back", [f"{first.url()}/there-and-back"], [[True, True], [False], []])
    bench.check("a chain that comes back elsewhere", [bench.go(first, bench.go(second, there))],
                [[True], [False, False], []])
    bench.check("307 with a body", ["-d", "x", f"{first.url()}/redirect/307/away"], [[True, True], [False], []])
    bench.check("a header of another name", ["--header-name", "X-Token", bench.go(first, there)], [[True], [False], []])
    bench.check("--token-use", ["--token-use", "id", bench.go(first, there)], [[True], [False], []])
    bench.check("--location-trusted", ["--location-trusted", bench.go(first, there)], [[True], [False], []])
    bench.check("--next", [bench.go(first, there), "--next", "-sL", bench.go(second, here)],
                [[True, False], [False, True], []])
    bench.check("another address of the line", [bench.go(first, there), there], [[True], [False, True], []])
    bound = f'[profile.default.origin."{first.url()}"]\n[profile.default.origin."{second.url()}"]\n'
    bench.check("an origin that the profile names", [bench.go(first, there)], [[True], [True], []], bound)
    named = f'api = "{first.url()}"\n'
    bench.check("an address that the profile does not name", [bench.go(second, here)], [[True], [False], []], named)
    bench.check("and away from there", [bench.go(second, there)], [[], [False, False], []], named)


def main():
    if not shutil.which("openssl"):
        print("skipped: there is no openssl to make a certificate")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(os.path.abspath(sys.argv[1]), folder)
        run(bench)
    print(f"{bench.failed} leaks or losses")
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
