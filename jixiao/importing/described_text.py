"""An import of described forms as text and as JSON: which form each file is, what was taken, what was left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.importing.cell_readings import format_readings
from jixiao.importing.described_import import DescribedImport
from jixiao.importing.form_recognition import RecognisedDocument
from jixiao.model.scalars import OPEN
from jixiao.plain import first_of, printable

_LISTED = 8


def format_described_text(
    plan: DescribedImport, documents: Sequence[RecognisedDocument], *, everything: bool = False
) -> str:
    """Return what was imported, and what to do next."""
    told = format_readings(documents, plan.notes, everything=everything)
    return told + printable("\n".join(_lines(plan, everything)), lines=True) + "\n"


def _lines(plan: DescribedImport, everything: bool) -> Iterator[str]:
    yield f"已写入 data/{plan.year}/：{'、'.join(plan.files)}"
    if plan.kept:
        yield f"原件与由公式得出的不同，照原件写入 {len(plan.kept)} 处，检查会逐处指出："
        yield from first_of([f"  {one}" for one in plan.kept], _LISTED, everything=everything)
    if open_places := count_open(plan):
        yield f"还有 {open_places} 处待填：打开上面的文件，搜索“{OPEN}”。"
    yield f"下一步：make check-data YEAR={plan.year}"


def count_open(plan: DescribedImport) -> int:
    """Return how many places are still to be filled in."""
    return sum(
        content.decode().count(f'"{OPEN}"') + content.decode().count(f": {OPEN}\n") for content in plan.files.values()
    )


def describe_import(plan: DescribedImport) -> dict[str, object]:
    """Return what was imported for programs."""
    return {
        "exit": 0,
        "year": plan.year,
        "files": sorted(plan.files),
        "forms": [
            {
                "file": one.recognised.file,
                "form_set": one.recognised.layout.set_name,
                "form": one.form.name,
                "data": one.name,
                "read": len(one.recognised.reading.read),
                "left": [{"place": str(cell.place), "text": cell.text} for cell in one.recognised.reading.left],
            }
            for one in plan.forms
        ],
        "kept": plan.kept,
        "open": count_open(plan),
        "notes": plan.notes,
    }
