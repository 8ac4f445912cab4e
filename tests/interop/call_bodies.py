#!/usr/bin/env python3
"""Large bodies, broken and silent peers, Ctrl-C: `cauth call` against a small server on loopback, and curl where what
it leaves behind is the yardstick.

Usage: call_bodies.py CAUTH"""

import os
import pathlib
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

CAUTH = ""
GIB = 1 << 30
BLOCK = bytes(1 << 20)
MOST_MEMORY_KIB = 16 * 1024  # what product.md promises of any command
TIME_LIMIT_SECONDS = 60


class Server:
    """Serves one connection by `serve(connection, head, rest)`, which gets the request's head and what came of its
    body with it."""

    def __init__(self, serve):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d/" % self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.run, args=(serve,), daemon=True)
        self.thread.start()

    def run(self, serve):
        try:
            connection, _ = self.listener.accept()
        except OSError:
            return  # nobody came
        with connection:
            text = b""
            while b"\r\n\r\n" not in text:
                got = connection.recv(65536)
                if not got:
                    return
                text += got
            head, rest = text.split(b"\r\n\r\n", 1)
            serve(connection, head.decode(), rest)

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.thread.join(TIME_LIMIT_SECONDS)
        self.listener.close()


def peak_memory_kib(process):
    """So far. From its own accounts: wait4 would count the memory of whoever started it."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s*(\d+) kB", status).group(1))


class Bodies(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def start(self, serve, *words, program=None, **pipes):
        server = Server(serve)
        self.addCleanup(server.close)
        own = [] if program else ["call", "--token-use", "none"]
        process = subprocess.Popen(
            [program or CAUTH, *own, *words, server.url], cwd=self.folder, stderr=subprocess.PIPE,
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder)}, **pipes)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.kill)
        return process

    def finish(self, process):
        status = process.wait(TIME_LIMIT_SECONDS)
        return status, process.stderr.read().decode()

    # How much memory it has taken is looked at when nearly all has gone through.
    def send_gib(self, connection, *_):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % GIB)
        for _ in range(GIB // len(BLOCK) - 1):
            connection.sendall(BLOCK)
        self.peak_kib = peak_memory_kib(self.process)
        connection.sendall(BLOCK)

    def take_gib(self, connection, head, rest):
        if "100-continue" in head:
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.head, self.taken = head, len(rest)
        memory = bytearray(1 << 20)
        while self.taken < GIB:
            got = connection.recv_into(memory)
            if got == 0:
                return
            self.taken += got
        self.peak_kib = peak_memory_kib(self.process)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    # AddressSanitizer keeps what was freed for a while: there, a body that is held whole is what would show.
    def check_memory(self):
        with_sanitizer = b"__asan_init" in pathlib.Path(CAUTH).read_bytes()
        self.assertLess(self.peak_kib, 512 * 1024 if with_sanitizer else MOST_MEMORY_KIB)

    def big_file(self):
        with open(self.folder / "big", "wb") as file:
            file.truncate(GIB)
        return "big"

    def test_a_download_of_a_gib_takes_no_more_memory_than_a_small_one(self):
        self.process = self.start(self.send_gib, "-s", "-o", "/dev/null")
        self.assertEqual(self.finish(self.process), (0, ""))
        self.check_memory()

    def test_an_upload_of_a_gib_takes_no_more_memory_than_a_small_one(self):
        self.process = self.start(self.take_gib, "-s", "-T", self.big_file())
        self.assertEqual(self.finish(self.process), (0, ""))
        self.assertEqual(self.taken, GIB)
        self.assertIn(f"Content-Length: {GIB}", self.head)
        self.check_memory()

    def test_a_post_of_a_gib_from_a_file_too(self):
        self.process = self.start(self.take_gib, "-s", "--data-binary", "@" + self.big_file())
        self.assertEqual(self.finish(self.process), (0, ""))
        self.assertEqual(self.taken, GIB)
        self.assertTrue(self.head.startswith("POST "))
        self.check_memory()

    def test_an_upload_from_a_pipe_goes_out_in_chunks_as_it_comes(self):
        def take_chunks(connection, head, rest):
            if "100-continue" in head:
                connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.head, text = head, rest
            while not text.endswith(b"\r\n0\r\n\r\n"):
                text += connection.recv(65536)
            self.text = text
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

        process = self.start(take_chunks, "-s", "-T", "-", stdin=subprocess.PIPE)
        process.stdin.write(b"from a pipe")
        process.stdin.close()
        self.assertEqual(self.finish(process), (0, ""))
        self.assertIn("Transfer-Encoding: chunked", self.head)
        self.assertEqual(self.text, b"b\r\nfrom a pipe\r\n0\r\n\r\n")

    # Half of what was announced, then silence until the other side goes.
    @staticmethod
    def send_half_and_stall(connection, *_):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf.")
        connection.recv(1)

    def test_a_peer_that_falls_silent_is_28_after_max_time(self):
        process = self.start(self.send_half_and_stall, "-sS", "-m", "0.5", "-o", "file")
        status, said = self.finish(process)
        self.assertEqual(status, 28)
        self.assertRegex(said, r"^cauth: ")
        self.assertEqual((self.folder / "file").read_bytes(), b"half.")

    def test_a_peer_that_falls_silent_is_28_below_the_speed_limit(self):
        process = self.start(self.send_half_and_stall, "-s", "-Y", "100", "-y", "1", "-o", "file")
        self.assertEqual(self.finish(process)[0], 28)

    def test_a_connection_closed_in_the_middle_is_18_and_the_file_has_what_came(self):
        def cut(connection, *_):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf.")

        status, said = self.finish(self.start(cut, "-sS", "-o", "file"))
        self.assertEqual(status, 18)
        self.assertIn("cut off", said)
        self.assertEqual((self.folder / "file").read_bytes(), b"half.")

    def test_a_connection_closed_in_the_middle_of_an_upload_fails(self):
        def hang_up(connection, *_):
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            connection.recv(1000)

        status, _ = self.finish(self.start(hang_up, "-sS", "-T", self.big_file()))
        self.assertIn(status, (52, 55, 56))

    def shown_on_a_terminal(self, *words):
        """What stands on a terminal that standard error is."""
        def serve(connection, *_):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole")

        server = Server(serve)
        self.addCleanup(server.close)
        ours, theirs = pty.openpty()
        with open(ours, "rb", buffering=0) as terminal:
            process = subprocess.Popen(
                [CAUTH, "call", "--token-use", "none", *words, server.url], cwd=self.folder, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=theirs,
                env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "COLUMNS": "40"})
            os.close(theirs)
            text = b""
            try:
                while block := terminal.read(4096):
                    text += block
            except OSError:
                pass  # Linux's way to say that nobody holds the other end
            self.assertEqual(process.wait(TIME_LIMIT_SECONDS), 0)
        return text.decode().replace("\r\n", "\n")

    def test_a_terminal_shows_curls_meter_or_bar_while_a_file_is_written(self):
        table = self.shown_on_a_terminal("-o", "file")
        self.assertTrue(table.startswith("  % Total    % Received % Xferd  Average Speed"), table)
        self.assertRegex(table, r"\r100 +5 +100 +5 +0 +0 [^\r]*\n$")
        self.assertRegex(self.shown_on_a_terminal("-#", "-o", "file"), r"^(\r#{32} 100\.0%)+\n$")
        self.assertEqual(self.shown_on_a_terminal("-s", "-o", "file"), "")
        self.assertEqual(self.shown_on_a_terminal("--no-progress-meter", "-o", "file"), "")

    def interrupt_in_the_middle(self, name, program, *words):
        came = threading.Event()

        def serve(connection, *_):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf.")
            came.set()
            connection.recv(1)

        process = self.start(serve, "-N", *words, "-o", name, program=program)
        came.wait(TIME_LIMIT_SECONDS)
        file = self.folder / name
        while not (file.exists() and file.stat().st_size == 5) and process.poll() is None:
            threading.Event().wait(0.01)
        process.send_signal(signal.SIGINT)
        return self.finish(process), file.read_bytes()

    def test_ctrl_c_in_the_middle_of_a_file_is_130_and_leaves_what_came(self):
        (status, said), left = self.interrupt_in_the_middle("ours", None, "-sS")
        self.assertEqual(status, 130)
        self.assertIn("interrupted", said)
        self.assertEqual(left, b"half.")
        if curl := shutil.which("curl"):
            _, left_by_curl = self.interrupt_in_the_middle("theirs", curl, "-q", "-sS")
            self.assertEqual(left, left_by_curl)

    def test_ctrl_c_while_nobody_answers_is_130_at_once(self):
        asked = threading.Event()

        def serve(connection, *_):
            asked.set()
            connection.recv(1)

        process = self.start(serve, "-sS")
        asked.wait(TIME_LIMIT_SECONDS)
        process.send_signal(signal.SIGINT)
        self.assertEqual(self.finish(process)[0], 130)


if __name__ == "__main__":
    CAUTH = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main(verbosity=2)
