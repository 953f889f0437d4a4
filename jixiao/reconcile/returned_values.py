"""Values that were changed by hand: which line of data each belongs to, or why it belongs to none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from jixiao.figures import Figure, Text
from jixiao.findings import Finding, Place, quoted
from jixiao.glossary import term
from jixiao.lineage import derivation_words, formula_words
from jixiao.model.groups_of_nothing import NONE_AT_ALL
from jixiao.reconcile.comparison import ReturnComparison, ReturnedReading
from jixiao.reconcile.edits import Edits, ReturnedEdit, Target
from jixiao.reconcile.expected import Expected
from jixiao.reconcile.source_index import SourceIndex, data_words, find_entry, is_open, is_plain, same
from jixiao.render.printing import Print
from jixiao.source.nodes import Drawn, Scalar

_MOST_LEAVES = 8
_NOTHING = (*NONE_AT_ALL, "-", "--", "—", "——", "－", "/", "\\")


class _Computed(Struct, frozen=True):
    """A changed value that is computed, by mark."""

    mark: str


class _There(Struct, frozen=True):
    """So many changes that the data have already."""

    count: int


# The place of a scalar, and the path of the one value: a word may stand for several.
_Key = tuple[Place, str]
_Outcome = ReturnedEdit | Finding | _Computed | _There


class _Edit(Struct, frozen=True):
    """A value that was changed: what was printed, and what was read."""

    print: Print
    old: str
    reading: ReturnedReading

    @property
    def new(self) -> str:
        return self.reading.text

    @property
    def changed(self) -> bool:
        return not same(self.old, self.new)

    @property
    def stale(self) -> bool:
        """Whether the data say something else by now than what was printed."""
        return not same(self.old, self.print.printed)

    def __str__(self) -> str:
        by = f"（{'、'.join(self.reading.authors)}修订）" if self.reading.authors else ""
        return f"“{self.print.path}”由{quoted(self.old)}改为{quoted(self.new)}{by}"


def list_value_edits(
    expected: Expected, comparison: ReturnComparison, index: SourceIndex, printed: Mapping[str, str]
) -> Edits:
    """Return what becomes of the values that were changed; ``printed`` is what was printed at the time, by mark."""
    found = list(_outcomes(expected, comparison, index, printed))
    return Edits(
        changes=tuple(one for one in found if isinstance(one, ReturnedEdit)),
        findings=tuple(one for one in found if isinstance(one, Finding)),
        computed=tuple(one.mark for one in found if isinstance(one, _Computed)),
        there_already=sum(one.count for one in found if isinstance(one, _There)),
    )


def _outcomes(
    expected: Expected, comparison: ReturnComparison, index: SourceIndex, printed: Mapping[str, str]
) -> Iterator[_Outcome]:
    entries: dict[_Key, Scalar] = {}
    by_entry: dict[_Key, list[_Edit]] = {}
    elsewhere: dict[_Key, list[str]] = {}
    blank: dict[str, list[_Edit]] = {}
    for mark, one in expected.prints.items():
        scalar, reading = index.entry_of(one), comparison.readings.get(mark)
        key = None if scalar is None else (scalar.place, scalar.path)
        if reading is None:
            if key is not None:
                elsewhere.setdefault(key, []).append(one.spoken)
            continue
        edit = _Edit(one, printed.get(mark, one.printed), replace(reading, text=index.typed_as(one, reading.text)))
        if scalar is not None and key is not None:
            entries[key] = scalar
            by_entry.setdefault(key, []).append(edit)
        elif index.mapping_for(one) is not None:
            blank.setdefault(one.path, []).append(edit)
        elif edit.changed:
            yield _not_entered(edit, index)
    yield from (_added(edits, index) for edits in blank.values() if any(edit.changed for edit in edits))
    printed_at = {place for place, _ in (*by_entry, *elsewhere)}
    for key, edits in by_entry.items():
        scalar = entries[key]
        for outcome in _of_one_scalar(scalar, edits, elsewhere.get(key, [])):
            if isinstance(outcome, ReturnedEdit):
                siblings = index.list_siblings(edits[0].print)
                yield replace(outcome, repeated=index.list_merged_below(scalar, printed_at), siblings=siblings)
            else:
                yield outcome


def _not_entered(edit: _Edit, index: SourceIndex) -> _Outcome:
    place = find_entry(edit.print)
    if same(edit.new, edit.print.printed):
        return _There(1)
    if place is None and isinstance(edit.print.value, Figure):
        return _Computed(edit.print.mark)
    if place is None and isinstance(edit.print.value, Text) and (how := derivation_words(edit.print.value)):
        why = f"没有填，由程序推出：{how}", _overruled(edit.print.value, edit.new)
        return _finding("H010", edit.print.value.place, [edit], f"{edit}，它是由程序推出的", why=why)
    found = f"{edit}，它不是本年度数据里填的值"
    expected = "由程序或表单集给出" if place is None else f"取自 {place}"
    return _finding("H010", place or Place(index.folder), [edit], found, why=(expected, "确要改的，在那里改。"))


def _added(edits: list[_Edit], index: SourceIndex) -> _Outcome:
    """Return what becomes of a value that was left blank and is filled in by hand: a new key, if all its prints agree.

    What the data do not allow there, trying shows.
    """
    first, left = next(one for one in edits if one.changed), [one for one in edits if not one.changed]
    mapping = index.mapping_for(first.print)
    assert mapping is not None  # noqa: S101 - by this they were found
    value, note = data_words(first.print, None, first.new)
    if value is None:
        why = _readable(first.print), _retype(first, "填")
        return _finding("H009", mapping.place, [first], str(first), why=why)
    if left or len({one.new for one in edits}) > 1:
        why = "同一个值各处一致", "核对哪一个是对的，在数据里填；各处都会跟着变。"
        return _finding("H003", mapping.place, edits, _disagreement(edits, left), why=why)
    edit = _change(Scalar("", mapping.place, first.print.path), edits, value, [note] * bool(note))
    return replace(edit, key=first.print.path.rpartition(".")[2])


def _overruled(value: Figure | Text, new: str) -> str:
    """Return how a value that was left out and follows from the rest is overruled."""
    return f"要另写的，在这一项里填上“{value.path.rpartition('.')[2]}: {new}”，再运行 make check。"


def _of_one_scalar(scalar: Scalar, edits: list[_Edit], elsewhere: list[str]) -> Iterator[_Outcome]:
    """Yield what becomes of all that was printed from one scalar: it is changed only if all its prints agree."""
    changed = [one for one in edits if one.changed]
    words = {one.print.mark: data_words(one.print, scalar, one.new) for one in changed}
    plain = [one for one in changed if is_plain(one.print, scalar)]
    left = [one for one in edits if not one.changed and is_plain(one.print, scalar) and not is_open(scalar)]
    if all(_stands_there(one, scalar, words[one.print.mark][0]) for one in changed):
        yield _There(len(changed))
    elif any(one.stale for one in changed):
        found = f"{changed[0]}，而数据在成册之后已改为{quoted(changed[0].print.printed)}"
        remedy = "核对哪一个是对的；返回件对的，在数据里改。"
        yield _finding("H004", scalar.place, changed, found, why=("成册之后没有改过的数据", remedy))
    elif not plain:
        found = f"{changed[0]}，印的是加工过的“{scalar.path}”"
        why = f"数据里填的是{quoted(scalar)}", "按改动的意思，在数据里改原来的值。"
        yield _finding("H010", scalar.place, changed, found, why=why)
    elif unreadable := [one for one in plain if words[one.print.mark][0] is None]:
        why = _readable(unreadable[0].print), _retype(unreadable[0], "改")
        yield _finding("H009", scalar.place, unreadable, str(unreadable[0]), why=why)
    elif left or len({words[one.print.mark][0] for one in plain}) > 1:
        why = "同一个值各处一致", "核对哪一个是对的，在数据里改；各处都会跟着变。"
        yield _finding("H003", scalar.place, changed, _disagreement(changed, left), why=why)
    else:
        value, note = max((words[one.print.mark] for one in plain), key=lambda pair: pair[1])
        notes = [note] * bool(note) + [f"还印在 {'、'.join(elsewhere)}，会一起变"] * bool(elsewhere)
        yield _change(scalar, edits, value or "", notes)


def _readable(printed: Print) -> str:
    """Return what could be typed in place of a value."""
    if isinstance(printed.value, Figure):
        return "只有数字（和小数点）"
    if isinstance(printed.value, Text):
        return f"写法与{quoted(printed.printed)}一样，勾选的只勾一个"
    return "年-月-日，如 2024-06-27"


def _retype(edit: _Edit, verb: str) -> str:
    """Return the remedy for words that are no value: of an amount, what nothing is typed as."""
    if isinstance(edit.print.value, Figure) and edit.new.strip(" 。") in _NOTHING:
        return f"没有发生的填 0，不知道的填 待填，在返回件或数据里{verb}。"
    return f"核对后在数据里{verb}；单位、说明不写进这个值。"


def _stands_there(edit: _Edit, scalar: Scalar, value: str | None) -> bool:
    """Return whether what was typed is what the data say."""
    return same(edit.new, edit.print.printed) or (value is not None and same(value, scalar))


def _change(scalar: Scalar, edits: list[_Edit], value: str, notes: list[str]) -> ReturnedEdit:
    changed = [one for one in edits if one.changed]
    first = changed[0]
    if not all(one.reading.by_mark for one in changed):
        notes.append("没有书签，按所在位置和前后的字对上")
    if isinstance(scalar, Drawn):
        notes.append(f"原来取自 {scalar.cell}，写入后改为直接填数")
    filed = first.print.override
    if filed is not None and same(value, first.print.implied):
        notes.append(f"与数据算出的相同，写入后可删去 {term('overrides')} 里的这一条")
    return ReturnedEdit(
        Target.VALUE if filed is None else Target.FILED,
        place=scalar.place,
        subject=first.print.path,
        old=first.old,
        new=value,
        printed=_spoken(changed),
        authors=tuple(dict.fromkeys(author for one in changed for author in one.reading.authors)),
        note="；".join(notes),
        value=value,
        marks=tuple(one.print.mark for one in (changed if is_open(scalar) else edits)),
    )


def _disagreement(changed: list[_Edit], left: list[_Edit]) -> str:
    found = f"“{changed[0].print.path}”原为{quoted(changed[0].old)}，"
    if len({one.new for one in changed}) > 1:
        found += f"几处改得不同：{'、'.join(f'{quoted(one.new)}（{one.print.spoken}）' for one in changed)}"
    else:
        found += f"{'、'.join(_spoken(changed))}改为{quoted(changed[0].new)}"
    return f"{found}，{'、'.join(_spoken(left))}没有改" if left else found


def _spoken(edits: Iterable[_Edit]) -> tuple[str, ...]:
    """Return the places on paper, with the cell of a workbook that came back."""
    return tuple(f"{one.print.spoken}{one.reading.cell and f'（{one.reading.cell}）'}" for one in edits)


def _finding(code: str, place: Place, edits: Sequence[_Edit], found: str, *, why: tuple[str, str]) -> Finding:
    """Return the finding on values that cannot be written; ``why`` is what was expected, and the remedy."""
    expected, remedy = why
    seen = tuple(dict.fromkeys(words for one in edits for words in (one.old, one.new)))
    return Finding(
        code,
        place=place,
        found=found,
        expected=expected,
        remedy=remedy,
        subject=edits[0].print.path,
        seen=seen,
        printed=_spoken(edits),
    )


def judge_computed(one: Print, *, old: str, new: str, now: str) -> Finding:
    """Return the finding on a computed value that was changed by hand; ``now`` is what the data give."""
    figure = one.value
    assert isinstance(figure, Figure)  # noqa: S101 - nothing else is computed
    leaves = list(figure.leaves())
    shown = "、".join(f"{leaf.path}（{leaf.origin}）" for leaf in leaves[:_MOST_LEAVES])
    more = f"等 {len(leaves)} 个" if len(leaves) > _MOST_LEAVES else ""
    remedy = f"要改的是填报的数：{shown}{more}。" if leaves else "核对表单集的规定。"
    if derivation_words(figure):
        remedy = f"要改的是完成值；{_overruled(figure, new)}"
    return Finding(
        "H001",
        place=leaves[0].origin if leaves and isinstance(leaves[0].origin, Place) else Place(one.where),
        found=f"“{one.path}”由{quoted(old)}改为{quoted(new)}，它是算出来的（{formula_words(figure.source)}），不能直接改",
        expected=f"数据算出 {now}",
        remedy=remedy,
        subject=one.path,
        seen=(old, new),
        printed=(one.spoken,),
    )
