"""A year served: sessions on copies of the clean year, and a real server with a real client."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jixiao.paths import Workspace
from jixiao.serve.data_entries import HeldEntry
from jixiao.serve.planned_change import AskedEdit
from jixiao.serve.serve_run import PageServer, listen_here
from jixiao.serve.year_session import YearSession
from tests.support.cases import BASE
from tests.support.project import ROOT

YEAR = 2023
RECEPTIONS = "附件1.三公经费.公务接待.决算"


def copy_clean_year(target: Path) -> Workspace:
    """Return a copy of the clean year's data below ``target``, with the project's templates where they lie."""
    import shutil

    shutil.copytree(BASE / "data", target / "data")
    return Workspace(target, ROOT / "templates")


def open_session(target: Path) -> YearSession:
    """Return a session on a copy of the clean year."""
    session = YearSession(copy_clean_year(target), YEAR)
    session.refresh()
    return session


def entry(session: YearSession, path: str) -> HeldEntry:
    """Return an entry by its path."""
    held = session.year.entry_of(path)
    assert held is not None, path
    return held


def type_into(session: YearSession, path: str, text: str) -> dict[str, Any]:
    """Type a text into an entry, as somebody does who sees what is there, and return the answer."""
    held = entry(session, path)
    return session.edit([AskedEdit(held.id, held.stamp, text)])


def read_data(workspace: Workspace) -> dict[str, bytes]:
    """Return every data file by name."""
    folder = workspace.root / "data"
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


class Client:
    """Asks a server as a page does; ``headers`` of a request go before the page's own, None leaves one out."""

    def __init__(self, address: str) -> None:
        self.address = address
        parts = urlsplit(address)
        assert parts.hostname
        assert parts.port
        self.host, self.port, self.base = parts.hostname, parts.port, parts.path

    def request(
        self, way: str, path: str, body: bytes | None = None, headers: Mapping[str, str | None] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of the answer."""
        own = {"Origin": f"http://{self.host}:{self.port}", "Content-Type": "application/json"} if way == "POST" else {}
        wanted = {**own, **(headers or {})}
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            target = path if path.startswith("/") else self.base + path
            sent = {name: value for name, value in wanted.items() if value is not None}
            connection.request(way, target, body, sent)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        """Return the JSON answer to a question."""
        return json.loads(self.request("GET", path)[2])

    def post(self, path: str, body: object) -> Any:
        """Return the JSON answer to a request that changes something."""
        return json.loads(self.request("POST", path, json.dumps(body).encode())[2])

    @contextmanager
    def listening(self) -> Iterator[Iterator[tuple[str, Any]]]:
        """Yield the events as they come: name and data."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.request("GET", f"{self.base}api/events")
        stream = connection.getresponse()

        def events() -> Iterator[tuple[str, Any]]:
            name = ""
            while line := stream.readline():
                if line.startswith(b"event: "):
                    name = line[7:].decode().strip()
                elif line.startswith(b"data: "):
                    yield name, json.loads(line[6:])

        assert stream.readline().startswith(b":")
        try:
            yield events()
        finally:
            connection.close()


@contextmanager
def serving(session: YearSession, *, patience: int = 5) -> Iterator[Client]:
    """Yield a client of a server on a thread of its own."""
    with listen_here(0) as listener:
        server = PageServer(session, listener, patience=patience)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        limit = time.monotonic() + 30
        while not server.running.started:
            assert thread.is_alive(), "the server has ended"
            assert time.monotonic() < limit, "the server does not start"
            time.sleep(0.01)
        try:
            yield Client(server.address)
        finally:
            server.stop()
            thread.join(30)
