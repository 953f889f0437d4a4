"""Who is let in: this machine, this page, requests such as it makes; others get a sentence and nothing more."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from jixiao.serve.request_guard import MAX_JSON, SAFE_HEADERS
from tests.support.served import Client, open_session, read_data, serving


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with serving(open_session(tmp_path_factory.mktemp("guarded"))) as client:
        yield client


def test_the_page_is_let_in_and_every_answer_is_safe(client: Client) -> None:
    for path in ("", "api/state", "page/nothing.js"):
        _, headers, _ = client.request("GET", path)
        assert {name: headers.get(name) for name in SAFE_HEADERS} == dict(SAFE_HEADERS)
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "example.com"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Origin": "http://example.com"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_a_question_from_elsewhere_is_refused(client: Client, headers: dict[str, str | None], status: int) -> None:
    assert client.request("GET", "api/state", headers=headers)[0] == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": None}, 403),
        ({"Origin": "http://example.com"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": None}, 415),
        ({"Content-Length": "99999999"}, 413),
        ({}, 200),
    ],
)
def test_a_change_from_elsewhere_is_refused(client: Client, headers: dict[str, str | None], status: int) -> None:
    assert client.request("POST", "api/undo", b"{}", headers)[0] == status


@pytest.mark.parametrize("path", ["/", "/api/state", "/wrong/api/state", "//", "/../api/state"])
def test_without_the_token_there_is_nothing(client: Client, path: str) -> None:
    status, _, body = client.request("GET", path)
    assert status == 404
    assert "示例" not in body.decode()


@pytest.mark.parametrize("way", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_ways_of_asking_are_not_known(client: Client, way: str) -> None:
    assert client.request(way, "api/state")[0] == 405


@pytest.mark.parametrize(
    "path",
    [
        "page/../serve_run.py",
        "page/%2e%2e/serve_run.py",
        "page/..%2f..%2fcli/entry.py",
        "page//etc/passwd",
        "page/%2fetc%2fpasswd",
        "api/parts/..%2f..%2funit.yaml",
        "api/outputs/..%2f..%2fdata",
    ],
)
def test_no_path_of_the_browser_reaches_the_disk(client: Client, path: str) -> None:
    assert client.request("GET", path)[0] == 404


def test_a_body_without_length_is_bounded_too(client: Client) -> None:
    import socket

    with socket.create_connection((client.host, client.port), 30) as raw:
        head = f"POST {client.base}api/edit HTTP/1.1\r\nHost: {client.host}:{client.port}\r\n"
        head += f"Origin: http://{client.host}:{client.port}\r\nContent-Type: application/json\r\n"
        raw.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        piece = b"x" * 65536
        answer = b""
        try:
            for _ in range(MAX_JSON // len(piece) + 2):
                raw.sendall(b"10000\r\n" + piece + b"\r\n")
        except OSError:
            pass
        answer = raw.recv(4096)
    assert b" 413 " in answer.partition(b"\r\n")[0]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"edits": 1}', b'{"edits": [{"field": 1}]}']
)
def test_a_body_that_cannot_be_read_is_answered_with_a_sentence(client: Client, body: bytes) -> None:
    status, _, answer = client.request("POST", "api/edit", body)
    assert status == 400
    assert "读不懂" in answer.decode()


def test_read_only_lets_nobody_change(tmp_path_factory: pytest.TempPathFactory) -> None:
    session = open_session(tmp_path_factory.mktemp("read-only"))
    session.read_only = True
    before = read_data(session.workspace)
    with serving(session) as client:
        assert client.request("POST", "api/undo", b"{}")[0] == 403
        assert client.request("POST", "api/make", b'{"kind": "draft"}')[0] == 403
        assert client.get("api/state")["readOnly"] is True
    assert read_data(session.workspace) == before


def test_who_only_holds_connections_open_or_asks_for_ever_is_let_go(tmp_path: Path) -> None:
    with serving(open_session(tmp_path), patience=1) as client:
        held = [socket.create_connection((client.host, client.port), timeout=20) for _ in range(40)]
        for number, one in enumerate(held):
            one.sendall(b"GET / HTTP/1.1\r\nX-Slow: " * (number % 2))
        assert client.request("GET", "api/state")[0] == 200
        for one in held:
            with one, suppress(ConnectionResetError):
                assert one.recv(1) == b""
        assert client.request("GET", "api/state")[0] == 200


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /%s/page/..%%2f..%%2fyear_server.py HTTP/1.1",
        b"GET /%s/page/%%2e%%2e/year_server.py HTTP/1.1",
        b"GET /%s/api/outputs/..%%2f..%%2f..%%2fetc%%2fpasswd HTTP/1.1",
        b"GET /%s/api/parts/..%%5c..%%5cdata.docx HTTP/1.1",
        b"GET http://127.0.0.1/%s/../api/state HTTP/1.1",
        b"GET /%s/page/vendor/vendored.json HTTP/1.1",
        b"GET /%s/page/index.html%%00.js HTTP/1.1",
    ],
)
def test_a_path_written_in_another_way_reaches_nothing(client: Client, request_line: bytes) -> None:
    token = client.base.strip("/").encode()
    with socket.create_connection((client.host, client.port), timeout=20) as raw:
        raw.sendall(request_line % token + b"\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % client.port)
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert answer.split(b" ")[1] in (b"404", b"403")


def test_a_header_that_never_ends_is_cut_off(client: Client) -> None:
    with socket.create_connection((client.host, client.port), timeout=20) as raw, suppress(OSError):
        raw.sendall(b"GET / HTTP/1.1\r\nX: " + b"x" * 200_000)
        assert raw.recv(12).endswith(b" 400") or raw.recv(1) == b""


def test_two_lengths_or_a_length_and_pieces_are_no_request(client: Client) -> None:
    head = f"POST {client.base}api/undo HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n"
    for lengths in ("Content-Length: 2\r\nContent-Length: 3\r\n", "Content-Length: -1\r\n"):
        with socket.create_connection((client.host, client.port), timeout=20) as raw:
            raw.sendall(f"{head}{lengths}\r\n{{}}".encode())
            assert raw.recv(12).split(b" ")[1] == b"400"
