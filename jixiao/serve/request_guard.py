"""The gate before every route: only this machine, only the page that was started, only requests such as it makes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jixiao.serve.start_token import is_token

JSON, ZIP = "application/json", "application/zip"
MAX_JSON, MAX_ZIP = 1 << 20, 64 << 20
_IMPORT = "/api/import"
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # docx-preview writes style elements
        "img-src 'self' data: blob:",
        "font-src 'self' data: blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
SAFE_HEADERS: Mapping[str, str] = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class GuardRefusal(Struct, frozen=True):
    """Why a request is not let in: the status, and a sentence for people."""

    status: int
    words: str


class RequestGuard:
    """Lets in what the page asks, with the token taken off the path; answers all else itself."""

    def __init__(self, app: ASGIApp, token: str, *, read_only: bool = False) -> None:
        self.app, self.token, self.read_only = app, token, read_only
        self.hosts: frozenset[str] = frozenset()

    def open_to(self, port: int) -> None:
        """Name the port, and so the hosts that requests may be for."""
        self.hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await self.app(scope, receive, send)
            return
        _, given, rest = [*str(scope["path"]).split("/", 2), "", ""][:3]
        refusal = self.find_refusal(scope, given)
        if refusal is not None:
            await _answer(refusal, send)
            return
        inside = dict(scope) | {"path": f"/{rest}", "raw_path": f"/{rest}".encode()}
        await self.app(inside, receive, _with_safe_headers(send))

    def find_refusal(self, scope: Scope, given: str) -> GuardRefusal | None:
        """Return why a request is not let in, None where it is."""
        headers = _headers(scope)
        method, host, origin = str(scope["method"]), headers.get("host", ""), headers.get("origin")
        if host not in self.hosts:
            return GuardRefusal(403, "这个地址不是本机的填报页面。")
        if not is_token(given, self.token):
            return GuardRefusal(404, "地址不对，或页面是上一次打开的。请用这一次运行时显示的地址。")
        if method not in ("GET", "HEAD", "POST"):
            return GuardRefusal(405, "不支持这种请求。")
        if origin is not None and origin != f"http://{host}":
            return GuardRefusal(403, "别的网页不能用这个页面。")
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return GuardRefusal(403, "别的网页不能用这个页面。")
        return self._post_refusal(str(scope["path"]), headers) if method == "POST" else None

    def _post_refusal(self, path: str, headers: Mapping[str, str]) -> GuardRefusal | None:
        if "origin" not in headers:
            return GuardRefusal(403, "改动只能从页面上来。")
        if self.read_only:
            return GuardRefusal(403, "只读打开，不能改。")
        is_import = path.endswith(_IMPORT)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != (ZIP if is_import else JSON):
            return GuardRefusal(415, "请求的内容类型不对。")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 12 or int(length) > (MAX_ZIP if is_import else MAX_JSON):
            return GuardRefusal(413, "内容太大。")
        return None


def _headers(scope: Scope) -> dict[str, str]:
    """Return the headers by name; of one that comes twice nothing is believed."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        found[key] = "(repeated)" if key in found else value.decode("latin-1")
    return found


async def _answer(refusal: GuardRefusal, send: Send) -> None:
    body = json.dumps({"failure": refusal.words}, ensure_ascii=False).encode()
    headers = {"content-type": JSON, "content-length": str(len(body)), **SAFE_HEADERS}
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": refusal.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


def _with_safe_headers(send: Send) -> Send:
    raw = [(name.encode(), value.encode()) for name, value in SAFE_HEADERS.items()]

    async def send_safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *raw]}
        await send(message)

    return send_safely
