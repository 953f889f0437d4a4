"""LibreOffice as people use it: take tracked changes or turn them down, type into cells, replace words, store."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.publish.office_profile import prepare_profile
from jixiao.publish.office_runs import FONTS_CONF

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Function Opened(source As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Opened = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
End Function
Sub Stored(document, target As String)
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), filter())
  document.close(True)
End Sub
Sub Settle(source As String, target As String, command As String)
  document = Opened(source)
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
  Stored(document, target)
End Sub
Sub SettleAll(folder As String, count As Integer)
  For number = 1 To count
    document = folder &amp; "/" &amp; number
    Settle document &amp; ".docx", document &amp; "-new.docx", "AcceptAllTrackedChanges"
    Settle document &amp; ".docx", document &amp; "-old.docx", "RejectAllTrackedChanges"
  Next
End Sub
Sub Replace(document, old As String, words As String)
  search = document.createReplaceDescriptor()
  search.SearchString = old
  search.ReplaceString = words
  document.replaceAll(search)
End Sub
Sub TypeInto(document, table As Integer, cell As String, words As String)
  cursor = document.TextTables.getByIndex(table).getCellByName(cell).createTextCursor()
  cursor.gotoStart(False)
  cursor.gotoEnd(True)
  cursor.setString(words)
End Sub
〔more〕
</script:module>
"""


def settled(packages: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    """Return each document as LibreOffice stores it with all changes taken, and with all turned down."""
    given = list(packages)
    with tempfile.TemporaryDirectory(prefix="jixiao-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for number, package in enumerate(given, start=1):
            (folder / f"{number}.docx").write_bytes(package)
        _run(folder, "", f'SettleAll("{folder}", {len(given)})')
        sides = [[folder / f"{number}-{side}.docx" for side in ("new", "old")] for number in range(1, len(given) + 1)]
        return [(new.read_bytes(), old.read_bytes()) for new, old in sides]


@dataclass(frozen=True)
class Typing:
    """What somebody does to a document: words replaced by others, texts typed into cells of its tables (0, C9)."""

    replaced: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[tuple[int, str], str] = field(default_factory=dict)

    def basic(self) -> list[str]:
        return [
            *(f'Replace document, "{old}", "{new}"' for old, new in self.replaced.items()),
            *(f'TypeInto document, {table}, "{cell}", "{words}"' for (table, cell), words in self.cells.items()),
        ]


def typed(packages: Iterable[tuple[bytes, Typing]]) -> list[bytes]:
    """Return each document as LibreOffice stores it after that was done to it."""
    given = list(packages)
    with tempfile.TemporaryDirectory(prefix="jixiao-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        steps = []
        for number, (package, typing) in enumerate(given):
            (folder / f"{number}.docx").write_bytes(package)
            opened = f'document = Opened("{folder}/{number}.docx")'
            steps += [opened, *typing.basic(), f'Stored document, "{folder}/{number}-new.docx"']
        _run(folder, "\n".join(["Sub TypeAll", *steps, "End Sub"]), "TypeAll")
        return [(folder / f"{number}-new.docx").read_bytes() for number in range(len(given))]


def _run(folder: Path, more: str, call: str) -> None:
    # Only a profile that is already there keeps a module of ours.
    _office(folder, "--terminate_after_init")
    module = folder / "profile/user/basic/Standard/Module1.xba"
    module.write_text(_MODULE.replace("〔more〕", more), encoding="utf-8")
    _office(folder, f"macro:///Standard.Module1.{call}")


def converted(folder: Path, documents: Iterable[Path], kind: str, *, into: str = "out") -> None:
    """Let LibreOffice store the documents in a folder of theirs as another kind of file (``pdf``)."""
    _office(folder, "--convert-to", kind, "--outdir", str(folder / into), *map(str, documents))


def _office(folder: Path, *arguments: str) -> None:
    prepare_profile(folder)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *arguments],  # noqa: S607 - as the user has it
        check=True,
        capture_output=True,
        timeout=180,
        # Among all the machine's fonts LibreOffice looks ten times as long for those it does not have.
        env={**os.environ, "FONTCONFIG_FILE": str(FONTS_CONF)},
    )


def left_behind(folder: Path) -> list[str]:
    """Return the programs at work in a folder, and what lies in it."""
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)  # noqa: S607
    at_work = [line for line in listed.stdout.splitlines() if str(folder) in line]
    return at_work + [path.name for path in folder.iterdir()]
