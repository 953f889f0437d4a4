"""What the data files of a year are read as: the models, with what the form set asks for beside (further.yaml)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from jixiao.findings import Finding, finding_at
from jixiao.glossary import nearest, term
from jixiao.model.base import Record
from jixiao.model.data_files import ANNEX2, FINAL_ACCOUNTS, PROJECT, YEAR_FILES, file_of, model_of
from jixiao.model.form_roles import CHOICE_KINDS
from jixiao.paths import Workspace
from jixiao.source.decoding import SourceText, read_text
from jixiao.source.nodes import Entries, parse_yaml
from jixiao.submission.form_set_names import has_file, list_form_set_names
from jixiao.submission.validate import validate

if TYPE_CHECKING:
    from jixiao.model.further_fields import FurtherFields

FURTHER = "further.yaml"
PROJECT_ROOT = f"{term('projects')}.*"
_ANNEX1 = next(file for file in YEAR_FILES if file.field == "annex1")
ModelFinder = Callable[[str], type[Record]]
# What further fields may belong to, by what their paths begin with.
ROOTS = {_ANNEX1.path: _ANNEX1, ANNEX2.path: ANNEX2, PROJECT_ROOT: PROJECT}
_EXTENDED = {FINAL_ACCOUNTS.model, *(file.model for file in ROOTS.values())}
_OF_KEYS = {"M001", "M002"}  # a key not known, a key not there


class FurtherReading(Struct, frozen=True):
    """What a form set asks for beside the models: None where that cannot be read; the file and what is wrong with it.

    ``models`` are those of the files that it extends, by what the files are called in the table of files.
    """

    fields: FurtherFields | None
    source: SourceText
    models: Mapping[str, type[Record]] = {}

    def explain_keys(self, source: SourceText, model: type[Record]) -> SourceText:
        """Return a file with what is said of its keys in the light of what the form set asks for beside the models.

        Where that cannot be read, nothing is said; where it can, it may be what is written wrongly.
        """
        if self.fields is None and model in _EXTENDED:
            return replace(source, findings=[one for one in source.findings if one.code not in _OF_KEYS])
        if model not in self.models.values():
            return source
        return replace(
            source, findings=[self._explained(one) if one.code in _OF_KEYS else one for one in source.findings]
        )

    def _explained(self, finding: Finding) -> Finding:
        return replace(finding, remedy=f"{finding.remedy}数据没有写错的，改 {self.source.file}。")


def read_further(workspace: Workspace, form_set: str) -> FurtherReading | None:
    """Return what a form set asks for beside the models; None where it asks for nothing."""
    if not has_file(workspace, form_set, FURTHER):
        return None
    path = workspace.form_set(form_set) / FURTHER
    shown = workspace.shown(path)
    source = read_text(path, shown)
    return FurtherReading(None, source) if source.findings else _made(source.text, shown)


@lru_cache(maxsize=32)
def _made(text: str, shown: str) -> FurtherReading:
    """Return the reading of a text; the same text gives the same models, by which records are kept."""
    from jixiao.model.further_fields import FurtherFields

    source = parse_yaml(text, shown, "")
    fields = validate(source, FurtherFields)
    if fields is None or source.findings:
        return FurtherReading(None, source)
    held = source.tree.get(term("fields")) if isinstance(source.tree, Entries) else None
    fields.keep_places(held.key_places if isinstance(held, Entries) else {})
    source.findings += _path_findings(fields)
    return FurtherReading(None if source.findings else fields, source, {} if source.findings else _models(fields))


def _models(fields: FurtherFields) -> dict[str, type[Record]]:
    from jixiao.model.further_fields import extend_model, list_entered
    from jixiao.model.unused_fields import leads_somewhere, leave_out

    found = {}
    for root, file in ROOTS.items():
        model, unused = file.model, _below(fields.unused, root)
        if entered := list_entered(fields, root, model):
            model = extend_model(model, entered)
        if unused:
            model = leave_out(model, unused, root)
        if model is not file.model:
            found[file.name] = model
    kept = FINAL_ACCOUNTS.model
    if accounts := _kept_accounts(fields):
        kept = extend_model(kept, accounts, may_be_left_out=True)
    if gone := [path for path in _below(fields.unused, _ANNEX1.path) if leads_somewhere(kept, path)]:
        kept = leave_out(kept, gone, term("prior"))
    return found if kept is FINAL_ACCOUNTS.model else {**found, FINAL_ACCOUNTS.name: kept}


def _below(paths: Iterable[str], root: str) -> list[str]:
    return [path.removeprefix(f"{root}.") for path in paths if path.startswith(f"{root}.")]


def _kept_accounts(fields: FurtherFields) -> dict[str, Any]:
    """Return the further lines of Annex 1 that final accounts can be kept of, by their paths in final-accounts.yaml."""
    from jixiao.model.further_fields import group_of, list_entered

    model, final = FINAL_ACCOUNTS.model, term("final")
    groups = {field.alias: group_of(field.annotation) for field in model.model_fields.values()}
    found = {}
    for path, field in list_entered(fields, _ANNEX1.path, _ANNEX1.model).items():
        above, *line = path.split(".")
        column = line.pop() if line else ""
        group = groups.get(above)
        kept = [one.alias for one in group.model_fields.values()] if group else line
        if column == final and len(line) == 1 and line[0] not in kept:
            found[f"{above}.{line[0]}"] = field
    return found


def model_finder(workspace: Workspace, year: int) -> ModelFinder:
    """Return what gives the model of a data file of a year by its name in the folder, KeyError for other files."""
    names = list_form_set_names(workspace, year)
    return model_finder_of_set(workspace, names[0] if len(names) == 1 else "")


def model_finder_of_set(workspace: Workspace, form_set: str) -> ModelFinder:
    """Return what gives the model of a data file of a year on a form set, as ``model_finder`` does."""
    reading = read_further(workspace, form_set)
    return find_model(reading.models if reading else {})


def find_model(models: Mapping[str, type[Record]]) -> ModelFinder:
    """Return what gives the model of a data file where some are extended."""

    def find(name: str) -> type[Record]:
        file = file_of(name)
        extended = models.get(file.name) if file else None
        return extended or model_of(name)

    return find


# what is wrong with the paths


def _path_findings(fields: FurtherFields) -> Iterator[Finding]:
    from jixiao.model.further_fields import list_repeated

    for path, field in fields.fields.items():
        for idle in sorted(field.model_fields_set.intersection(_IDLE)):
            yield _finding(fields, path, (f"“{term(idle)}”在这里没有用", "、".join(map(term, _USED)), "删去这个键。"))
        if field.kind in CHOICE_KINDS and not field.choices:
            yield _finding(fields, path, (f"没有写“{term('choices')}”", "可选的词", f"补上“{term('choices')}”。"))
        if fault := _fault_of_path(path, fields.fields):
            yield _finding(fields, path, fault)
    yield from _unused_findings(fields)
    for root, file in ROOTS.items():
        for path in list_repeated(fields, root, file.model):
            pattern = path if path in fields.fields else next(iter(fields.fields))
            remedy = "改名；要改它的算法，只写“公式”。"
            yield _finding(fields, pattern, (f"数据里本来就有“{path}”", "本来没有的一项", remedy))


def _fault_of_path(path: str, paths: Iterable[str]) -> tuple[str, str, str] | None:
    """Return what is wrong with how a path is written, what is expected and how to mend it; None where nothing is."""
    root = next((one for one in ROOTS if path.startswith(f"{one}.")), None)
    if root is None:
        guess = nearest(path.partition(".")[0], [one.partition(".")[0] for one in ROOTS], cutoff=0.5)
        remedy = f"是否应为“{guess}.…”？" if guess else "改路径的开头。"
        return "开头不对", "、".join(f"{one}.…" for one in ROOTS), remedy
    steps = path.removeprefix(f"{root}.").split(".")
    if not all(steps):
        return "两个“.”之间、末尾没有名称", "每一级都有名称", "补上名称，或删去多的“.”。"
    if odd := next((one for one in steps if not _is_step(one)), None):
        return f"“{odd}”不能作一级名称", "汉字、字母、数字，或 *", "删去里面的标点和空格。"
    if steps[-1] == "*":
        return "末尾是 *", "这一项的名称，如 附件1.三公经费.*.调整预算", "在末尾写上名称。"
    if below := next((one for one in paths if one.startswith(f"{path}.")), None):
        return f"“{below}”在它下面，它不能又是一个数", "一个数，或一组", "删去其中一项。"
    return None


# Without these there is no form: what the models hold below them may go unused.
_MAY_GO = (_ANNEX1.path, f"{ANNEX2.path}.{term('income')}", f"{PROJECT_ROOT}.{term('funds')}")


def _unused_findings(fields: FurtherFields) -> Iterator[Finding]:
    from jixiao.model.unused_fields import leads_somewhere

    for path in fields.unused:
        root = next((one for one in ROOTS if path.startswith(f"{one}.")), None)
        there = root is not None and leads_somewhere(ROOTS[root].model, path.removeprefix(f"{root}."))
        if not there or not path.startswith(tuple(f"{one}." for one in _MAY_GO)):
            expected = "、".join(f"{one}.…" for one in _MAY_GO)
            message = "B016", f"不用的项“{path}”：数据里没有，或不能不用", expected, "核对路径；删去这一项。"
            yield finding_at(path.place, message, subject=path)


# What of a described field has a meaning here, and what has none.
_USED = ("kind", "measure", "decimals", "sign", "choices", "presence", "guidance")
_IDLE = ("role", "synonyms", "owner", "drawn_from", "next_year", "former_path")


def _is_step(step: str) -> bool:
    return step == "*" or (step.isidentifier() and not step.isascii()) or _known(step)


def _known(step: str) -> bool:
    from jixiao.glossary import identifier

    return identifier(step) is not None


def _finding(fields: FurtherFields, path: str, fault: tuple[str, str, str]) -> Finding:
    """Return the finding on a path: what was found, what is expected, how to mend it."""
    found, expected, remedy = fault
    return finding_at(fields.place_of(path), ("B016", f"增加的项“{path}”：{found}", expected, remedy), subject=path)
