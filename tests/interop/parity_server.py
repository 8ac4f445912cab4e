"""The servers of curl_parity.py: they remember what they were sent, and answer by the path."""

import gzip
import http.server
import os
import re
import socket
import socketserver
import ssl
import subprocess
import threading
import urllib.parse

LAST_MODIFIED = "Wed, 21 Oct 2015 07:28:00 GMT"
CONTENT = bytes(range(48, 123)) * 4


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.received = []
        self.failures = {}
        self.other = None
        self.scheme = "http"

    def forget(self):
        self.received.clear()
        self.failures.clear()

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


class UnixServer(Server):
    """The same behind a Unix socket."""
    address_family = socket.AF_UNIX

    def __init__(self, path):
        self.path = path
        socketserver.TCPServer.__init__(self, path, Handler)
        self.received, self.failures, self.other, self.scheme = [], {}, None, "http"
        self.server_port = 0

    def server_bind(self):
        self.socket.bind(self.path)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def address_string(self):
        return ""

    def read_body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            body += self.rfile.read(size)
            self.rfile.readline()
            if size == 0:
                return body

    def handle_any(self):
        body = self.read_body()
        headers = sorted((name.lower(), value) for name, value in self.headers.items()
                         if name.lower() not in ("host", "user-agent"))
        agent = self.headers.get("User-Agent")
        # The programs' own names differ; what a user sets does not.
        agent = "own" if agent and agent.startswith(("curl/", "cauth/")) else agent
        boundary = re.search(r"boundary=(-+[0-9a-f]+)", str(headers))
        if boundary:
            headers = [(name, value.replace(boundary[1], "BOUNDARY")) for name, value in headers]
            # Those of nested parts are random too.
            body = re.sub(rb"-{24}[0-9a-f]{16}", b"BOUNDARY", body)
            headers = [each for each in headers if each[0] != "content-length"]
        self.server.received.append((self.command, self.path, self.request_version, headers, agent, body))
        self.respond(self.path.split("?")[0].strip("/").split("/"))

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = do_OPTIONS = handle_any

    def do_CONNECT(self):
        self.server.received.append((self.command, sorted(self.headers.keys())))
        self.send_response_only(200, "Connection established")
        self.end_headers()

    def respond(self, path):
        kind = path[0]
        answer = getattr(self, "answer_" + kind.replace("-", "_"), None)
        if answer:
            answer(path)
        else:
            self.answer(200, b"hello\n")

    def answer_status(self, path):
        self.answer(int(path[1]), b"status body\n")

    def answer_redirect(self, path):
        self.answer(int(path[1]), b"moved\n", [("Location", "/" + "/".join(path[2:]))])

    def answer_away(self, _):
        self.answer(302, b"away\n", [("Location", self.server.other.url() + "/landed")])

    def answer_go(self, _):
        """/go?ADDRESS, percent-encoded"""
        self.answer(302, b"", [("Location", urllib.parse.unquote(self.path.split("?", 1)[1]))])

    def answer_there_and_back(self, _):
        self.answer(302, b"", [("Location", self.server.other.url() + "/away")])

    def answer_loop(self, _):
        self.answer(302, b"", [("Location", "/loop")])

    def answer_elsewhere(self, _):
        self.answer(302, b"", [("Location", "ftp://127.0.0.1/x")])

    def answer_nothing(self, _):
        self.close_connection = True

    def answer_cut(self, _):
        self.answer(200, b"cut", announce=10)
        self.close_connection = True

    def answer_slow(self, _):
        threading.Event().wait(3)
        self.answer(200, b"late")

    def answer_empty(self, _):
        self.answer(204, b"")

    def answer_big(self, _):
        self.answer(200, bytes(range(256)) * 4096)

    def answer_cookies(self, _):
        self.answer(200, b"ok\n", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2; Path=/"),
                                   ("Set-Cookie", "keep=3; Path=/; Expires=Fri, 01 Jan 2038 00:00:00 GMT")])

    def answer_set_and_go(self, _):
        self.answer(302, b"", [("Set-Cookie", "went=1; Path=/"), ("Location", "/next")])

    def answer_flaky(self, path):
        """/flaky/503/2: fails twice, then answers."""
        done = self.server.failures.get(self.path, 0)
        self.server.failures[self.path] = done + 1
        if done < int(path[2]):
            self.answer(int(path[1]), b"not yet\n")
        else:
            self.answer(200, b"at last\n")

    def answer_later(self, _):
        done = self.server.failures.get(self.path, 0)
        self.server.failures[self.path] = done + 1
        self.answer(200 if done else 429, b"later\n", [("Retry-After", "1")])

    def answer_named(self, path):
        name = {"quoted": 'attachment; filename="given name.txt"', "plain": "attachment; filename=given.txt",
                "path": 'attachment; filename="../../evil/given.txt"', "none": "inline",
                "dots": 'attachment; filename=".."', "slash": "attachment; filename=/etc/given/",
                "back": 'attachment; filename="..\\\\..\\\\given.txt"', "hidden": "attachment; filename=.given",
                "star": "attachment; filename*=UTF-8''given%20name", "empty": 'attachment; filename=""',
                "twice": "attachment; filename=one; filename=two", "semicolon": 'attachment; filename="a;b"',
                "single": "attachment; filename='a b'", "open": 'attachment; filename="given',
                "space": "attachment; filename= given"}[path[1]]
        self.answer(200, b"named\n", [("Content-Disposition", name)])

    def answer_etag(self, _):
        known = self.headers.get("If-None-Match") == '"v1"'
        self.answer(304 if known else 200, b"" if known else b"tagged\n", [("ETag", '"v1"')])

    def answer_weak(self, _):
        self.answer(200, b"tagged\n", [("ETag", 'W/"v1"')])

    def answer_badgzip(self, _):
        self.answer(200, b"no gzip at all\n", [("Content-Encoding", "gzip")])

    def answer_dated(self, _):
        self.answer(200, b"dated\n", [("Last-Modified", LAST_MODIFIED)])

    def answer_gzip(self, _):
        if "gzip" in (self.headers.get("Accept-Encoding") or ""):
            self.answer(200, gzip.compress(b"unpacked\n", mtime=0), [("Content-Encoding", "gzip")])
        else:
            self.answer(200, b"plain\n")

    def answer_range(self, _):
        wanted = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range") or "")
        if not wanted:
            self.answer(200, CONTENT)
            return
        begin = int(wanted[1]) if wanted[1] else len(CONTENT) - int(wanted[2])
        end = int(wanted[2]) + 1 if wanted[1] and wanted[2] else len(CONTENT)
        if begin >= len(CONTENT):
            self.answer(416, b"no\n", [("Content-Range", f"bytes */{len(CONTENT)}")])
            return
        part = CONTENT[begin:end]
        self.answer(206, part, [("Content-Range", f"bytes {begin}-{begin + len(part) - 1}/{len(CONTENT)}")])

    def answer_digest(self, _):
        if (self.headers.get("Authorization") or "").startswith("Digest"):
            self.answer(200, b"in\n")
        else:
            self.answer(401, b"out\n", [("WWW-Authenticate", 'Digest realm="r", nonce="n"')])

    def answer_basic(self, _):
        if self.headers.get("Authorization"):
            self.answer(200, b"in\n")
        else:
            self.answer(401, b"out\n", [("WWW-Authenticate", 'Basic realm="r"')])

    def answer_chunked(self, _):
        self.send_response_only(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"5\r\nhello\r\n3\r\n yo\r\n0\r\n\r\n")

    def answer(self, status, body, headers=(), announce=None):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body) if announce is None else announce))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
