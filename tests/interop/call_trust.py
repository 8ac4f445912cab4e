#!/usr/bin/env python3
"""Which certificates `cauth call` trusts: it looks into the system's folder of them first, which is cheap, and into the
bundle where that does not suffice. The system's trust is replaced in a mount namespace of its own.

Usage: call_trust.py CAUTH. Ends with 77 where there is no such namespace, folder or openssl."""

import http.server
import os
import pathlib
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest

CAUTH = ""
SYSTEM_TRUST = "/etc/ssl/certs"
BUNDLE = "ca-certificates.crt"
NAMESPACE = ["unshare", "--map-root-user", "--mount"]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.requests += 1
        self.send_response_only(200)
        self.send_header("Content-Length", "6")
        self.end_headers()
        self.wfile.write(b"hello\n")

    def do_PUT(self):
        self.server.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        """A client that does not trust us hangs up."""


class Trust(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        key, cls.certificate = cls.folder / "key.pem", cls.folder / "company.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cls.certificate],
            check=True, stderr=subprocess.DEVNULL)
        cls.server = Server(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cls.certificate, key)
        cls.server.socket = context.wrap_socket(cls.server.socket, server_side=True, do_handshake_on_connect=False)
        cls.server.requests = 0
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.server.shutdown)
        cls.url = f"https://localhost:{cls.server.server_port}/"

    def call(self, *words, bundle=False, hashed=False, **variables):
        """On a system that trusts the server's certificate in its bundle, in its folder, or not at all."""
        store = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        usual = pathlib.Path(SYSTEM_TRUST, BUNDLE).read_text()
        (store / BUNDLE).write_text(usual + (self.certificate.read_text() if bundle else ""))
        if hashed:
            name = subprocess.run(["openssl", "x509", "-hash", "-noout", "-in", self.certificate], check=True,
                                  capture_output=True, text=True).stdout.strip()
            shutil.copy(self.certificate, store / (name + ".0"))
        self.server.requests = 0
        ran = subprocess.run(
            [*NAMESPACE, "sh", "-euc", 'mount --bind "$1" "$2"; shift 2; exec "$@"', "sh", str(store), SYSTEM_TRUST,
             CAUTH, "call", "--token-use", "none", "-sS", *words, self.url],
            capture_output=True, text=True, timeout=60,
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder), **variables})
        return ran.returncode, ran.stdout, ran.stderr

    def test_a_certificate_in_the_folder_is_trusted(self):
        self.assertEqual(self.call(hashed=True), (0, "hello\n", ""))

    def test_a_certificate_appended_to_the_bundle_alone_is_trusted(self):
        self.assertEqual(self.call(bundle=True), (0, "hello\n", ""))
        self.assertEqual(self.server.requests, 1)

    def test_a_body_goes_out_once_when_only_the_bundle_knows_the_certificate(self):
        self.assertEqual(self.call("-X", "PUT", "-d", "data", bundle=True)[0], 0)
        self.assertEqual(self.server.body, b"data")
        self.assertEqual(self.server.requests, 1)

    def test_a_certificate_that_neither_knows_is_refused_and_nothing_is_sent(self):
        status, out, said = self.call()
        self.assertEqual((status, out), (60, ""))
        self.assertRegex(said, r'^cauth: the certificate of "localhost:\d+" is not trusted: ')
        self.assertEqual(self.server.requests, 0)

    def test_options_and_curls_variables_come_before_the_system(self):
        company = str(self.certificate)
        self.assertEqual(self.call("--cacert", company)[0], 0)
        self.assertEqual(self.call("-k")[0], 0)
        self.assertEqual(self.call(CURL_CA_BUNDLE=company)[0], 0)
        self.assertEqual(self.call(SSL_CERT_FILE=company)[0], 0)
        usual = os.path.join(SYSTEM_TRUST, BUNDLE)
        self.assertEqual(self.call(CURL_CA_BUNDLE=usual)[0], 60)
        self.assertEqual(self.call("--cacert", company, CURL_CA_BUNDLE=usual)[0], 0)

    def test_variables_of_the_aws_cli_are_none_of_the_apis_business(self):
        self.assertEqual(self.call(AWS_CA_BUNDLE=str(self.certificate))[0], 60)
        self.assertEqual(self.call(REQUESTS_CA_BUNDLE=str(self.certificate))[0], 60)


def skip(why):
    print("skipped:", why)
    sys.exit(77)


if __name__ == "__main__":
    CAUTH = str(pathlib.Path(sys.argv.pop(1)).resolve())
    if not shutil.which("openssl"):
        skip("no openssl here")
    if not os.path.exists(os.path.join(SYSTEM_TRUST, BUNDLE)):
        skip(f"the system keeps its certificates elsewhere than in {SYSTEM_TRUST}")
    if not shutil.which("unshare") or subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode != 0:
        skip("no mount namespaces here")
    unittest.main(verbosity=2)
