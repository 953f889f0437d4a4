"""Which control totals the next year asks for: of last year's those that check what nothing else checks, and budgets.

The budget of the beginning of the year stands in no tie: its totals are asked for though last year stated none. A
figure that one typed number makes up is typed once; a control total of it would be typed twice. One that the totals
before it add up to checks nothing they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from jixiao.derive.balance import derive_balance
from jixiao.derive.derivation import derive
from jixiao.figures import Figure
from jixiao.glossary import term
from jixiao.model.entered_year import Submission
from jixiao.model.scalars import OPEN
from jixiao.patterns import compile_late
from jixiao.review.facts import facts_of
from jixiao.source.nodes import Entries, Items, Scalar
from jixiao.source.rewrite import Edit, Manuscript

_OF_PROJECT = compile_late(
    rf"(?:{term('projects')}|{term('annex1')}\.{term('project_outlay')})\.([a-z][a-z0-9_]*(?:（[^.]*）)?)\."
)
_Weights = dict[str, Fraction]


def list_controls(tree: object) -> list[Entries]:
    """Return the control totals of a file."""
    items = tree.get(term("controls")) if isinstance(tree, Entries) else None
    return [item for item in items if isinstance(item, Entries)] if isinstance(items, Items) else []


def list_gone(controls: Iterable[Entries], kept: set[str]) -> list[Entries]:
    """Return the control totals of projects that are not ``kept``, in their own forms or on lines of Annex 1."""
    found = ((item, _OF_PROJECT.match(_reference(item))) for item in controls)
    return [item for item, of in found if of and of[1] not in kept]


def _reference(item: Entries) -> str:
    return str(item.get(term("reference")))


def list_needless(controls: Iterable[Entries], last_year: Submission) -> list[Entries]:
    """Return the control totals that check nothing: of a number typed once, or the sum of those before them."""
    figures = {name: fact.figure for name, fact in facts_of(derive(last_year)).values.items()}
    basis: list[_Weights] = []
    return [item for item in controls if _is_needless(figures.get(_reference(item)), basis)]


def _is_needless(figure: Figure | None, basis: list[_Weights]) -> bool:
    """Return whether a total checks nothing; if it does, it is added to the ``basis`` of those that do."""
    if figure is None or figure.unknown:
        return False
    operands = derive_balance([figure], [], None).operands
    if not all(operand.weight for operand in operands):
        return False  # a rate: no sum
    if sum(bool(operand.amount) for operand in operands) <= 1:
        return True
    rest = {operand.path: Fraction(operand.weight) for operand in operands}
    for other in basis:
        rest = _reduced(rest, other)
    if rest:
        basis.append(rest)
    return not rest


def _reduced(weights: _Weights, other: _Weights) -> _Weights:
    """Return a sum without what of it ``other`` makes up, by the first number of that."""
    pivot = next(iter(other))
    times = weights.get(pivot, Fraction(0)) / other[pivot]
    paths = dict.fromkeys([*weights, *other])
    less = {path: weights.get(path, Fraction(0)) - times * other.get(path, Fraction(0)) for path in paths}
    return {path: weight for path, weight in less.items() if weight}


def list_unasked(controls: Iterable[Entries], last_year: Submission, kept: set[str]) -> list[str]:
    """Return the totals of the first budget that no control total of last year's states or makes up, by their paths.

    Those of the whole unit come first, then those of ``kept`` projects that several sources pay for.
    """
    figures = {name: fact.figure for name, fact in facts_of(derive(last_year)).values.items()}
    basis: list[_Weights] = []
    for item in controls:
        _is_needless(figures.get(_reference(item)), basis)
    found = []
    for name in sorted(filter(_is_of_first_budget, figures), key=lambda one: one.startswith(f"{term('projects')}.")):
        of, figure = _OF_PROJECT.match(name), figures[name]
        is_known = figure is not None and not figure.entered and (of is None or of[1] in kept)
        if is_known and figure is not None and _weighs_sums(figure) and not _is_needless(figure, basis):
            found.append(name)
    return found[:_MOST_UNASKED]


_MOST_UNASKED = 8


def _is_of_first_budget(name: str) -> bool:
    column = name.rpartition(".")[2]
    return column in (term("initial_budget"), term("approved_initial")) or f".{term('initial')}." in f".{name}."


def _weighs_sums(figure: Figure) -> bool:
    """Return whether a figure is a sum, not a rate or a score."""
    operands = derive_balance([figure], [], None).operands
    return bool(operands) and all(operand.weight for operand in operands)


def format_asked(names: Iterable[str]) -> str:
    """Return the lines of control.yaml that ask for these totals; the source once."""
    head, *others = (f"  - {term('reference')}: {name}\n    {term('amount')}: {OPEN}\n" for name in names)
    return "".join((_WHY_ASKED, head, f"    {term('source')}: {OPEN}\n", *others))


_WHY_ASKED = "  # 年初预算没有别的数可对：从预算批复抄来，没有的删去\n"


def list_source_edits(manuscript: Manuscript, controls: Iterable[Entries]) -> Iterator[Edit]:
    """Yield the edits that leave out the source where it is that of the total before; it is asked for once a group."""
    said: str | None = None
    for item in controls:
        source = item.get(term("source"))
        if isinstance(source, Scalar):
            edit = manuscript.without_line(source) if said == source else None
            if edit is not None:
                yield edit
            said = str(source)


def list_remark_edits(manuscript: Manuscript, controls: Iterable[Entries], going: list[Entries]) -> Iterator[Edit]:
    """Yield the edits that take out a comment where all control totals go that it speaks of, up to the next comment."""
    groups: list[tuple[Edit | None, list[Entries]]] = []
    for item in controls:
        remark = manuscript.without_remarks(item)
        if remark is not None or not groups:
            groups.append((remark, []))
        groups[-1][1].append(item)
    for remark, items in groups:
        if remark is not None and all(item in going for item in items):
            yield remark
