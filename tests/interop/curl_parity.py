#!/usr/bin/env python3
"""Runs curl and `cauth call` with the same options against one small server, and compares what the server
received, what came out on standard output and the exit status.

Usage: curl_parity.py CAUTH. Exits with 77 when there is no curl to compare with."""

import http.server
import os
import re
import shutil
import socketserver
import ssl
import subprocess
import sys
import tempfile
import threading

TIME_LIMIT_SECONDS = 30


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.received = []
        self.other = None

        self.scheme = "http"

    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def speak_tls(self, folder):
        """With a certificate that nobody trusts: `folder`/cert.pem."""
        names = [os.path.join(folder, name) for name in ("key.pem", "cert.pem")]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                        "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", names[0], "-out",
                        names[1]], check=True, stderr=subprocess.DEVNULL)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(names[1], names[0])
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.scheme = "https"

    def handle_error(self, *_):
        """A client that does not trust us hangs up."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = sorted((name.lower(), value) for name, value in self.headers.items()
                         if name.lower() not in ("host", "user-agent"))
        agent = self.headers.get("User-Agent")
        # The programs' own names differ; what a user sets does not.
        agent = "own" if agent and agent.startswith(("curl/", "cauth/")) else agent
        self.server.received.append((self.command, self.path, headers, agent, body))
        self.respond(self.path.split("?")[0].strip("/").split("/"))

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = do_OPTIONS = handle_any

    def respond(self, path):
        kind = path[0]
        if kind == "status":
            self.answer(int(path[1]), b"status body\n")
        elif kind == "redirect":
            self.answer(int(path[1]), b"moved\n", [("Location", "/" + "/".join(path[2:]))])
        elif kind == "away":
            self.answer(302, b"away\n", [("Location", self.server.other.url() + "/landed")])
        elif kind == "loop":
            self.answer(302, b"", [("Location", "/loop")])
        elif kind == "elsewhere":
            self.answer(302, b"", [("Location", "ftp://127.0.0.1/x")])
        elif kind == "nothing":
            self.close_connection = True
        elif kind == "cut":
            self.answer(200, b"cut", announce=10)
            self.close_connection = True
        elif kind == "slow":
            threading.Event().wait(3)
            self.answer(200, b"late")
        elif kind == "empty":
            self.answer(204, b"")
        elif kind == "big":
            self.answer(200, bytes(range(256)) * 4096)
        elif kind == "cookies":
            self.answer(200, b"ok\n", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        else:
            self.answer(200, b"hello\n")

    def answer(self, status, body, headers=(), announce=None):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body) if announce is None else announce))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


# Each is a command line after the program's name; {0} is the server, {1} another origin, {3} the first one's
# host and port.
CASES = [
    ["{0}/"],
    ["-i", "{0}/"],
    ["-I", "{0}/"],
    ["-s", "-o", "file", "{0}/"],
    ["-so", "file", "{0}/empty"],
    ["-o", "-", "{0}/"],
    ["-i", "-o", "file", "{0}/cookies"],
    ["-X", "POST", "{0}/"],
    ["-XDELETE", "{0}/"],
    ["-X", "PUT", "-d", "x", "{0}/"],
    ["-d", "a=1", "-d", "b=2", "{0}/"],
    ["-d", "", "{0}/"],
    ["-d", "", "-d", "a", "{0}/"],
    ["-d", "@data", "{0}/"],
    ["--data", "@data", "--data-binary", "@data", "{0}/"],
    ["--data-ascii", "x", "{0}/"],
    ["--data-raw", "@data", "{0}/"],
    ["--data-binary", "@binary", "{0}/"],
    ["--data-binary", "@-", "{0}/"],
    ["-d", "@-", "{0}/"],
    ["-d", "a", "--json", "b", "{0}/"],
    ["--json", '{"a":', "--json", "1}", "{0}/"],
    ["--json", "@binary", "{0}/"],
    ["--json", "{}", "-H", "Content-Type: application/x", "{0}/"],
    ["--json", "{}", "-H", "accept: text/plain", "{0}/"],
    ["-G", "-d", "a=1", "-d", "b=2", "{0}/"],
    ["-G", "-d", "a=1", "{0}/path?x=y"],
    ["-G", "-I", "-d", "a=1", "{0}/"],
    ["-I", "-d", "a=1", "{0}/"],
    ["-H", "X-A: 1", "-H", "X-B:2", "-H", "X-C;", "-H", "Accept:", "{0}/"],
    ["-H", "X-A: 1", "-H", "X-A: 2", "{0}/"],
    ["-H", "X-Spaces:   a  b  ", "{0}/"],
    ["-H", "@headers", "{0}/"],
    ["-H", "@-", "{0}/"],
    ["-H", "no colon", "{0}/"],
    ["-H", "Content-Type: text/plain", "-d", "x", "{0}/"],
    ["-H", "Content-Type:", "-d", "x", "{0}/"],
    ["-H", "User-Agent: mine", "{0}/"],
    ["-A", "mine/1", "{0}/"],
    ["-A", "", "{0}/"],
    ["-u", "alice:p:w", "{0}/"],
    ["-H", "Authorization: Bearer x", "{0}/"],
    ["--url", "{0}/a"],
    ["{0}/a?b=c#fragment"],
    ["{0}"],
    ["{0}/status/404"],
    ["-f", "{0}/status/404"],
    ["-f", "-i", "{0}/status/404"],
    ["-sf", "{0}/status/503"],
    ["-f", "-o", "file", "{0}/status/404"],
    ["--fail-with-body", "{0}/status/404"],
    ["--fail-with-body", "-i", "{0}/status/404"],
    ["-f", "{0}/redirect/302/a"],
    ["{0}/redirect/302/a"],
    ["-L", "{0}/redirect/302/a"],
    ["-L", "-i", "{0}/redirect/302/a"],
    ["-L", "-I", "{0}/redirect/302/a"],
    ["-L", "-d", "x", "{0}/redirect/301/a"],
    ["-L", "-d", "x", "{0}/redirect/302/a"],
    ["-L", "-d", "x", "{0}/redirect/303/a"],
    ["-L", "-d", "x", "{0}/redirect/307/a"],
    ["-L", "-d", "x", "{0}/redirect/308/a"],
    ["-L", "-X", "PUT", "-d", "x", "{0}/redirect/302/a"],
    ["-L", "-X", "PUT", "-d", "x", "{0}/redirect/303/a"],
    ["-L", "-X", "PUT", "-d", "x", "{0}/redirect/307/a"],
    ["-L", "-X", "DELETE", "{0}/redirect/303/a"],
    ["-L", "--json", "{}", "{0}/redirect/302/a"],
    ["-L", "-u", "a:b", "{0}/redirect/302/a"],
    ["-L", "-u", "a:b", "{0}/away"],
    ["-L", "-H", "Authorization: Bearer x", "-H", "Cookie: c=1", "-H", "X-Keep: 1", "{0}/away"],
    ["-L", "{0}/redirect/302/redirect/302/a"],
    ["-L", "--max-redirs", "1", "{0}/redirect/302/redirect/302/a"],
    ["-L", "--max-redirs", "0", "{0}/redirect/302/a"],
    ["-L", "--max-redirs", "-1", "{0}/redirect/302/a"],
    ["-L", "{0}/loop"],
    ["-L", "-f", "{0}/redirect/302/status/404"],
    ["-L", "-o", "file", "{0}/redirect/302/a"],
    ["{0}/nothing"],
    ["{0}/cut"],
    ["-m", "0.3", "{0}/slow"],
    ["--max-time", "0.3", "-s", "{0}/slow"],
    ["http://127.0.0.1:1/"],
    ["-s", "http://127.0.0.1:1/"],
    ["http://no-such-host.invalid/"],
    ["-k", "https://127.0.0.1:1/"],
    ["--cacert", "/none", "{0}/"],
    ["-o", "/none/file", "{0}/"],
    ["{0}/big"],
    ["-sS", "{0}/"],
    ["-X", "OPTIONS", "{0}/"],
    ["-d", "x", "--connect-timeout", "5", "{0}/"],
]
# {2} is a server whose certificate only ../cert.pem vouches for: read lazily or from a bundle, trust is the same.
CASES += [
    ["{2}/"],
    ["-k", "{2}/"],
    ["--cacert", "../cert.pem", "{2}/"],
    ["--cacert", "../key.pem", "{2}/"],
    ["https://{3}/"],
]
# An expected exit status stands first where cauth's differs from curl's by design: curl's 1 to 4 leave as 2.
DIFFERING = [
    (2, ["-L", "{0}/elsewhere"]),
    (2, ["--max-redirs", "x", "{0}/"]),
    (2, ["-m", "x", "{0}/"]),
    (2, ["ftp://127.0.0.1/x"]),
    (2, []),
]

INPUT = b"X-In: 1\r\nX-Put: 2\nline\n"


def run(program, arguments, servers, folder):
    for server in servers:
        server.received.clear()
    places = [server.url() for server in servers] + [f"127.0.0.1:{servers[0].server_port}"]
    line = [re.sub(r"\{(\d)\}", lambda place: places[int(place[1])], argument) for argument in arguments]
    work = os.path.join(folder, "work")
    os.mkdir(work)
    for name, content in (("data", b"a\r\nb c\n"), ("binary", b"a\r\nb\0c\n"),
                          ("headers", b"X-One: 1\r\n\r\nX-Two: 2\n")):
        with open(os.path.join(work, name), "wb") as file:
            file.write(content)
    environment = {"HOME": folder, "PATH": os.environ["PATH"], "LC_ALL": "C"}
    done = subprocess.run(program + line, cwd=work, env=environment, input=INPUT, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=TIME_LIMIT_SECONDS, check=False)
    path = os.path.join(work, "file")
    written = None
    if os.path.exists(path):
        with open(path, "rb") as file:
            written = file.read()
    shutil.rmtree(work)
    received = [list(server.received) for server in servers]
    return {"exit": done.returncode, "stdout": done.stdout, "file": written, "received": received,
            "silent": not done.stderr, "stderr": done.stderr}


def compare(cauth, arguments, servers, folder, status):
    theirs = run(["curl", "-q", "--no-progress-meter"], arguments, servers, folder)
    ours = run([cauth, "call", "--token-use", "none"], arguments, servers, folder)
    if status is not None:
        return [] if ours["exit"] == status and ours["stderr"].startswith(b"cauth: ") else \
            [f"exit {ours['exit']}, not {status}: {ours['stderr']!r}"]
    return [f"{part}: curl {theirs[part]!r}, cauth {ours[part]!r}"
            for part in ("exit", "stdout", "file", "received", "silent") if theirs[part] != ours[part]]


def main():
    if not shutil.which("curl") or not shutil.which("openssl"):
        print("skipped: there is no curl to compare with, or no openssl for a certificate")
        return 77
    cauth = os.path.abspath(sys.argv[1])
    servers = [Server(), Server(), Server()]
    servers[0].other, servers[1].other = servers[1], servers[0]
    failed = 0
    cases = [(None, case) for case in CASES] + DIFFERING
    with tempfile.TemporaryDirectory() as folder:
        servers[2].speak_tls(folder)
        for server in servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        for status, case in cases:
            for difference in compare(cauth, case, servers, folder, status):
                failed += 1
                print(f"{' '.join(case)}\n    {difference}")
    print(f"{len(cases)} command lines, {failed} differences")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
