"""What starting a year and asking for its open places say to people and to programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from jixiao.glossary import term
from jixiao.plain import first_of, printable
from jixiao.rollforward.last_year import Candidate
from jixiao.rollforward.todo import Open, OpenKind, Todo
from jixiao.rollforward.year_plan import YearPlan

# What fits a screen with the rest of what is said.
_LISTED, _FIRST, _FILES, _MOVED, _FIRST_CONTROLS = 25, 12, 15, 8, 3


def started_text(plan: YearPlan, todo: Todo, errors_before: int, *, asked: bool, everything: bool = False) -> str:
    """Return what was begun, what moved on by itself, what is left to fill in, and where to begin."""
    before = plan.year - 1
    in_data_first = sorted(plan.moved, key=lambda one: one[1].startswith("注释"))
    moved = [f"  {place.file}:{place.line}  {note}" for place, note in in_data_first]
    sections = [
        "\n".join(
            [f"已建立 data/{plan.year}/，沿用 data/{before}/ 的{_carried(plan)}。", *_projects(plan, asked=asked)]
        ),
        "\n".join(["随年度改动：", *first_of(moved, _MOVED, everything=everything)]),
        _left_behind(plan),
        _needless(plan),
        _listed_fields("新表里新有的，上年没有可以沿用的：", plan.fresh, everything=everything),
        _listed_fields("上年填过、新表里没有位置的，没有沿用：", plan.unplaced, everything=everything),
        _counts(todo),
        _advice(plan, todo, errors_before),
    ]
    return printable("\n\n".join(section for section in sections if section), lines=True) + "\n"


def todo_text(todo: Todo, *, everything: bool = False) -> str:
    """Return the open places by file and line, and their number last.

    Of many, the files with their numbers and the first places, unless ``everything`` is asked for.
    """
    if everything or len(todo.places) <= _LISTED:
        sections = [
            _listed(file, list(those)) for file, those in groupby(todo.places, key=lambda place: place.place.file)
        ]
    else:
        first = _unit_first(todo)
        sections = [_by_file(todo), f"先填这 {_FIRST} 处（全部列出：加 ARGS=--all）：\n{_lines(first[:_FIRST])}"]
    sections += [f"注意：{note}" for note in todo.notes]
    if todo.errors:
        sections.append(f"另有其他错误 {todo.errors} 条，见 make check-data YEAR={todo.year}。")
    if any(place.kind in (OpenKind.CHECK, OpenKind.REWRITE) for place in todo.places):
        sections.append(_how_to_close(todo.year))
    filled = f"；{todo.progress.words}" if todo.progress else ""
    done = f"{todo.year} 年度没有要填写和核对的了。"
    sections.append(f"还有 {_total(todo.places)}{filled}。" if todo.places else done)
    return printable("\n\n".join(sections), lines=True) + "\n"


def _listed(file: str, places: list[Open]) -> str:
    return f"{file}\n{_lines(places)}"


def _lines(places: list[Open]) -> str:
    return "\n".join(f"  {place.place}  {place.kind.value}  {place.what}" for place in places)


def todo_json(todo: Todo, *, code: int) -> dict[str, object]:
    """Return the open places for programs."""
    return {
        "exit": code,
        "year": todo.year,
        "progress": todo.progress.as_json() if todo.progress else None,
        "open": [place.as_json() for place in todo.places],
        "errors": todo.errors,
        "notes": todo.notes,
    }


def started_json(plan: YearPlan, todo: Todo, errors_before: int) -> dict[str, object]:
    """Return what was begun and what is open for programs."""
    return {
        **todo_json(todo, code=0),
        "files": sorted(plan.files),
        "kept": [candidate.identifier for candidate in plan.kept],
        "dropped": [candidate.identifier for candidate in plan.dropped],
        "added": plan.added,
        "renamed": plan.renamed,
        "moved": [{"file": place.file, "line": place.line, "what": note} for place, note in plan.moved],
        "left_behind": plan.left_behind,
        "controls_left_out": plan.needless,
        "fresh": plan.fresh,
        "unplaced": plan.unplaced,
        "errors_before": errors_before,
    }


def _carried(plan: YearPlan) -> str:
    # What stays on its sets, or goes over between two with forms.yaml, goes on as it is written.
    what = "名称、目标和指标" if plan.on_described and plan.new_sets else "结构、注释、目标和指标"
    return f"{what}，换用表单集 {'、'.join(plan.new_sets)}" if plan.new_sets else what


def _projects(plan: YearPlan, *, asked: bool) -> Iterator[str]:
    if plan.kept:
        yield f"  沿用项目 {len(plan.kept)} 个：{_named(plan.kept)}"
    if plan.kept and not plan.dropped and not asked:
        yield "  （没有指明哪些项目已经结束，全部沿用；要去掉的，删去 data/ 里的新年度，加 --drop 标识 重做。）"
    if plan.dropped:
        yield f"  不再延续 {len(plan.dropped)} 个：{_named(plan.dropped)}"
        if not plan.on_described:
            yield f"  （附件1 照列它们的上年决算，本年为 0，不用填；{_succeeded(plan)}）"
    if plan.added:
        yield f"  新增 {len(plan.added)} 个：{'、'.join(plan.added)}"
    for old, new in plan.renamed.items():
        yield f"  序号顺延：{old} → {new}"


def _succeeded(plan: YearPlan) -> str:
    first = plan.dropped[0].identifier
    return f"由别的项目接续的，在那个项目的文件里写 {term('prior_final_from')}: [{first}]"


def _named(candidates: list[Candidate]) -> str:
    return "、".join(f"{one.name}（{one.identifier}）" for one in candidates)


def _left_behind(plan: YearPlan) -> str:
    if not plan.left_behind:
        return ""
    return f"没有沿用（只属于 {plan.year - 1} 年度）：{'、'.join(plan.left_behind)}"


def _needless(plan: YearPlan) -> str:
    if not plan.needless:
        return ""
    first = "、".join(plan.needless[:_FIRST_CONTROLS])
    more = f"等 {len(plan.needless)} 个" if len(plan.needless) > _FIRST_CONTROLS else ""
    return f"没有沿用的核对数（本来只填一次的数，或由其余核对数推得）：{first}{more}"


def _listed_fields(words: str, paths: list[str], *, everything: bool) -> str:
    """Return fields that changed with the form set, "" for none."""
    if not paths:
        return ""
    return "\n".join([words, *first_of([f"  {path}" for path in paths], _FIRST, unit="项", everything=everything)])


def _counts(todo: Todo) -> str:
    return f"{_by_file(todo)}\n  合计  {_total(todo.places)}"


def _by_file(todo: Todo) -> str:
    lines = [
        f"  {file}  {_total(list(places))}"
        for file, places in groupby(_unit_first(todo), key=lambda place: place.place.file)
    ]
    return "\n".join(["要填写和核对的：", *first_of(lines, _FILES, unit="个文件")])


def _unit_first(todo: Todo) -> list[Open]:
    """Return the open places with unit.yaml before the rest: who files and when comes first."""
    return sorted(todo.places, key=lambda place: (not place.place.file.endswith("/unit.yaml"), place))


def _total(places: list[Open]) -> str:
    counted = Counter(place.kind for place in places)
    return "、".join(f"{kind.value} {counted[kind]} 处" for kind in OpenKind if counted[kind])


def _advice(plan: YearPlan, todo: Todo, errors_before: int) -> str:
    before = plan.year - 1
    first = next((place for place in _unit_first(todo) if place.kind is OpenKind.FILL_IN), None)
    lines = [f"注意：{note}" for note in todo.notes]
    if errors_before:
        lines.append(
            f"注意：{before} 年度还有错误 {errors_before} 条（make check-data YEAR={before}）；"
            f"本年的“上年决算”取自 {before} 年度的数据，请先改好。"
        )
    if any(name.startswith("report/") for name in plan.files):
        lines.append(f"报告各章照抄 {before} 年度，没有列出的段落也请通读。")
    if first:
        lines.append(
            f"从 {first.place} 开始填；逐处清单：make todo YEAR={todo.year}；看样子：make draft YEAR={todo.year}。"
        )
    return "\n".join(lines)


def _how_to_close(year: int) -> str:
    return (
        f"核对后不必改的，在该行末尾（几行的文字在冒号所在行）加注释“# 已核对 {year}”，"
        f"报告里在段落下面加一行“{{# 已核对 {year} #}}”，就不再列出。"
    )
