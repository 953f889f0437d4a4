"""LibreOffice as a reviewer uses it: open tracked changes, take them all or turn them all down, store."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
  Dim stored(0) As New com.sun.star.beans.PropertyValue
  stored(0).Name = "FilterName"
  stored(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), stored())
  document.close(True)
End Sub
Sub SettleAll(folder As String, count As Integer)
  For number = 1 To count
    document = folder &amp; "/" &amp; number
    Settle document &amp; ".docx", document &amp; "-new.docx", "AcceptAllTrackedChanges"
    Settle document &amp; ".docx", document &amp; "-old.docx", "RejectAllTrackedChanges"
  Next
End Sub
</script:module>
"""


def settled(packages: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    """Return each document as LibreOffice stores it with all changes taken, and with all turned down."""
    given = list(packages)
    with tempfile.TemporaryDirectory(prefix="jixiao-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for number, package in enumerate(given, start=1):
            (folder / f"{number}.docx").write_bytes(package)
        # Only a profile that is already there keeps a module of ours.
        _office(folder, "--terminate_after_init")
        (folder / "profile/user/basic/Standard/Module1.xba").write_text(_MODULE, encoding="utf-8")
        _office(folder, f'macro:///Standard.Module1.SettleAll("{folder}", {len(given)})')
        sides = [[folder / f"{number}-{side}.docx" for side in ("new", "old")] for number in range(1, len(given) + 1)]
        return [(new.read_bytes(), old.read_bytes()) for new, old in sides]


def _office(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *arguments],  # noqa: S607 - as the user has it
        check=True,
        capture_output=True,
        timeout=180,
    )
