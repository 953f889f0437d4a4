"""What an import comes to: a year's files, and everything there is to tell about them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.importing.canonical_files import placed, yaml_text
from jixiao.importing.field_values import Leaf, Tree
from jixiao.importing.print_comparison import PrintComparison, Verdict
from jixiao.importing.table_reader import SeenValue
from jixiao.source.nodes import Scalar

FINAL_ACCOUNTS = "final-accounts.yaml"
OVERRIDES = "overrides.yaml"


class Took(Struct, frozen=True):
    """A value taken over: from where, into which line of which file, under which keys."""

    leaf: Leaf
    file: str
    line: int
    path: str


class ImportResult(Struct):
    """A year read from a filed package: its files, last year's accounts if they are new, and what there is to tell."""

    year: int
    form_set: str
    files: dict[str, bytes] = field(default_factory=dict)
    prior: dict[str, bytes] = field(default_factory=dict)
    took: list[Took] = field(default_factory=list)
    compared: list[PrintComparison] = field(default_factory=list)
    normalised: list[tuple[str, str]] = field(default_factory=list)
    left: list[SeenValue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def overridden(self) -> list[PrintComparison]:
        """The places where the filed package says something else than the data: entries of overrides.yaml."""
        return [one for one in self.compared if one.verdict is Verdict.OTHER]

    @property
    def rewritten(self) -> list[PrintComparison]:
        """The places where it says the same in another way."""
        return [one for one in self.compared if one.verdict is Verdict.REWRITTEN]

    def store(self, name: str, tree: Tree, schema: str, title: str) -> None:
        """Add a data file of the year."""
        up = "../" * (2 + name.count("/"))
        text = yaml_text(tree, schema=schema, up=up, title=title)
        self.files[name] = text.encode()
        self._take(placed(text, f"data/{self.year}/{name}", tree))

    def store_prior(self, tree: Tree) -> None:
        """Add last year's final accounts."""
        before = self.year - 1
        title = f"{before} 年度只有决算数，取自 {self.year} 年度附件1的“上年决算”。"
        text = yaml_text(tree, schema="final-accounts", up="../../", title=title)
        self.prior = {FINAL_ACCOUNTS: text.encode()}
        self._take(placed(text, f"data/{before}/{FINAL_ACCOUNTS}", tree))

    def _take(self, leaves: Iterable[tuple[Leaf, Scalar]]) -> None:
        for one, scalar in leaves:
            if one.seen and one.trouble:
                self.left.append(replace(one.seen, text=f"{one.seen.text}（{one.trouble}，留作待填）"))
            elif one.seen:
                self.took.append(Took(one, scalar.place.file, scalar.place.line, scalar.path))
