"""LibreOffice started before there is a document, and kept for one after the other."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from msgspec import Struct

from jixiao.docx.wml import R_NS, W_NS
from jixiao.docx.zip_file import zip_of
from jixiao.errors import EnvironmentFailure
from jixiao.publish.office_runs import converting, end_program, environment_of, headless, start_program
from jixiao.source.work_folder import work_folder

_PATIENCE, _PAUSE = 10, 0.005  # seconds that it has to be so far that documents can be handed to it, and between looks
# It grows by some 10 MB a document and slows down with that: after 26 each took 1.4 times as long.
_MOST_DOCUMENTS = 10
_IDLE = 600.0


class Office(Struct, frozen=True):
    """LibreOffice at work or about to be, for one document after the other; what it does, it does in ``folder``."""

    folder: str
    process: subprocess.Popen[str]

    @property
    def is_gone(self) -> bool:
        """Return whether it has ended."""
        return self.process.poll() is not None

    def await_start(self) -> None:
        """Wait until it takes documents, or is gone; one not so far would give its own to whoever starts next."""
        locked, until = Path(self.folder) / "profile" / ".lock", time.monotonic() + _PATIENCE
        while not (locked.exists() or self.is_gone or time.monotonic() > until):
            time.sleep(_PAUSE)

    def end(self) -> str:
        """End it, and return what it output."""
        return end_program(self.process)


@contextmanager
def start_office() -> Iterator[Office | None]:
    """Let LibreOffice start before there is a document; leaving ends it, and so does the end of this program.

    On two busy cores it saves some 2000 ms a package (medians of four builds). Yield None where it does not start:
    whoever converts will say why, after all else is done.
    """
    with ExitStack() as held:
        try:
            office = _started(held)
        except EnvironmentFailure:
            office = None
        yield office


def _started(held: ExitStack) -> Office:
    """Return LibreOffice starting; what is ``held`` ends it. ToolMissing, ToolFailed, EnvironmentFailure.

    It opens a document of the usual faces and converts another, which loads what the first one of ours needs: 150 of
    its 600 ms. The one that stays open keeps LibreOffice from ending when nothing more is to be done.
    """
    folder = held.enter_context(work_folder())
    work = Path(folder)
    opened, converted = work / "opened.docx", work / "converted.docx"
    for path in (opened, converted):
        path.write_bytes(_usual_faces())
    command = [*headless(work), str(opened), *converting([converted], work)]
    return Office(folder, held.enter_context(start_program(command, environment_of(work), watched=True)))


class OfficeKeeper:
    """Keeps a LibreOffice for whoever converts again and again, from the first time on; leaving ends it.

    It is lent to one at a time, for ``most`` documents, then a new one takes its place; unused for ``idle`` seconds it
    is ended, as it takes some 200 MB.
    """

    def __init__(self, most: int = _MOST_DOCUMENTS, idle: float = _IDLE) -> None:
        self._most, self._idle, self._lent = most, idle, 0
        self._held = ExitStack()
        self._office: Office | None = None
        self._in_use, self._is_over = threading.Lock(), False
        self._timer = threading.Timer(idle, self._rest)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End it for good."""
        self._is_over = True
        self._timer.cancel()
        self._held.close()

    @contextmanager
    def lend_office(self, documents: int = 1) -> Iterator[Office | None]:
        """Yield the office for so many documents, or None where it does not start; one that has served is renewed."""
        with self._in_use:
            self._timer.cancel()
            if self._office is None or self._office.is_gone:
                self._renew()
            yield self._office
            self._lent += documents
            if self._lent >= self._most:
                self._renew()
            self._timer = threading.Timer(self._idle, self._rest)
            self._timer.daemon = True
            self._timer.start()

    def _renew(self) -> None:
        self._held.close()
        self._office = None if self._is_over else self._held.enter_context(start_office())
        self._lent = 0

    def _rest(self) -> None:
        if self._in_use.acquire(blocking=False):
            self._held.close()
            self._office = None
            self._in_use.release()


# docx.package has these two too, and reads so much in that LibreOffice would start 9 ms later.
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FACES = ("仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体", "Times New Roman")


def _usual_faces() -> bytes:
    """Return a DOCX of a line in each face that packages are set in, and a table."""
    lines = "".join(map(_line, _FACES))
    cell = f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{_line("宋体")}</w:tc>'
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'
    document = f'<w:document xmlns:w="{W_NS}"><w:body>{lines}{table}<w:p/></w:body></w:document>'
    types = f'<Default Extension="rels" ContentType="{_RELS}"/>'
    types += f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
    relation = f'<Relationship Id="r" Type="{R_NS}/officeDocument" Target="word/document.xml"/>'
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>',
        "word/document.xml": document,
    }
    return zip_of((name, text.encode()) for name, text in members.items())


def _line(face: str) -> str:
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}"/>'
    return f"<w:p><w:r><w:rPr>{fonts}</w:rPr><w:t>绩效自评 ABC 123.45，执行率%。</w:t></w:r></w:p>"
