"""The page of ``make serve`` without its server: its files, and whatever a test puts beside them, over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.project import ROOT

PAGE = ROOT / "jixiao/serve/page"
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
# What draws a paper, and nothing else of the page.
DRAWING = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>试验</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/page.css"><script src="/page/vendor/jszip.min.js"></script>
<script src="/page/vendor/docx-preview.min.js"></script><script type="module" src="/drawing.js"></script></head>
<body><main id="paper"></main></body></html>"""
DRAWING_SCRIPT = """import { drawPaper, piecesOf, setShown } from "/page/paper.js";
window.draw = async (address) => {
  const bytes = await (await fetch(address)).arrayBuffer();
  const drawn = await drawPaper(bytes);
  document.getElementById("paper").replaceChildren(drawn.paper);
  Object.assign(window, { drawn, piecesOf, setShown });
  return drawn.undrawn;
};
import { drawPieceOf, rowsBelow } from "/page/long_tables.js";
Object.assign(window, { drawPieceOf, rowsBelow, ready: true });"""


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, extra: Mapping[str, bytes], *arguments: object) -> None:
        self._extra = extra
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        content = self._extra.get(self.path)
        if content is None and self.path.startswith("/page/"):
            content = (PAGE / self.path.removeprefix("/page/")).read_bytes()
        self.send_response(404 if content is None else 200)
        ending = Path(self.path).suffix or ".html"
        self.send_header("Content-Type", f"{_TYPES.get(ending, 'application/octet-stream')}; charset=utf-8")
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def page_site(extra: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the address of a site with the page's files below ``/page/``, and ``extra`` by path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, extra))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
