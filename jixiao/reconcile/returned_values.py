"""Values that were changed by hand: which line of data each belongs to, or why it belongs to none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from jixiao.figures import Figure
from jixiao.findings import Finding, Place, quoted
from jixiao.glossary import term
from jixiao.lineage import formula_words
from jixiao.reconcile.comparison import ReturnComparison, ReturnedReading
from jixiao.reconcile.edits import Edits, ReturnedEdit, Target
from jixiao.reconcile.expected import Expected
from jixiao.reconcile.source_index import Ground, is_plain, same, typed
from jixiao.render.printing import Print
from jixiao.source.nodes import Scalar

_MOST_LEAVES = 8


class _Computed(Struct, frozen=True):
    """A changed value that is computed, by mark."""

    mark: str


class _There(Struct, frozen=True):
    """So many changes that the data have already."""

    count: int


_Outcome = ReturnedEdit | Finding | _Computed | _There


class _Edit(Struct, frozen=True):
    """A value that was changed: what was printed, and what was read."""

    mark: str
    print: Print
    old: str
    reading: ReturnedReading

    @property
    def new(self) -> str:
        return self.reading.text

    @property
    def stale(self) -> bool:
        """Whether the data say something else by now than what was printed."""
        return not same(self.old, self.print.printed)


def list_value_edits(
    expected: Expected, comparison: ReturnComparison, ground: Ground, printed: Mapping[str, str]
) -> Edits:
    """Return what becomes of the values that were changed; ``printed`` is what was printed at the time, by mark."""
    found = list(_outcomes(expected, comparison, ground, printed))
    return Edits(
        changes=tuple(one for one in found if isinstance(one, ReturnedEdit)),
        findings=tuple(one for one in found if isinstance(one, Finding)),
        computed=tuple(one.mark for one in found if isinstance(one, _Computed)),
        there_already=sum(one.count for one in found if isinstance(one, _There)),
    )


def _outcomes(
    expected: Expected, comparison: ReturnComparison, ground: Ground, printed: Mapping[str, str]
) -> Iterator[_Outcome]:
    by_scalar: dict[Place, list[_Edit]] = {}
    elsewhere: dict[Place, list[str]] = {}
    for mark, one in expected.prints.items():
        scalar, reading = ground.scalar_of(one), comparison.readings.get(mark)
        if reading is None:
            if scalar is not None:
                elsewhere.setdefault(scalar.place, []).append(one.spoken)
            continue
        edit = _Edit(mark, one, printed.get(mark, one.printed), reading)
        if scalar is not None:
            by_scalar.setdefault(scalar.place, []).append(edit)
        elif not same(edit.old, edit.new):
            yield _not_entered(edit, ground)
    for place, edits in by_scalar.items():
        yield from _of_one_scalar(ground.scalars[place], edits, elsewhere.get(place, []))


def _not_entered(edit: _Edit, ground: Ground) -> _Outcome:
    place = ground.place(edit.print)
    if same(edit.new, edit.print.printed):
        return _There(1)
    if place is None and isinstance(edit.print.value, Figure):
        return _Computed(edit.mark)
    return _finding(
        "H010",
        place=place or Place(ground.folder),
        found=f"{_changed(edit)}，它不是本年度数据里填的值",
        expected="由程序或表单集给出" if place is None else f"取自 {place}",
        remedy="确要改的，在那里改。",
        edits=[edit],
    )


def _of_one_scalar(scalar: Scalar, edits: list[_Edit], elsewhere: list[str]) -> Iterator[_Outcome]:
    """Yield what becomes of all that was printed from one scalar: it is changed only if all its prints agree."""
    changed = [one for one in edits if not same(one.old, one.new)]
    if all(_says(one, scalar) for one in changed):
        yield _There(len(changed))
        return
    if any(one.stale for one in changed):
        yield _outdated(scalar, changed)
        return
    plain = [one for one in changed if is_plain(one.print, scalar)]
    left = [one for one in edits if one not in changed and is_plain(one.print, scalar)]
    words = {typed(one.print, scalar, one.new) for one in plain}
    if not plain:
        yield _reworded(scalar, changed)
    elif unreadable := [one for one in plain if typed(one.print, scalar, one.new)[0] is None]:
        yield _unreadable(scalar, unreadable)
    elif left or len({value for value, _ in words}) > 1:
        yield _disagreeing(scalar, changed, left)
    else:
        value, note = sorted(words, key=lambda pair: pair[1])[-1]
        notes = [note] * bool(note) + [f"还印在 {'、'.join(elsewhere)}，会一起变"] * bool(elsewhere)
        yield _change(scalar, edits=edits, changed=changed, value=value or "", notes=notes)


def _change(scalar: Scalar, edits: list[_Edit], changed: list[_Edit], value: str, notes: list[str]) -> ReturnedEdit:
    first = changed[0]
    if not all(one.reading.by_mark for one in changed):
        notes.append("书签已丢失，按所在位置对上")
    filed = first.print.override
    if filed is not None and same(value, first.print.implied):
        notes.append(f"与数据算出的相同，写入后可删去 {term('overrides')} 里的这一条")
    return ReturnedEdit(
        Target.VALUE if filed is None else Target.FILED,
        place=scalar.place,
        subject=first.print.path,
        old=first.old,
        new=value,
        printed=tuple(one.print.spoken for one in changed),
        authors=_authors(changed),
        note="；".join(notes),
        value=value,
        marks=tuple(one.mark for one in edits),
    )


def _authors(edits: Iterable[_Edit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(author for one in edits for author in one.reading.authors))


# what cannot be written


def _says(edit: _Edit, scalar: Scalar) -> bool:
    """Return whether what was typed is what the data say."""
    value, _ = typed(edit.print, scalar, edit.new)
    return same(edit.new, edit.print.printed) or (value is not None and same(value, scalar))


def _outdated(scalar: Scalar, changed: list[_Edit]) -> Finding:
    first = changed[0]
    found = f"{_changed(first)}，而数据在成册之后已改为{quoted(first.print.printed)}"
    remedy = "核对哪一个是对的；返回件对的，在数据里改。"
    return _finding(
        "H004", place=scalar.place, found=found, expected="成册之后没有改过的数据", remedy=remedy, edits=changed
    )


def _reworded(scalar: Scalar, changed: list[_Edit]) -> Finding:
    found = f"{_changed(changed[0])}，印的是加工过的“{scalar.path}”"
    remedy = "按改动的意思，在数据里改原来的值。"
    return _finding(
        "H010", place=scalar.place, found=found, expected=f"数据里填的是{quoted(scalar)}", remedy=remedy, edits=changed
    )


def _unreadable(scalar: Scalar, unreadable: list[_Edit]) -> Finding:
    is_number = isinstance(unreadable[0].print.value, Figure)
    expected = "只有数字（和小数点）" if is_number else "年-月-日，如 2024-06-27"
    remedy = "核对后在数据里改；单位、说明不写进这个值。"
    return _finding(
        "H009", place=scalar.place, found=_changed(unreadable[0]), expected=expected, remedy=remedy, edits=unreadable
    )


def _disagreeing(scalar: Scalar, changed: list[_Edit], left: list[_Edit]) -> Finding:
    ways = dict.fromkeys(one.new for one in changed)
    found = f"“{changed[0].print.path}”原为{quoted(changed[0].old)}，"
    if len(ways) > 1:
        found += f"几处改得不同：{'、'.join(f'{quoted(one.new)}（{one.print.spoken}）' for one in changed)}"
    else:
        found += f"{'、'.join(one.print.spoken for one in changed)}改为{quoted(changed[0].new)}"
    if left:
        found += f"，{'、'.join(one.print.spoken for one in left)}没有改"
    remedy = "核对哪一个是对的，在数据里改；各处都会跟着变。"
    return _finding("H003", place=scalar.place, found=found, expected="同一个值各处一致", remedy=remedy, edits=changed)


def computed_finding(one: Print, old: str, new: str, now: str, place: Place) -> Finding:
    """Return the finding on a computed value that was changed by hand; ``now`` is what the data give."""
    figure = one.value
    assert isinstance(figure, Figure)  # noqa: S101 - nothing else is computed
    leaves = list(figure.leaves())
    shown = "、".join(f"{leaf.path}（{leaf.origin}）" for leaf in leaves[:_MOST_LEAVES])
    more = f"等 {len(leaves)} 个" if len(leaves) > _MOST_LEAVES else ""
    return Finding(
        "H001",
        place=leaves[0].origin if leaves and isinstance(leaves[0].origin, Place) else place,
        found=f"“{one.path}”由{quoted(old)}改为{quoted(new)}，它是算出来的（{formula_words(figure.source)}），不能直接改",
        expected=f"数据算出 {now}",
        remedy=f"要改的是填报的数：{shown}{more}。" if leaves else "核对表单集的规定。",
        subject=one.path,
        seen=(old, new),
        printed=(one.spoken,),
    )


def _finding(code: str, place: Place, found: str, expected: str, remedy: str, edits: Sequence[_Edit]) -> Finding:
    return Finding(
        code,
        place=place,
        found=found,
        expected=expected,
        remedy=remedy,
        subject=edits[0].print.path,
        seen=tuple(dict.fromkeys(words for one in edits for words in (one.old, one.new))),
        printed=tuple(one.print.spoken for one in edits),
    )


def _changed(edit: _Edit) -> str:
    by = f"（{'、'.join(edit.reading.authors)}修订）" if edit.reading.authors else ""
    return f"“{edit.print.path}”由{quoted(edit.old)}改为{quoted(edit.new)}{by}"
