"""The data of a new year, planned whole in memory: which projects go on, which files that makes.

Figures and outcomes are left to fill in, dates of targets move on. The model says which is which: every figure
belongs to its year but for the points of an indicator; of the texts, those that tell what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from jixiao.errors import UsageError
from jixiao.findings import Place, quoted
from jixiao.glossary import nearest, term
from jixiao.model.data_files import CONTROLS, file_of, project_file
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.rollforward.carried_controls import (
    format_asked,
    list_controls,
    list_gone,
    list_needless,
    list_remark_edits,
    list_source_edits,
    list_unasked,
)
from jixiao.rollforward.carried_values import list_carried_edits, list_following, paths_below
from jixiao.rollforward.last_year import Candidate, FormerYear, LastYear
from jixiao.rollforward.project_skeleton import label_of, project_skeleton
from jixiao.source.nodes import Entries
from jixiao.source.regular_file import MAX_TEXT, read_regular
from jixiao.source.rewrite import Edit, Manuscript, apply_edits
from jixiao.source.store import create_years
from jixiao.submission.year_models import model_finder

_IDENTIFIER = compile_late(r"[a-z][a-z0-9_]*")


class YearPlan(Struct):
    """A new year: its files by their names in the year's folder, and what there is to tell about them.

    ``moved`` are the places, as they stand now, where the year moved on by itself, ``controls`` how many control totals
    are asked for again, ``needless`` those of last year's that check nothing.

    Where the form set is another one, which ``new_sets`` names, ``fresh`` are the fields that last year's had not,
    ``unplaced`` those of last year's that have no place any more.
    """

    year: int
    files: dict[str, bytes] = field(default_factory=dict)
    kept: list[Candidate] = field(default_factory=list)
    dropped: list[Candidate] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    moved: list[tuple[Place, str]] = field(default_factory=list)
    controls: int = 0
    needless: list[str] = field(default_factory=list)
    left_behind: list[str] = field(default_factory=list)
    on_described: bool = False
    new_sets: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


def plan_year(last_year: LastYear, *, drop: Iterable[str] = (), add: Iterable[str] = ()) -> YearPlan:
    """Return the year after ``last_year`` without the projects of ``drop``, with those of ``add`` (标识=名称).

    UsageError for a project to drop that there is not, or one to add that is not named as it should be.
    """
    candidates = last_year.candidates
    plan = begin_plan(last_year.year + 1, candidates, drop)
    plan.left_behind = list(last_year.left_behind())
    newcomers = read_newcomers(list(add), {one.identifier for one in candidates})
    _carry_files(plan, last_year)
    numbers = number_projects(plan.kept, plan.dropped)
    for candidate in plan.kept:
        _carry_project(plan, last_year, candidate, numbers[candidate.identifier])
    for number, (identifier, name) in enumerate(newcomers.items(), start=max(numbers.values(), default=0) + 1):
        file = project_file(number, identifier)
        model = model_finder(last_year.workspace, last_year.year)(file)
        text = project_skeleton(last_year.submission.form_set, number, identifier, name, model=model)
        plan.files[file] = text.encode("utf-8")
        plan.added.append(file)
    return plan


def begin_plan(year: int, candidates: Iterable[Candidate], drop: Iterable[str]) -> YearPlan:
    """Return the plan of a year with the projects that go on; UsageError for one to drop that there is not."""
    known = list(candidates)
    leaving = _known({one.identifier for one in known}, list(drop))
    plan = YearPlan(year)
    plan.kept = [one for one in known if one.identifier not in leaving]
    plan.dropped = [one for one in known if one.identifier in leaving]
    return plan


def write(workspace: Workspace, plan: YearPlan) -> None:
    """Write the new year, whole or not at all; UsageError if someone else has begun it by now."""
    folder = workspace.year(plan.year)
    try:
        create_years(workspace.root, {folder: plan.files}, "make new-year")
    except FileExistsError as error:
        raise UsageError(f"{workspace.shown(folder)}/ 已经有了，不会覆盖。") from error


def _known(identifiers: set[str], drop: list[str]) -> set[str]:
    for one in drop:
        if one not in identifiers:
            guess = nearest(one, identifiers)
            advice = f"是否应为“{guess}”？" if guess else ""
            known = "、".join(sorted(identifiers)) or "（没有项目）"
            raise UsageError(f"--drop：没有标识为{quoted(one)}的项目。{advice}已有：{known}。")
    return set(drop)


def read_newcomers(add: list[str], taken: set[str]) -> Mapping[str, str]:
    """Return the names of new projects by identifiers; UsageError where they are not written as they should be."""
    newcomers: dict[str, str] = {}
    for words in add:
        identifier, equals, name = (part.strip() for part in words.partition("="))
        if not (equals and name and _IDENTIFIER.fullmatch(identifier) and name.isprintable()):
            raise UsageError(
                f"--add：{quoted(words)}应写成 标识=名称，标识用小写英文，例如 --add archive_it=档案信息化项目。"
            )
        if identifier in taken or identifier in newcomers:
            raise UsageError(f"--add：标识“{identifier}”已经用过，新项目换一个标识。")
        newcomers[identifier] = name
    return newcomers


def number_projects(kept: Sequence[Candidate], dropped: Sequence[Candidate]) -> dict[str, int]:
    """Return each kept project's number: last year's, unless a dropped one leaves a gap."""
    last = max((candidate.number for candidate in kept), default=0)
    if all(candidate.number > last for candidate in dropped):
        return {candidate.identifier: candidate.number for candidate in kept}
    return {candidate.identifier: number for number, candidate in enumerate(kept, start=1)}


def _carry_files(plan: YearPlan, last_year: LastYear) -> None:
    following = list_following(last_year.submission)
    model_of = model_finder(last_year.workspace, last_year.year)
    for name in last_year.data_files():
        manuscript, tree, file = Manuscript(last_year.text(name)), last_year.tree(name), file_of(name)
        follows = paths_below(following, file.path) if file else frozenset()
        edits = list(list_carried_edits(manuscript, model_of(name), tree, year=plan.year, follows=follows))
        if name == CONTROLS.name:
            edits += _control_edits(plan, last_year, manuscript, tree)
            if not plan.controls and list_controls(tree):
                continue
        store_carried(plan, last_year=last_year, name=name, text=manuscript.text, edits=edits)
    _ask_for_budgets(plan, last_year)
    for name in last_year.narrative_files():
        plan.files[name] = read_regular(last_year.folder / name, MAX_TEXT)


def _control_edits(plan: YearPlan, last_year: LastYear, manuscript: Manuscript, tree: object) -> Iterator[Edit]:
    """Yield the edits of control totals: of gone projects none, nor those that check nothing; a source once a group."""
    controls = list_controls(tree)
    gone = list_gone(controls, {candidate.identifier for candidate in plan.kept})
    left = [item for item in controls if item not in gone]
    needless = list_needless(left, last_year.submission)
    plan.controls = len(left) - len(needless)
    plan.needless = [str(item.get(term("reference"))) for item in needless]
    yield from (manuscript.removed(item) for item in (*gone, *needless))
    yield from list_remark_edits(manuscript, controls, [*gone, *needless])
    yield from list_source_edits(manuscript, [item for item in left if item not in needless])


def _ask_for_budgets(plan: YearPlan, last_year: LastYear) -> None:
    """Ask for the totals of the first budget that last year's control totals left out."""
    has_controls = CONTROLS.name in last_year.data_files()
    stated = list_controls(last_year.tree(CONTROLS.name)) if has_controls else []
    asked = list_unasked(stated, last_year.submission, {candidate.identifier for candidate in plan.kept})
    if asked:
        text = plan.files.get(CONTROLS.name, _NO_CONTROLS.encode("utf-8")).decode("utf-8")
        plan.files[CONTROLS.name] = f"{text.rstrip()}\n{format_asked(asked)}".encode()
        plan.controls += len(asked)


_NO_CONTROLS = f"""# yaml-language-server: $schema=../../schemas/control.schema.json
# 核对数：从预算批复、部门决算报表抄来的合计数，只用来核对，不印；没有出处可查的删去。

{term("controls")}:
"""


def _begins_anew(manuscript: Manuscript, tree: object) -> Iterator[Edit]:
    """Yield the edit that takes out what last year's project came from: this year it comes from itself."""
    if isinstance(tree, Entries) and term("prior_final_from") in tree:
        yield manuscript.without(tree, term("prior_final_from"))


def _carry_project(plan: YearPlan, last_year: LastYear, candidate: Candidate, number: int) -> None:
    file = project_file(number, candidate.identifier)
    manuscript = Manuscript(last_year.text(candidate.file))
    tree = last_year.tree(candidate.file)
    follows = paths_below(list_following(last_year.submission), f"{term('projects')}.{candidate.identifier}")
    model = model_finder(last_year.workspace, last_year.year)(candidate.file)
    edits = list(list_carried_edits(manuscript, model, tree, year=plan.year, follows=follows))
    edits += _begins_anew(manuscript, tree)
    if number != candidate.number:
        plan.renamed[candidate.file] = file
        edits += _renumbered(last_year, _head(manuscript, tree), candidate, number)
    store_carried(plan, last_year=last_year, name=file, text=manuscript.text, edits=edits)


def _head(manuscript: Manuscript, tree: object) -> str:
    """Return the comments above the first key."""
    return manuscript.text[: manuscript.offset(tree.place)] if isinstance(tree, Entries) else ""


def _renumbered(last_year: LastYear, head: str, candidate: Candidate, number: int) -> Iterator[Edit]:
    """Yield the edits of a file's head that tell the project's number."""
    form_set = last_year.submission.form_set
    swaps = {
        label_of(form_set, candidate.number): label_of(form_set, number),
        f"开头的 {candidate.number:02d} 是": f"开头的 {number:02d} 是",
    }
    for old, new in swaps.items():
        start = head.find(old)
        if start >= 0:
            yield Edit(start, start + len(old), new, f"注释：{old} → {new}")


def store_carried(plan: YearPlan, last_year: FormerYear, name: str, text: str, edits: list[Edit]) -> None:
    """Put a file of last year into the plan with the edits made."""
    shown = last_year.workspace.shown(last_year.workspace.year(plan.year) / name)
    carried, notes = apply_edits(text, edits)
    plan.files[name] = carried.encode("utf-8")
    plan.moved += [(Place(shown, line), note) for line, note in notes]
