"""Time one Python way of filling in a table: python -m benchmarks.peer PEER TEMPLATE DATA RUNS OUTPUT.

Each document is made from the template's file to the result's bytes. Prints the milliseconds of each run as JSON and
stores one more document; the counterpart for JavaScript is ``peers/measure.mjs``.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measuring import timed

Render = Callable[[Path, dict[str, Any]], bytes]


def _jixiao() -> Render:
    from jixiao.render.environment import form_environment
    from jixiao.render.filling import render_form
    from jixiao.render.printing import Printer

    return lambda template, data: render_form(template, data, Printer("表", ()), form_environment())


def _docxtpl() -> Render:
    from docxtpl import DocxTemplate

    def render(template: Path, data: dict[str, Any]) -> bytes:
        document = DocxTemplate(template)
        document.render(data, autoescape=True)
        return _stored(document.save)

    return render


def _mailmerge() -> Render:
    from mailmerge import MailMerge

    def render(template: Path, data: dict[str, Any]) -> bytes:
        with MailMerge(template) as document:
            document.merge_rows("c1", data["rows"])
            return _stored(document.write)

    return render


def _stored(save: Callable[[io.BytesIO], object]) -> bytes:
    written = io.BytesIO()
    save(written)
    return written.getvalue()


PEERS: dict[str, Callable[[], Render]] = {"jixiao": _jixiao, "docxtpl": _docxtpl, "docx-mailmerge2": _mailmerge}


def main(peer: str, template: str, data: str, runs: str, output: str) -> None:
    """Make the document ``runs`` times."""
    render, filled = PEERS[peer](), json.loads(Path(data).read_text("utf-8"))
    print(timed(lambda _: render(Path(template), filled), int(runs)))
    Path(output).write_bytes(render(Path(template), filled))


if __name__ == "__main__":
    main(*sys.argv[1:])
