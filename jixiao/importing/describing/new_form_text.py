"""What ``new-form`` came to, as text and as JSON: what was made, what to look through, what was not read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.findings import quoted
from jixiao.importing.describing.description_text import QUESTION
from jixiao.importing.describing.new_form import DESCRIPTION, TEMPLATE, NewForm
from jixiao.plain import first_of, one_line, printable

_SHOWN, _LISTED = 40, 8


def format_new_form(form: NewForm, *, everything: bool) -> str:
    """Return what was made; ``everything`` lists all that is to be looked through."""
    return printable("\n".join(_lines(form, everything=everything)), lines=True) + "\n"


def _lines(form: NewForm, *, everything: bool) -> Iterator[str]:
    sure = form.described - len(form.questions)
    yield f"已建立 templates/{form.name}/：{DESCRIPTION}、{TEMPLATE}。"
    yield f"  认出 {form.described} 项，其中 {len(form.questions)} 项请核对，{sure} 项有把握。"
    left = form.reading.left
    yield f"  用做好的表样读这份表：认出 {_places(form)} 格，没有读入 {len(left)} 格。"
    yield from (f"  注意：{note}。" for note in form.notes)
    yield from _section("请核对", form.questions, everything=everything)
    yield from _section("没有读入", [f"{one.place}  {_short(one.text)}" for one in left], everything=everything)
    yield ""
    yield f"接着：打开 {DESCRIPTION}，行末有“{QUESTION[2:]}”的逐行核对，核对后删去；写法见 docs/form-sets.md。"
    yield f"再在 data/<年度>/unit.yaml 里写“表单集: {form.name}”，运行 make check-data。"


def _section(title: str, lines: Sequence[str], *, everything: bool) -> Iterator[str]:
    if lines:
        yield f"{title}（{len(lines)} 处）："
        yield from first_of([f"  {line}" for line in lines], _LISTED, everything=everything)


def _short(text: str) -> str:
    return quoted(one_line(text), characters=_SHOWN)


def _places(form: NewForm) -> int:
    left = {one.place for one in form.reading.left}
    return len({one.place for one in form.reading.cells} - left)


def format_new_form_json(form: NewForm) -> dict[str, object]:
    """Return what was made for programs."""
    return {
        "exit": 0,
        "form_set": form.name,
        "files": sorted(form.files),
        "fields": form.described,
        "questions": list(form.questions),
        "notes": list(form.notes),
        "read": _places(form),
        "left": [{"from": str(one.place), "text": one.text} for one in form.reading.left],
    }
