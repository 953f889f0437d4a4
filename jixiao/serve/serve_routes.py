"""The routes of docs/serve-protocol.md: each asks the session on a thread and answers JSON, or a sentence why not."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from jixiao.errors import JixiaoError
from jixiao.plain import one_line
from jixiao.serve.data_commits import commit_year, git_state
from jixiao.serve.package_making import DRAFT, PACKAGE, find_output, make_package, outputs_json
from jixiao.serve.page_files import SHELL, list_page_files
from jixiao.serve.planned_change import AskedEdit
from jixiao.serve.request_guard import JSON, MAX_JSON, MAX_ZIP
from jixiao.serve.value_questions import LAST_COMMIT, LAST_YEAR, compare_state, explain_value, find_names
from jixiao.serve.year_server import YearServer
from jixiao.serve.year_session import CHANGES
from jixiao.serve.year_zip import list_copies, merge_received, pack_year, remember_received, save_copy
from jixiao.source.regular_file import UnreadableFile

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_EDITS = 5_000
_Handler = Callable[[Request], Awaitable[Response]]


class EditsAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of an edit."""

    edits: list[AskedEdit]


class _Answered(Exception):
    """A request that cannot be done: the status and the sentence."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def make_app(server: YearServer) -> Starlette:
    """Return the application; what stands before it is the guard's."""
    routes = _Routes(server)
    return Starlette(routes=[Route(path, _answered(handler), methods=[way]) for way, path, handler in routes.listed()])


def _answered(handler: _Handler) -> _Handler:
    """Return a handler that answers whatever goes wrong with a sentence."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except _Answered as error:
            return _failure(error.status, error.words)
        except (JixiaoError, UnreadableFile) as error:
            return _failure(409, str(error))
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception as error:
            return _failure(500, f"程序内部出错（{type(error).__name__}：{one_line(str(error))}）。数据没有改动。")

    return answer


def _failure(status: int, words: str) -> Response:
    return _json({"failure": words}, status)


def _json(value: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type=JSON)


async def _body(request: Request, most: int) -> bytes:
    """Return a body of bounded size."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > most:
            raise _Answered(413, "内容太大。")
    return bytes(content)


async def _asked(request: Request) -> Mapping[str, object]:
    try:
        return msgspec.json.decode(await _body(request, MAX_JSON), type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _Answered(400, "请求读不懂。") from error


class _Routes:
    def __init__(self, server: YearServer) -> None:
        self.server, self.session = server, server.session

    def listed(self) -> list[tuple[str, str, _Handler]]:
        """Return every route: way, path, handler."""
        return [
            ("GET", "/", self.shell),
            ("GET", "/page/{name:path}", self.page),
            ("GET", "/api/state", self.state),
            ("GET", "/api/parts/{id}.docx", self.docx),
            ("GET", "/api/parts/{id}", self.part),
            ("POST", "/api/edit", self.edit),
            *(("POST", f"/api/{kind}", self.changing(kind)) for kind in CHANGES),
            ("POST", "/api/undo", self.undo),
            ("POST", "/api/redo", self.redo),
            ("GET", "/api/why", self.why),
            ("GET", "/api/names", self.names),
            ("GET", "/api/differences", self.differences),
            ("POST", "/api/commit", self.commit),
            ("POST", "/api/snapshot", self.snapshot),
            ("GET", "/api/export.zip", self.export),
            ("POST", "/api/import", self.receive),
            ("POST", "/api/make", self.make),
            ("GET", "/api/outputs", self.outputs),
            ("GET", "/api/outputs/{id}", self.output),
            ("GET", "/api/outputs/{id}/pages/{number:int}.png", self.picture),
            ("GET", "/api/events", self.events),
        ]

    # the page

    async def shell(self, _: Request) -> Response:
        return self._file(SHELL)

    async def page(self, request: Request) -> Response:
        return self._file(request.path_params["name"])

    def _file(self, name: str) -> Response:
        file = list_page_files().get(name)
        if file is None:
            raise _Answered(404, "页面没有这个文件。")
        return Response(file.content, media_type=None, headers={"content-type": file.type})

    # what there is

    async def state(self, _: Request) -> Response:
        def work() -> Mapping[str, object]:
            self.session.refresh()
            copies = list_copies(self.session.workspace, self.session.number)
            return {**self.session.state(), "snapshots": copies[:50], "making": self.server.making}

        return _json(await self.server.edit(work))

    async def part(self, request: Request) -> Response:
        part = await self.server.edit(lambda: self.session.part(request.path_params["id"]))
        if part is None:
            raise _Answered(404, "没有这一部分；材料可能刚刚改动，请刷新页面。")
        return _json(part)

    async def docx(self, request: Request) -> Response:
        part = (await self.server.edit(lambda: self.session.shown)).part(request.path_params["id"])
        if part is None:
            raise _Answered(404, "没有这一部分；材料可能刚刚改动，请刷新页面。")
        return Response(await self.server.draw(lambda: self.server.documents.docx(part)), media_type=_DOCX)

    async def why(self, request: Request) -> Response:
        asked = request.query_params
        mark, path, rules = asked.get("mark", ""), asked.get("path", ""), asked.get("rules") == "1"
        year = await self.server.edit(lambda: self.session.shown)
        return _json(await self.server.draw(lambda: explain_value(year, mark=mark, path=path, rules=rules)))

    async def names(self, request: Request) -> Response:
        words = request.query_params.get("words", "")[:200]
        year = await self.server.edit(lambda: self.session.shown)
        return _json({"names": await self.server.draw(lambda: find_names(year, words))})

    async def differences(self, request: Request) -> Response:
        side = request.query_params.get("with", "")
        if side not in (LAST_COMMIT, LAST_YEAR):
            raise _Answered(400, "与什么比较没有写对。")
        session = self.session
        return _json(await self.server.make(lambda: compare_state(session.workspace, session.number, side)))

    # what changes it

    async def edit(self, request: Request) -> Response:
        try:
            asked = msgspec.json.decode(await _body(request, MAX_JSON), type=EditsAsked)
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
            raise _Answered(400, "请求读不懂。") from error
        if len(asked.edits) > _MOST_EDITS:
            raise _Answered(413, f"一次最多改 {_MOST_EDITS} 处。")
        return _json(await self.server.edit(lambda: self.session.edit(asked.edits)))

    def changing(self, kind: str) -> _Handler:
        async def change(request: Request) -> Response:
            asked = await _asked(request)
            return _json(await self.server.edit(lambda: self.session.change(kind, asked)))

        return change

    async def undo(self, _: Request) -> Response:
        return _json(await self.server.edit(self.session.step_back))

    async def redo(self, _: Request) -> Response:
        return _json(await self.server.edit(self.session.step_forward))

    async def commit(self, request: Request) -> Response:
        message = str((await _asked(request)).get("message") or "")[:5_000]
        session = self.session

        def work() -> Mapping[str, object]:
            done = commit_year(session.workspace, session.number, message)
            session.git = git_state(session.workspace, session.number)
            return done

        done = await self.server.make(work)
        self.server.hub.tell("git", session.git)
        return _json(done)

    async def snapshot(self, _: Request) -> Response:
        session = self.session
        return _json({"name": await self.server.edit(lambda: save_copy(session.workspace, session.number))})

    async def export(self, _: Request) -> Response:
        session = self.session
        content = await self.server.edit(lambda: pack_year(session.workspace, session.number))
        return Response(content, headers=_attachment(f"jixiao-{session.number}.zip", "application/zip"))

    async def receive(self, request: Request) -> Response:
        received, session = await _body(request, MAX_ZIP), self.session

        def work() -> Mapping[str, object]:
            merged = merge_received(session.workspace, session.number, received)
            answer = session.write_files(merged.files, "收下别处改过的年度")
            if not answer["refused"]:
                remember_received(session.workspace, session.number, received)
            told = [{"field": file, "yours": ours, "theirs": theirs} for file, ours, theirs in merged.conflicts]
            return {**answer, "received": told}

        return _json(await self.server.edit(work))

    # packages

    async def make(self, request: Request) -> Response:
        kind = (await _asked(request)).get("kind")
        if kind not in (DRAFT, PACKAGE):
            raise _Answered(400, "生成什么没有写对。")
        if self.server.making:
            raise _Answered(409, "正在生成，请等它做完。")
        self.server.making, self.server.jobs = True, self.server.jobs + 1
        job, session, hub = self.server.jobs, self.session, self.server.hub

        def work() -> None:
            say = lambda words: hub.tell("making", {"job": job, "step": words})  # noqa: E731 - a sentence a step
            try:
                with self.server.offices.lend_office() as office:
                    made = make_package(session.workspace, session.number, kind, say, office=office)
                hub.tell("made", {"job": job, **made})
            except Exception as error:
                told = {"failure": f"程序内部出错（{type(error).__name__}：{one_line(str(error))}）。", "findings": []}
                hub.tell("made", {"job": job, "kind": kind, **told, "outputs": [], "notes": []})
            finally:
                self.server.making = False

        self.server.begin(work)
        return _json({"job": job}, 202)

    async def outputs(self, _: Request) -> Response:
        session = self.session
        return _json({"outputs": await self.server.make(lambda: outputs_json(session.workspace, session.number))})

    async def output(self, request: Request) -> Response:
        file = find_output(self.session.workspace, self.session.number, request.path_params["id"])
        if file is None:
            raise _Answered(404, "没有这个文件，可能已经重新生成。")
        content = await self.server.draw(file.read)
        return Response(content, headers=_attachment(file.name.rpartition("/")[2], "application/octet-stream"))

    async def picture(self, request: Request) -> Response:
        file = find_output(self.session.workspace, self.session.number, request.path_params["id"])
        if file is None or not file.name.endswith(".pdf"):
            raise _Answered(404, "没有这个文件，可能已经重新生成。")
        number = int(request.path_params["number"])
        try:
            return Response(await self.server.make(lambda: file.draw(number)), media_type="image/png")
        except IndexError as error:
            raise _Answered(404, "没有这一页。") from error

    async def events(self, _: Request) -> Response:
        return StreamingResponse(self.server.hub.stream(), media_type="text/event-stream")


def _attachment(name: str, kind: str) -> dict[str, str]:
    from urllib.parse import quote

    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    return {
        "content-type": kind,
        "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
    }
