"""The made year filled in on the page of ``make serve`` alone, from ``new-year`` to a clean package.

    python -m benchmarks.page_year [--picture FILE]

Types every value into its cell, writes the report's paragraphs, gives the reasons that the findings ask for, makes
the package from the page, and holds it against what the command line makes of the same data: byte for byte. Ends with 1
where a place stays open, a finding stays, or a byte differs. Takes some minutes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from jixiao.build.stories import build_package
from jixiao.paths import Workspace
from jixiao.rollforward.last_year import LastYear, last_year_of
from jixiao.rollforward.year_plan import plan_year, write
from jixiao.serve.year_opening import open_served_year
from tests.support.desk import Desk, open_desk, quote
from tests.support.made_unit import MADE, copy_made_unit

YEAR = 2024
REPORT, CONTROLS = "报告", "核对数"
_STORE = "import('./page/store.js')"
_ROUNDS = 6
# What the made year settles otherwise: a reason left blank, a control total that it leaves out.
_TOTALS = {f"各项目.{one}.总分偏差原因": "见各项指标" for one in ("custody", "backup")}
_FORMER = "附件1.项目支出.上年决算"


def begin_year(folder: Path) -> Workspace:
    """Return the made unit with its third year begun: one project ended, two are new."""
    workspace = copy_made_unit(folder)
    last_year = last_year_of(workspace, YEAR)
    assert isinstance(last_year, LastYear)
    write(workspace, plan_year(last_year, drop=["shelving"], add=["backup=异地备份", "festival=国际档案日"]))
    return workspace


def wanted_values() -> dict[str, str]:
    """Return what the made year says, by path; control totals by what they refer to."""
    made = open_served_year(MADE, YEAR)
    entries = [one for file in made.files.values() for one in file.entries.items()]
    said = {path: entry.text for path, entry in entries if entry.node is not None}
    controls = [path.rpartition(".")[0] for path in said if path.startswith(CONTROLS) and path.endswith(".引用")]
    named = {
        f"{CONTROLS}.{said[f'{one}.引用']}.{key}": said[f"{one}.{key}"] for one in controls for key in ("数额", "出处")
    }
    former = next(one for prints in made.prints.values() for one in prints.values() if one.path == _FORMER)
    return said | named | _TOTALS | {f"{CONTROLS}.{_FORMER}.数额": former.printed}


def path_of(field: dict[str, Any], fields: dict[str, dict[str, Any]]) -> str:
    """Return the path a field is looked up by."""
    base, _, key = str(field["path"]).rpartition(".")
    if not base.startswith(CONTROLS):
        return str(field["path"])
    name = next((one["text"] for one in fields.values() if one["path"] == f"{base}.引用"), "")
    return f"{CONTROLS}.{name}.{key}"


def left_to_type(part: dict[str, Any], wanted: dict[str, str]) -> list[tuple[str, str]]:
    """Return the fields of a part that are to be typed, each with its text; what can be left out is."""
    found, unknown = [], {one["field"] for one in part["marks"].values() if one["unknown"]}
    for name, field in part["fields"].items():
        text = wanted.get(path_of(field, part["fields"]), "待填")
        typed = field["open"] or name in unknown or (field["text"] and not field["missing"])
        if field["editable"] and text not in ("待填", field["text"]) and typed:
            found.append((name, text))
    return found


def fill_part(desk: Desk, label: str, wanted: dict[str, str]) -> int:
    """Type what a part lacks, until nothing more is asked for; return how many values were typed."""
    desk.part(label)
    add_rows(desk, wanted)
    typed = 0
    for _ in range(_ROUNDS):
        part = desk.page.value(f"{_STORE}.then((store) => store.partNow())")
        left = left_to_type(part, wanted)
        for field, text in left:
            typed += type_at(desk, field, text)
        desk.page.press("Escape")
        desk.saved()
        if not left:
            break
    return typed


def add_rows(desk: Desk, wanted: dict[str, str]) -> None:
    """Add the rows that the lists of this part lack, in the dialog for rows."""
    for one in desk.page.value(f"{_STORE}.then((store) => store.partNow().lists)"):
        rows = {path.partition("]")[0] for path in wanted if path.startswith(f"{one['path']}[")}
        for _ in range(len(rows) - len(one["rows"])):
            desk.tool("各行")
            desk.dialog("增减、移动各行")
            desk.page.value(
                f"document.querySelector('dialog button[aria-label={quote(one['title'] + ' 加一行')}]').click()"
            )
            desk.saved()
            desk.page.press("Escape")
            desk.page.wait_for("!document.querySelector('dialog')")


def type_at(desk: Desk, field: str, text: str) -> int:
    """Click on the value of a field and type; return 1 where that could be done."""
    marks = "Object.entries(store.partNow().marks)"
    find = f"{_STORE}.then((store) => {marks}.find(([, one]) => one.field === {quote(field)})?.[0] ?? '')"
    first = desk.page.value(find)
    place = f"document.querySelector('.mark[role][data-field={quote(field)}], .mark[role][data-mark={quote(first)}]')"
    desk.page.wait_for("document.querySelector('.sheet .mark[role]')")
    if not desk.page.value(f"Boolean({place})"):
        return 0
    desk.page.click(place)
    if desk.page.value("document.activeElement.tagName") == "SELECT":
        desk.page.value(f"document.activeElement.value = {quote(text)}")
    else:
        desk.retype(text)
    desk.page.press("Tab" if text else "Escape")
    if not text:
        desk.tool("留空")
    return 1


def write_report(desk: Desk) -> None:
    """Write the paragraphs of the report that the made year words otherwise, each in its editor."""
    desk.part(REPORT)
    for path in sorted(desk.path(f"data/{YEAR}/report").iterdir()):
        made = (MADE.root / f"data/{YEAR}/report/{path.name}").read_text("utf-8")
        if path.read_text("utf-8") == made:
            continue
        texts = [one.strip() for one in made.split("\n\n") if one.strip()]
        for number, text in enumerate(texts):
            mark, source = paragraphs_of(desk, path.name)[number]
            if source.strip() != text:
                write_paragraph(desk, mark, text)


def paragraphs_of(desk: Desk, name: str) -> list[tuple[str, str]]:
    """Return the paragraphs of one of the report's files, by mark, with their Markdown."""
    every = desk.page.value(f"{_STORE}.then((store) => Object.values(store.partNow().paragraphs))")
    here = [one for one in every if f"/report/{name}:" in one["place"]]
    return [(one["id"], one["source"]) for one in sorted(here, key=lambda one: int(one["place"].split(":")[1]))]


def write_paragraph(desk: Desk, mark: str, text: str) -> None:
    """Replace a paragraph in its editor and save it."""
    desk.page.value(f"document.querySelector('[data-paragraph={quote(mark)}] .edit-line').click()")
    desk.page.value("getSelection().selectAllChildren(document.activeElement)")
    desk.page.type(text)
    desk.page.press("Control+Enter")
    desk.saved()


def give_reasons(desk: Desk, wanted: dict[str, str]) -> None:
    """Say why figures moved so much, from each finding that asks."""
    given = {path.rpartition(".")[0] for path in wanted if path.startswith("变动原因")}
    for path, reason in ((wanted[f"{one}.引用"], wanted[f"{one}.理由"]) for one in sorted(given)):
        about = f"one.textContent.includes('Y1') && one.textContent.includes({quote(path)})"
        found = f"[...document.querySelectorAll('.findings li')].find((one) => {about})"
        if not desk.page.value(f"Boolean({found})"):
            continue
        buttons = f"[...{found}.querySelectorAll('button')]"
        desk.page.value(f"{buttons}.find((one) => one.textContent.startsWith('说明原因')).click()")
        desk.page.wait_for("document.querySelector('dialog textarea')")
        desk.page.type(reason)
        desk.tool("写入")
        desk.page.wait_for("!document.querySelector('dialog')", 60)
        desk.saved()


def make_package(desk: Desk) -> list[str]:
    """Make the package from the page and return the files whose bytes are not those of the command line."""
    desk.tool("生成")
    desk.tool("生成正式材料")
    desk.dialog("已生成正式材料")
    with tempfile.TemporaryDirectory() as folder:
        other = Workspace(Path(folder))
        for name in ("data", "templates"):
            shutil.copytree(desk.workspace.root / name, other.root / name)
        build_package(other, YEAR, step=lambda _: None)
        made, again = desk.workspace.output(YEAR), other.output(YEAR)
        files = {path.relative_to(one).as_posix() for one in (made, again) for path in one.rglob("*") if path.is_file()}
        return sorted(name for name in files if read(made / name) != read(again / name))


def read(path: Path) -> bytes:
    """Return a file's content; nothing for none."""
    return path.read_bytes() if path.is_file() else b""


def main() -> int:
    """Fill the year in and return 1 where it does not come to a clean package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--picture", type=Path)
    asked = parser.parse_args()
    wanted, began, typed = wanted_values(), time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder, open_desk(begin_year(Path(folder)), YEAR) as desk:
        labels = desk.page.value("[...document.querySelectorAll('#parts a b')].map((one) => one.textContent)")
        for label in labels:
            typed += fill_part(desk, label, wanted)
            print(f"{label}: {typed} values, {desk.page.value(COUNTERS)}", flush=True)
        write_report(desk)
        give_reasons(desk, wanted)
        state = desk.page.value(f"{_STORE}.then((store) => store.stateNow())")
        differing = [] if state["open"] or state["errors"] else make_package(desk)
        if asked.picture:
            asked.picture.write_bytes(desk.page.picture())
    left = [
        f"{one['severity']} {one['code']} {one['file']}:{one['line']} {one['found']}"
        for one in state["findings"]
        if one["severity"] != "提示" and not one["waived"]
    ]
    print("\n".join([*left, *(f"not the same bytes: {name}" for name in differing)]))
    print(f"{typed} values typed, {state['open']} places open, {time.monotonic() - began:.0f} s")
    return int(bool(left or differing or state["open"]))


COUNTERS = "document.getElementById('counters').textContent"

if __name__ == "__main__":
    sys.exit(main())
