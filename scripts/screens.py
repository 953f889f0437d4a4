"""Put into README.md what `make report` says of the shipped year, as it is now: make screens."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from jixiao.build.stories import build_package
from jixiao.paths import Workspace
from jixiao.reporting.outcome_text import outcome_text

ROOT = Path(__file__).resolve().parents[1]
YEAR = 2023
_BLOCK = re.compile(r"(?<=```console\n\$ make report\n)(?P<setup>(?:正在.*\n)*\n?)(?P<screen>(?s:.*?))(?=```)")


def report_screen() -> str:
    """Return what `make report` prints of the shipped year; the PDF, which takes LibreOffice, is added by name."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("data", "templates"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        workspace = Workspace(Path(folder))
        outcome = build_package(workspace, YEAR, step=lambda _: None, pdf=False)
        whole = next(name for name in outcome.files if name.endswith(".docx") and "/" not in name)
        outcome.files.insert(1, whole.replace(".docx", ".pdf"))
        return outcome_text(outcome, workspace)


def screen_in(readme: str) -> str:
    """Return the screen of `make report` that a README shows; "" for none."""
    found = _BLOCK.search(readme)
    return found["screen"] if found else ""


def main() -> None:
    """Write README.md anew where it shows another screen."""
    path = ROOT / "README.md"
    readme = path.read_text("utf-8")
    screen = report_screen()
    path.write_text(_BLOCK.sub(lambda found: found["setup"] + screen, readme), "utf-8")


if __name__ == "__main__":
    main()
