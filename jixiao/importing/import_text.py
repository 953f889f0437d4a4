"""What an import says to people and to programs: what it took, normalised, set against the paper, and left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from jixiao.findings import quoted
from jixiao.importing.import_result import ImportResult, Took
from jixiao.importing.print_comparison import PrintComparison
from jixiao.plain import first_of, one_line, printable
from jixiao.rollforward.todo import OpenKind, Todo

_SHOWN, _LISTED = 40, 8


def imported_text(plan: ImportResult, todo: Todo, *, everything: bool) -> str:
    """Return what was imported; ``everything`` lists each value taken over with its two places."""
    overridden = "照原件列报（原件与由数据得出的不同，见 overrides.yaml，理由写“待核”）"
    left = [f"{one.place}  {quoted(one_line(one.text), characters=_SHOWN)}" for one in plan.left]
    sections = [
        _head(plan),
        _section(overridden, [_overridden(one) for one in plan.overridden], everything=everything),
        _section("整理了写法", list(_normalised(plan)), everything=everything),
        _section("没有读入，请人工核对", left, everything=everything),
        _section("注意", plan.notes, everything=everything),
        _section("读入", [_took(one) for one in plan.took], everything=True) if everything else "",
        _open(plan, todo),
    ]
    return printable("\n\n".join(section for section in sections if section), lines=True) + "\n"


def imported_json(plan: ImportResult, todo: Todo) -> dict[str, object]:
    """Return what was imported for programs; amounts and texts as filed."""
    return {
        "exit": 0,
        "year": plan.year,
        "form_set": plan.form_set,
        "files": sorted(plan.files),
        "prior_files": sorted(plan.prior),
        "took": [
            {
                "from": seen.place,
                "text": seen.text,
                "file": one.file,
                "line": one.line,
                "path": one.path,
                "value": one.leaf.text,
            }
            for one in plan.took
            if (seen := one.leaf.seen)
        ],
        "overridden": [
            {
                "from": one.filed.seen.place,
                "where": one.filed.where,
                "path": one.filed.path,
                "filed": one.filed.seen.text,
                "implied": one.print.implied,
            }
            for one in plan.overridden
        ],
        "normalised": [{"from": place, "what": what} for place, what in _normalised_pairs(plan)],
        "left": [{"from": one.place, "text": one.text} for one in plan.left],
        "notes": plan.notes,
        "open": [one.as_json() for one in todo.places],
    }


def _head(plan: ImportResult) -> str:
    projects = sum(name.startswith("projects/") for name in plan.files)
    files = f"共 {len(plan.files)} 个文件（项目 {projects} 个），读入 {len(plan.took)} 处"
    lines = [f"已导入 {plan.year} 年度：data/{plan.year}/ {files}。", f"  按表单集 {plan.form_set} 的表样辨认。"]
    if plan.prior:
        lines.append(f"  另建 data/{plan.year - 1}/：只有决算数，取自附件1的“上年决算”。")
    same = len(plan.compared) - len(plan.overridden)
    lines.append(f"  与原件逐处比对 {len(plan.compared)} 处，相同 {same} 处，不同 {len(plan.overridden)} 处。")
    return "\n".join(lines)


def _section(title: str, lines: Sequence[str], *, everything: bool) -> str:
    if not lines:
        return ""
    told = first_of([f"  {line}" for line in lines], _LISTED, everything=everything)
    return "\n".join([f"{title}（{len(lines)} 处）：", *told])


def _overridden(one: PrintComparison) -> str:
    implied, filed = (quoted(one_line(text), characters=_SHOWN) for text in (one.print.implied, one.filed.seen.text))
    return f"{one.filed.seen.place}  {one.filed.path}：原件 {filed}，数据 {implied}"


def _normalised(plan: ImportResult) -> Iterator[str]:
    yield from (f"{place}  {one_line(what)}" for place, what in _normalised_pairs(plan))


def _normalised_pairs(plan: ImportResult) -> Iterator[tuple[str, str]]:
    """Yield each thing done to a filed text once, with its place."""
    told = [(seen.place, one.leaf.done) for one in plan.took if (seen := one.leaf.seen) and one.leaf.done]
    taken = {place for place, _ in told}
    for one in plan.rewritten:
        seen = one.filed.seen
        if seen.place not in taken:
            told.append((seen.place, f"“{seen.text.strip()}”印作 {one.print.printed}"))
    yield from dict.fromkeys([*told, *plan.normalised])


def _took(one: Took) -> str:
    place = one.leaf.seen.place if one.leaf.seen else ""
    value = "（空白）" if one.leaf.text is None else quoted(one_line(one.leaf.text), characters=_SHOWN)
    return f"{place} → {one.file}:{one.line}  {one.path}  {value}"


def _open(plan: ImportResult, todo: Todo) -> str:
    counted = Counter(one.kind for one in todo.places)
    lines = []
    if counted[OpenKind.FILL_IN]:
        lines.append(
            f"报送件里没有、要补填的 {counted[OpenKind.FILL_IN]} 处（待填），逐处列出：make todo YEAR={plan.year}"
        )
    lines.append(f"接着检查：make check-data YEAR={plan.year}；对照两年：make diff。")
    return "\n".join(lines)
