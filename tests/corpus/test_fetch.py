"""Fetching from a server on the loopback address: whole, slow, truncated, too large, moved."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ddcompare.corpus.fetch import Limits, TextCache, fetch
from ddcompare.corpus.texts.reading import TextError

TEXT = b"<html><body><p>Article 1</p></body></html>"
LIMITS = Limits(size=1_000, seconds=2.0, redirects=3)


class Server(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        answer = getattr(self, f"answer_{self.path.strip('/').split('/')[0]}", None)
        if answer is None:
            self.send_error(404)
        else:
            answer()

    def send(self, body: bytes, length: int | None = None, **headers: str) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer_whole(self) -> None:
        self.send(TEXT, len(TEXT))

    def answer_truncated(self) -> None:
        self.send(TEXT[:10], len(TEXT))

    def answer_empty(self) -> None:
        self.send(b"", 0)

    def answer_announced(self) -> None:
        self.send(b"x", 10_000_000)

    def answer_endless(self) -> None:
        self.send(b"x" * 5_000)

    def answer_bomb(self) -> None:
        self.send(gzip.compress(b"x" * 1_000_000), Content_Encoding="gzip")

    def answer_drip(self) -> None:
        self.send(b"")
        for _ in range(60):
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def answer_silent(self) -> None:
        time.sleep(4)

    def answer_once(self) -> None:
        self.redirect("/whole")

    def answer_loop(self) -> None:
        self.redirect("/loop")

    def answer_file(self) -> None:
        self.redirect("file:///etc/passwd")

    def answer_nowhere(self) -> None:
        self.redirect("")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as http:
        http.daemon_threads = True
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["whole", "once"])
def test_a_text_is_fetched_over_redirects(server: str, path: str) -> None:
    fetched = fetch(f"{server}/{path}", LIMITS)
    assert fetched.data == TEXT
    assert fetched.url == f"{server}/whole"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing", "the server answers 404"),
        ("truncated", "cannot be fetched"),
        ("empty", "the server sent nothing"),
        ("announced", "larger than 1,000 bytes"),
        ("endless", "larger than 1,000 bytes"),
        ("bomb", "larger than 1,000 bytes"),
        ("drip", "not complete within 2 seconds"),
        ("silent", "cannot be fetched"),
        ("loop", "more than 3 redirects"),
        ("file", "only http and https"),
        ("nowhere", "redirects to nowhere"),
    ],
)
def test_a_bad_server_ends_in_one_sentence(server: str, path: str, message: str) -> None:
    with pytest.raises(TextError, match=message):
        fetch(f"{server}/{path}", LIMITS)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "nonsense", "http://[::1"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(TextError):
        fetch(url, LIMITS)


def test_nobody_listens() -> None:
    with pytest.raises(TextError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/x", LIMITS)


def test_the_cache_keeps_a_text_and_notices_damage(server: str, tmp_path) -> None:
    cache = TextCache(tmp_path)
    assert cache.current("xx", "act") is None
    path = cache.put("xx", "act", fetch(f"{server}/whole", LIMITS))
    assert cache.current("xx", "act") == path
    assert path.read_bytes() == TEXT
    path.write_bytes(b"damaged")
    assert cache.current("xx", "act") is None
