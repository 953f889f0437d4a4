"""The settings LibreOffice starts with: no test of its own graphics, and where a stranger's file is read, no macros."""

from __future__ import annotations

from pathlib import Path

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


def prepare_profile(work: Path, *more: Setting) -> None:
    """Write the settings LibreOffice starts with into the profile below a folder; one that is there stays."""
    settings = work / "profile" / "user" / "registrymodifications.xcu"
    if settings.exists():
        return
    item = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
    items = "".join(item.format(*setting) for setting in (_TESTED, *more))
    settings.parent.mkdir(parents=True)
    settings.write_text(f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>', "utf-8")
