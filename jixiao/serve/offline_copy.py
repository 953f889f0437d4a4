"""The page as one file to look at: its state, its parts and all that it is made of written into it."""

from __future__ import annotations

import base64
from pathlib import PurePosixPath

import msgspec

from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.serve.page_files import SHELL, list_page_files
from jixiao.serve.part_documents import PartDocuments
from jixiao.serve.year_session import YearSession

_STYLE = compile_late(r'<link rel="stylesheet" href="page/([^"]+)">')
_SCRIPT = compile_late(r'<script( type="module")? src="page/([^"]+)"(?: defer)?></script>')
_IMPORT = compile_late(r"""(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.{1,2}/[^"']+)\2""")


def write_offline_copy(workspace: Workspace, year: int) -> str:
    """Return the year as one page; UsageError where there is nothing to show."""
    session = YearSession(workspace, year, read_only=True)
    session.refresh()
    session.finish()
    if not session.year.drawable:
        raise UsageError(session.year.failure)
    documents, parts = PartDocuments(), {}
    for part in session.year.parts:
        told = {"part": session.part(part.id)}
        if part.case is not None:
            told["docx"] = base64.b64encode(documents.docx(part)).decode()  # type: ignore[assignment]
        parts[part.id] = told
    return _page(msgspec.json.encode({"state": session.state(), "parts": parts}).decode())


def _page(held: str) -> str:
    shell = _text(SHELL)
    modules: list[str] = []
    shell = _STYLE.sub(lambda match: f"<style>\n{_text(match[1])}\n</style>", shell)
    shell = _SCRIPT.sub(lambda match: _script(match[2], modules, is_module=bool(match[1])), shell)
    data = f'<script type="application/json" id="jixiao-offline">{_within_script(held)}</script>'
    imports = {f"page/{name}": _address(name) for name in modules}
    import_map = (
        f'<script type="importmap">{_within_script(msgspec.json.encode({"imports": imports}).decode())}</script>'
    )
    return shell.replace("</head>", f"{import_map}\n</head>", 1).replace("</body>", f"{data}\n</body>", 1)


def _script(name: str, modules: list[str], *, is_module: bool) -> str:
    if not is_module:
        return f"<script>\n{_within_script(_text(name))}\n</script>"
    _gather(name, modules)
    return f'<script type="module">import "page/{name}";</script>'


def _gather(name: str, modules: list[str]) -> None:
    if name not in modules:
        modules.append(name)
        for match in _IMPORT.finditer(_text(name)):
            _gather(_resolved(name, match[3]), modules)


def _address(name: str) -> str:
    """Return a module as an address of its own; what it imports it asks for by name."""
    text = _IMPORT.sub(lambda match: f"{match[1]}{match[2]}page/{_resolved(name, match[3])}{match[2]}", _text(name))
    return f"data:text/javascript;base64,{base64.b64encode(text.encode()).decode()}"


def _resolved(name: str, imported: str) -> str:
    steps: list[str] = []
    for step in (PurePosixPath(name).parent / imported).parts:
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _text(name: str) -> str:
    return list_page_files()[name].content.decode()


def _within_script(text: str) -> str:
    """Return a text that ends no script element: only ``</`` and ``<!--`` would."""
    return text.replace("</", "<\\/").replace("<!--", "<\\!--")
