"""The result of an import: a year's files in canonical YAML, and everything there is to report about them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.importing.field_values import FieldValue, Tree, walk_values
from jixiao.importing.print_comparison import PrintComparison, Verdict
from jixiao.importing.table_reader import FiledValue
from jixiao.model.data_files import FINAL_ACCOUNTS, file_of
from jixiao.source.nodes import parse_yaml
from jixiao.source.plain_tree import write_plain_tree
from jixiao.source.scalar_text import scalars_of

_HEAD = "# yaml-language-server: $schema={up}schemas/{schema}.schema.json\n# {title}\n"


class TakenValue(Struct, frozen=True):
    """A value taken over: from where, into which line of which file, under which path."""

    filed: FiledValue
    value: FieldValue
    file: str
    line: int
    path: str


class ImportResult(Struct):
    """A year read from a filed package: its files, last year's accounts if they are new, and what to report."""

    year: int
    form_set: str
    files: dict[str, bytes] = field(default_factory=dict)
    prior: dict[str, bytes] = field(default_factory=dict)
    taken: list[TakenValue] = field(default_factory=list)
    compared: list[PrintComparison] = field(default_factory=list)
    normalised: list[tuple[str, str]] = field(default_factory=list)
    unread: list[FiledValue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def judged(self, verdict: Verdict) -> list[PrintComparison]:
        """Return the places whose filed value stands so to what the data print."""
        return [one for one in self.compared if one.verdict is verdict]

    @property
    def overridden(self) -> list[PrintComparison]:
        """The places where the filed package says something else than the data: entries of overrides.yaml."""
        return self.judged(Verdict.OTHER)

    def store(self, name: str, tree: Tree, title: str) -> None:
        """Add a data file of the year under its name in the folder."""
        self.files[name] = self._write(self.year, name, tree, title)

    def store_prior(self, tree: Tree) -> None:
        """Add last year's final accounts."""
        before = self.year - 1
        title = f"{before} 年度只有决算数，取自 {self.year} 年度附件1的“上年决算”。"
        self.prior[FINAL_ACCOUNTS.name] = self._write(before, FINAL_ACCOUNTS.name, tree, title)

    def _write(self, year: int, name: str, tree: Tree, title: str) -> bytes:
        """Return a data file in canonical form under a short head; record what became of each of its values."""
        file, path = file_of(name), f"data/{year}/{name}"
        head = _HEAD.format(up="../" * path.count("/"), schema=file.schema if file else "", title=title)
        text = write_tree(tree, head)
        scalars = scalars_of(parse_yaml(text, path, "").tree)
        for value, (place, scalar) in zip(walk_values(tree), scalars.items(), strict=True):
            if value.filed and value.problem:
                self.unread += [] if value.filed.problem else [replace(value.filed, problem=value.problem)]
            elif value.filed:
                self.taken.append(TakenValue(value.filed, value, file=path, line=place.line, path=scalar.path))
        return text.encode()


def write_tree(tree: Tree, head: str) -> str:
    """Return a data file in canonical form below its head."""
    return write_plain_tree({key: _texts(branch) for key, branch in tree.items()}, head)


def _texts(tree: object) -> object:
    if isinstance(tree, FieldValue):
        return tree.text
    if isinstance(tree, Mapping):
        return {key: _texts(branch) for key, branch in tree.items()}
    return [_texts(item) for item in tree] if isinstance(tree, list) else tree
