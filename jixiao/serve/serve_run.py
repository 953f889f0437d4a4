"""The server from its start to its end: a port of its own, an address with a token, one instance a project."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

import msgspec
import uvicorn
from msgspec import Struct
from uvicorn.protocols.http.h11_impl import H11Protocol

from jixiao.errors import EnvironmentFailure, UsageError, name_fault
from jixiao.machine.file_locks import lock_file, open_unfollowed
from jixiao.paths import JOURNAL, Workspace
from jixiao.plain import read_count
from jixiao.serve.event_stream import EventHub
from jixiao.serve.request_guard import RequestGuard
from jixiao.serve.serve_routes import make_app
from jixiao.serve.start_token import make_token
from jixiao.serve.year_server import YearServer
from jixiao.serve.year_session import YearSession
from jixiao.source.regular_file import read_if_regular

_INSTANCE, _PORT = "serve.json", "serve.port"
_GRACE = 2
_PATIENCE = 5  # seconds


class RunningInstance(Struct, frozen=True):
    """A server that is at work: the year it serves and its address."""

    year: int
    address: str


class PageServer:
    """A session served on a socket, at an address with a token of its own.

    A connection that asks nothing for ``patience`` seconds is closed.
    """

    def __init__(self, session: YearSession, listener: socket.socket, *, patience: int = _PATIENCE) -> None:
        self.port, token = listener.getsockname()[1], make_token()
        self.address = f"http://127.0.0.1:{self.port}/{token}/"
        self._listener, self._hub = listener, EventHub()
        self._server = YearServer(session, self._hub)
        guard = RequestGuard(make_app(self._server), token, read_only=session.read_only)
        guard.open_to(self.port)
        self.running = uvicorn.Server(_settings(guard, patience))
        self._hub.is_closing = lambda: self.running.should_exit

    def run(self) -> None:
        """Serve until stopped or interrupted, on this thread."""
        try:
            asyncio.run(self._serve())
        finally:
            self._server.close()

    def stop(self) -> None:
        """Let it end: streams are closed, what is being answered is answered."""
        self.running.should_exit = True

    async def _serve(self) -> None:
        self._hub.open()
        watching = asyncio.ensure_future(self._server.watch())
        try:
            await self.running.serve(sockets=[self._listener])
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching


class _PromptProtocol(H11Protocol):
    """Lets a connection go that has asked nothing in time: who only holds it open keeps nobody else out."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for its first request."""
        super().connection_made(transport)
        self.loop.call_later(self.timeout_keep_alive, lambda: transport.abort() if self.cycle is None else None)


def _settings(guard: RequestGuard, patience: int) -> uvicorn.Config:
    return uvicorn.Config(
        guard,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        loop="asyncio",
        http=_PromptProtocol,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE,
        timeout_keep_alive=patience,
    )


def serve_year(
    workspace: Workspace, year: int, say: Callable[[str], None], *, port: int = 0, read_only: bool = False
) -> None:
    """Serve a year until interrupted; ``say`` is told the address. UsageError where another instance is at work."""
    if year not in workspace.years():
        known = "、".join(map(str, workspace.years())) or "（没有）"
        raise UsageError(f"没有 {year} 年度的数据。已有年度：{known}。")
    listening = listen_here(port) if port or read_only else _listen_as_before(workspace.root)
    with listening as listener, _only_instance(workspace.root, read_only=read_only) as register:
        server = PageServer(YearSession(workspace, year, read_only=read_only), listener)
        register(RunningInstance(year, server.address), server.port)
        say(server.address)
        server.run()


@contextmanager
def listen_here(port: int) -> Iterator[socket.socket]:
    """Yield a socket that listens on this machine alone, on a free port unless one is named; UsageError if taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # On a free port too, or the next start cannot have it while the browser's connections to it fade away.
        if sys.platform != "win32":  # there it would let another program listen on the same port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
        yield listener
    except OverflowError as error:
        raise UsageError(f"端口 {port} 不对，应为 1 到 65535。") from error
    except OSError as error:
        if error.filename is not None:
            raise
        raise UsageError(f"端口 {port} 用不了（{name_fault(error)}）。不写 --port 时自动选一个。") from error
    finally:
        listener.close()


@contextmanager
def _listen_as_before(root: Path) -> Iterator[socket.socket]:
    """Yield a socket on the port of the last time, so that the browser knows what it kept there; else on a free one."""
    kept = (read_if_regular(root / JOURNAL / _PORT, 10) or b"").decode("ascii", "replace")
    with ExitStack() as held:
        try:
            listener = held.enter_context(listen_here(read_count(kept) or 0))
        except UsageError:
            listener = held.enter_context(listen_here(0))
        yield listener


@contextmanager
def _only_instance(root: Path, *, read_only: bool) -> Iterator[Callable[[RunningInstance, int], None]]:
    """Yield what makes this instance known; UsageError, with the address of the first, where there is one already.

    One that only reads is in nobody's way.
    """
    if read_only:
        yield lambda _instance, _port: None
        return
    folder = root / JOURNAL
    try:
        folder.mkdir(exist_ok=True)
        with suppress(FileExistsError):
            _write_private(folder / ".gitignore", b"*\n", fresh=True)
        handle = open_unfollowed(folder / "serve.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise EnvironmentFailure(f"写不进 {folder}（{name_fault(error)}）。只看不改的，加 --read-only。") from error
    try:
        try:
            lock_file(handle, wait=False)
        except OSError as error:
            raise UsageError(_already(folder)) from error
        try:
            yield partial(_make_known, folder)
        finally:
            with suppress(OSError):
                (folder / _INSTANCE).unlink()
    finally:
        os.close(handle)


def _make_known(folder: Path, instance: RunningInstance, port: int) -> None:
    _write_private(folder / _INSTANCE, msgspec.json.encode(instance))
    _write_private(folder / _PORT, str(port).encode())


def _already(folder: Path) -> str:
    kept = read_if_regular(folder / _INSTANCE, 10_000)
    try:
        instance = msgspec.json.decode(kept or b"", type=RunningInstance)
    except msgspec.DecodeError:
        return "这个项目的填报页面已经开着。先在那个终端里按 Ctrl-C 结束它。"
    return f"这个项目的填报页面已经开着（{instance.year} 年度）：{instance.address}"


def _write_private(path: Path, content: bytes, *, fresh: bool = False) -> None:
    """Write a file that only its owner can read."""
    way = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if fresh else os.O_TRUNC)
    with os.fdopen(open_unfollowed(path, way, 0o600), "wb") as file:
        file.write(content)
