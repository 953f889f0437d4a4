"""What LibreOffice starts with: no test of its own graphics, no second start; for a stranger's file, no macros."""

from __future__ import annotations

import re
from pathlib import Path

from jixiao.publish.office_programs import find_program
from jixiao.source.regular_file import read_start

Setting = tuple[str, str, str]
# A profile of an older version, and a new one too, has LibreOffice test its own graphics first: 1800 of 3300 ms for one
# page (7.4, two busy cores, medians of three). A profile of a later version has it leave that.
_TESTED: Setting = ("Setup/Product", "ooSetupLastVersion", "999.0")
# For a stranger's file: no macro runs, no link is followed.
NOTHING_RUNS: tuple[Setting, ...] = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
)
# Where LibreOffice states its build, from its program on: Linux, Windows, macOS.
_VERSION_FILES = ("versionrc", "version.ini", "../Resources/versionrc")
_BUILD = re.compile(rb"^buildid=(\S+)\s*$", re.MULTILINE)
_MOST_BYTES = 100_000


def prepare_profile(work: Path, *more: Setting) -> None:
    """Write the settings LibreOffice starts with into the profile below a folder; one that is there stays."""
    user = work / "profile" / "user"
    settings = user / "registrymodifications.xcu"
    if settings.exists():
        return
    item = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
    items = "".join(item.format(*setting) for setting in (_TESTED, *more))
    (user / "extensions").mkdir(parents=True)
    settings.write_text(f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>', "utf-8")
    # Where the extensions are of another build, or of none, it looks through them and starts anew: 100 of 900 ms.
    (user / "extensions" / "buildid").write_bytes(_read_build())


def _read_build() -> bytes:
    """Return the build that LibreOffice states of itself, b"" where that is not found."""
    program = Path(find_program("soffice") or "").resolve()
    contents = (read_start((program.parent / name).resolve(), _MOST_BYTES) for name in _VERSION_FILES)
    return next((found[1] for content in contents if (found := _BUILD.search(content))), b"")
