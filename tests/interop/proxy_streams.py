#!/usr/bin/env python3
"""`cauth proxy` between curl and a server that streams, stalls and breaks off. Usage: proxy_streams.py CAUTH.
Exits with 77 when there is no curl."""

import base64
import http.server
import json
import os
import shutil
import signal
import socketserver
import subprocess
import sys
import tempfile
import threading
import time

MIB = 1 << 20
LARGE = 200 * MIB
MOST_MEMORY_KIB = 40 * 1024
TIME_LIMIT_SECONDS = 60


class Upstream(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.go_on = threading.Event()
        self.stalled = threading.Event()
        self.seen = []
        self.connections = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def get_request(self):
        self.connections += 1
        return super().get_request()

    def handle_error(self, *_):
        """Clients hang up here, on purpose."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.seen.append(self.headers.get("Authorization", ""))
        kind = self.path.strip("/")
        if kind == "large":
            self.head([("Content-Length", str(LARGE))])
            for _ in range(LARGE // MIB):
                self.wfile.write(b"x" * MIB)
        elif kind == "events":
            self.head([("Transfer-Encoding", "chunked"), ("Content-Type", "text/event-stream")])
            self.chunk(b"data: 1\n\n")
            self.server.go_on.wait(TIME_LIMIT_SECONDS)
            self.chunk(b"data: 2\n\n")
            self.wfile.write(b"0\r\n\r\n")
        elif kind == "stalled":
            self.server.stalled.set()
            self.server.go_on.wait(TIME_LIMIT_SECONDS)
            self.head([("Content-Length", "0")])
        elif kind == "cut":
            self.head([("Content-Length", "10")])
            self.wfile.write(b"half")
            self.close_connection = True
        else:
            self.head([("Content-Length", "2")])
            self.wfile.write(b"ok")

    def do_PUT(self):
        received = 0
        length = self.headers.get("Content-Length")
        if length is not None:
            while received < int(length):
                received += len(self.rfile.read(min(MIB, int(length) - received)))
        else:
            while size := int(self.rfile.readline(), 16):
                received += len(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
        answer = f"{received} {'known' if length else 'unknown'}".encode()
        self.head([("Content-Length", str(len(answer)))])
        self.wfile.write(answer)

    def head(self, headers):
        self.send_response_only(200)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


TOKEN = ".".join([part({"alg": "RS256", "kid": "k"}), part({"token_use": "id", "exp": int(time.time()) + 3600}), "c2ln"])


class Proxy:
    def __init__(self, cauth, upstream):
        environment = {"PATH": os.environ["PATH"], "CAUTH_TOKEN": TOKEN, "HOME": tempfile.mkdtemp()}
        self.program = cauth
        self.home = environment["HOME"]
        self.process = subprocess.Popen([cauth, "proxy", f"http://127.0.0.1:{upstream.server_port}"],
                                        env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().strip()

    def peak_memory_kib(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

    def stop(self, by=signal.SIGTERM):
        self.process.send_signal(by)
        status = self.process.wait(TIME_LIMIT_SECONDS)
        shutil.rmtree(self.home)
        return status


def curl(*arguments, **options):
    return subprocess.run(["curl", "-sS", "-q", *arguments], capture_output=True, text=True, timeout=TIME_LIMIT_SECONDS,
                          **options)


def check(what, holds):
    print(("ok: " if holds else "FAILED: ") + what)
    return bool(holds)


def check_streams(proxy, upstream):
    got = curl("-o", "/dev/null", "-w", "%{size_download}", f"{proxy.url}/large")
    yield check("a large download arrives whole", got.stdout == str(LARGE))
    with tempfile.TemporaryFile() as large:
        large.truncate(LARGE)
        large.seek(0)
        got = curl("-T", "-", f"{proxy.url}/", stdin=large)
        yield check("a large upload of unknown length arrives whole", got.stdout == f"{LARGE} unknown")
    with tempfile.NamedTemporaryFile() as large:
        large.truncate(LARGE)
        got = curl("-T", large.name, f"{proxy.url}/")
        yield check("a large upload of known length arrives whole", got.stdout == f"{LARGE} known")
    before = upstream.connections
    answers = [curl(f"{proxy.url}/").stdout for _ in range(5)]
    # One at most: an answer may be with its client a moment before the connection is free for the next.
    yield check("clients that connect anew share a connection to the API", answers == ["ok"] * 5 and
                upstream.connections <= before + 1)
    memory = proxy.peak_memory_kib()
    # AddressSanitizer keeps what was freed for a while: there, a body that is held whole is what would show.
    with open(proxy.program, "rb") as program:
        most = LARGE // 1024 - 20 * 1024 if b"__asan_init" in program.read() else MOST_MEMORY_KIB
    yield check(f"memory stays flat: {memory} KiB", memory < most)
    yield check("the token went along", set(upstream.seen) == {f"Bearer {TOKEN}"})


def check_events(proxy, upstream):
    upstream.go_on.clear()
    client = subprocess.Popen(["curl", "-sSN", "-q", f"{proxy.url}/events"], stdout=subprocess.PIPE, text=True)
    first = client.stdout.readline()
    others = curl("-w", " %{http_code}", f"{proxy.url}/")
    upstream.go_on.set()
    rest = client.stdout.read()
    client.wait()
    yield check("the first event comes before the second is sent", first == "data: 1\n")
    yield check("meanwhile others are answered", others.stdout == "ok 200")
    yield check("then the second comes", rest == "\ndata: 2\n\n")


def check_breaks(proxy, upstream):
    got = curl(f"{proxy.url}/cut")
    yield check("an answer that breaks off is no whole one for the client", got.returncode == 18 and got.stdout == "half")
    upstream.go_on.clear()
    upstream.stalled.clear()
    client = subprocess.Popen(["curl", "-sS", "-q", f"{proxy.url}/stalled"], stderr=subprocess.DEVNULL)
    upstream.stalled.wait(TIME_LIMIT_SECONDS)
    yield check("Ctrl-C ends it with 130 in the middle of a request", proxy.stop(signal.SIGINT) == 130)
    yield check("whose client hears of it", client.wait(TIME_LIMIT_SECONDS) != 0)
    upstream.go_on.set()


def main():
    if not shutil.which("curl"):
        print("skipped: no curl here")
        sys.exit(77)
    upstream = Upstream()
    proxy = Proxy(sys.argv[1], upstream)
    results = [*check_streams(proxy, upstream), *check_events(proxy, upstream), *check_breaks(proxy, upstream)]
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
