"""An import as text and as JSON: what it took over, normalised, set against the paper, and could not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.findings import quoted
from jixiao.importing.import_result import ImportResult, TakenValue
from jixiao.importing.print_comparison import PrintComparison, Verdict
from jixiao.importing.table_reader import FiledValue
from jixiao.plain import first_of, one_line, printable
from jixiao.rollforward.todo import OpenKind, Todo

_SHOWN, _LISTED = 40, 8


def format_import_text(plan: ImportResult, todo: Todo, *, everything: bool) -> str:
    """Return what was imported; ``everything`` lists each value taken over with its two places."""
    lists = {
        "照原件列报（原件与由数据得出的不同，见 overrides.yaml，理由写“待核”）": [*map(_overridden, plan.overridden)],
        "整理了写法": [f"{place}  {one_line(change)}" for place, change in _normalised(plan)],
        "没有读入，请人工核对": [f"{one.place}  {_short(_with_reason(one))}" for one in plan.unread],
        "注意": plan.notes,
    }
    sections = [_section(title, lines, everything=everything) for title, lines in lists.items()]
    if everything:
        sections.append(_section("读入", [_taken(one) for one in plan.taken], everything=True))
    sections = [section for section in [_head(plan), *sections, _next_steps(plan, todo)] if section]
    return printable("\n\n".join(sections), lines=True) + "\n"


def format_import_json(plan: ImportResult, todo: Todo) -> dict[str, object]:
    """Return what was imported for programs; amounts and texts as filed."""
    return {
        "exit": 0,
        "year": plan.year,
        "form_set": plan.form_set,
        "files": sorted(plan.files),
        "prior_files": sorted(plan.prior),
        "took": [
            {
                "from": taken.filed.place,
                "text": taken.filed.text,
                "file": taken.file,
                "line": taken.line,
                "path": taken.path,
                "value": taken.value.text,
            }
            for taken in plan.taken
        ],
        "overridden": [
            {
                "from": comparison.filed.value.place,
                "where": comparison.filed.where,
                "path": comparison.filed.path,
                "filed": comparison.filed.value.text,
                "implied": comparison.print.implied,
            }
            for comparison in plan.overridden
        ],
        "normalised": [{"from": place, "what": change} for place, change in _normalised(plan)],
        "left": [{"from": filed.place, "text": _with_reason(filed)} for filed in plan.unread],
        "notes": plan.notes,
        "open": [one.as_json() for one in todo.places],
    }


def _head(plan: ImportResult) -> str:
    projects = sum(name.startswith("projects/") for name in plan.files)
    files = f"共 {len(plan.files)} 个文件（项目 {projects} 个），读入 {len(plan.taken)} 处"
    lines = [f"已导入 {plan.year} 年度：data/{plan.year}/ {files}。", f"  按表单集 {plan.form_set} 的表样辨认。"]
    if plan.prior:
        lines.append(f"  另建 data/{plan.year - 1}/：只有决算数，取自附件1的“上年决算”。")
    compared, other = len(plan.compared), len(plan.overridden)
    lines.append(f"  与原件逐处比对 {compared} 处，相同 {compared - other} 处，不同 {other} 处。")
    return "\n".join(lines)


def _section(title: str, lines: Sequence[str], *, everything: bool) -> str:
    shown = first_of([f"  {line}" for line in lines], _LISTED, everything=everything)
    return "\n".join([f"{title}（{len(lines)} 处）：", *shown]) if lines else ""


def _with_reason(filed: FiledValue) -> str:
    """Return a text that was not read, and why not."""
    if filed.read_as:
        return f"{filed.text}（数据印作 {filed.read_as}，没能照原件列报）"
    return f"{filed.text}（{filed.problem}，留作待填）" if filed.problem else filed.text


def _short(text: str) -> str:
    return quoted(one_line(text), characters=_SHOWN)


def _overridden(comparison: PrintComparison) -> str:
    filed = comparison.filed
    return (
        f"{filed.value.place}  {filed.path}：原件 {_short(filed.value.text)}，数据 {_short(comparison.print.implied)}"
    )


def _normalised(plan: ImportResult) -> Iterator[tuple[str, str]]:
    """Yield each thing done to a filed text once, with its place."""
    changes = [(taken.filed.place, taken.value.change) for taken in plan.taken if taken.value.change]
    places = {place for place, _ in changes}
    for comparison in plan.judged(Verdict.REWRITTEN):
        filed = comparison.filed.value
        if filed.place not in places:
            changes.append((filed.place, f"“{filed.text.strip()}”印作 {comparison.print.printed}"))
    yield from dict.fromkeys([*changes, *plan.normalised])


def _taken(taken: TakenValue) -> str:
    value = "（空白）" if taken.value.text is None else _short(taken.value.text)
    return f"{taken.filed.place} → {taken.file}:{taken.line}  {taken.path}  {value}"


def _next_steps(plan: ImportResult, todo: Todo) -> str:
    lines = [f"接着检查：make check-data YEAR={plan.year}；对照两年：make diff。"]
    if missing := sum(place.kind is OpenKind.FILL_IN for place in todo.places):
        lines.insert(0, f"报送件里没有、要补填的 {missing} 处（待填），逐处列出：make todo YEAR={plan.year}")
    return "\n".join(lines)
