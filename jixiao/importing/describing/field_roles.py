"""Roles that places have by where they stand: the total's row, the columns of indicators, a second score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from jixiao.importing.describing.found_fields import FoundColumn, FoundField
from jixiao.importing.describing.money_roles import part_of_year
from jixiao.importing.describing.proposals import ProposedField, ProposedPart
from jixiao.importing.describing.vocabulary import kind_words
from jixiao.importing.label_text import narrow
from jixiao.model.form_roles import REPEATED_ROLES, ROLES_OF_ROWS, FieldKind, Owner, Role
from jixiao.patterns import compile_late

_OF_EXECUTION = {
    FieldKind.PERCENT: Role.EXECUTION_RATE,
    FieldKind.POINTS: Role.EXECUTION_POINTS,
    FieldKind.SCORE: Role.EXECUTION_SCORE,
}
_TOTALS = (Role.TOTAL_POINTS, Role.TOTAL_SCORE, Role.REVIEWER_TOTAL)
_OF_INDICATORS = (Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.TARGET, Role.ACTUAL, Role.INDICATOR_POINTS)
_QUANTITIES = (Role.TARGET, Role.CHANGED_TARGET, Role.ACTUAL, Role.EXPECTED_ACTUAL)
_OF_TARGETS = (Role.SIGN, Role.MEASURE, Role.CHANGED_TARGET)
_TEXTS = (FieldKind.TEXT, FieldKind.TARGET, FieldKind.CODED_NAME)
_FEWEST, _SHORTEST = 2, 4
_WORDED = compile_late(r"[\w]")


def role_named(name: str) -> Role | None:
    """Return the role that bears a name, most of whose own is part of it or in which it ends; None for no role's."""
    exact = next((role for role in Role if role == name), None)
    held = [role for role in Role if len(role) > _SHORTEST and role[:-1] in name]
    ending = [role for role in Role if name.endswith(role)]
    return exact or max(held, key=len, default=None) or max(ending, key=len, default=None)


def give_roles(fields: Sequence[ProposedField], found: Sequence[FoundField]) -> Iterator[ProposedField]:
    """Yield the fields with the roles that their places give; a role that only one may have is the first one's."""
    seen: set[Role] = {
        one.guess.role for one in fields if one.guess.role is not None and one.guess.role not in REPEATED_ROLES
    }
    taken: set[Role] = set()
    with_budget = {place.table for one, place in zip(fields, found, strict=True) if one.guess.role in REPEATED_ROLES}
    for one, place in zip(fields, found, strict=True):
        role, owner = one.guess.role, one.guess.owner
        role = None if role in ROLES_OF_ROWS else role
        if role is None and place.above and place.row_in_table == 1 and place.table in with_budget:
            role = None if part_of_year(place.above[0]) else _free(_OF_EXECUTION.get(one.guess.kind), seen)
        elif role is None and not place.above and one.guess.kind is FieldKind.SCORE:
            role = _free(Role.TOTAL_SCORE, seen) or _free(Role.REVIEWER_TOTAL, seen)
            owner = Owner.OTHERS if role is Role.REVIEWER_TOTAL else owner
        if role is None and one.guess.kind is FieldKind.TEXT and _says_reason(place):
            role = Role.FORM_REASON
        if role in taken and role not in REPEATED_ROLES:
            role = None
        if role is not None:
            seen.add(role)
            taken.add(role)
        yield replace(one, guess=replace(one.guess, role=role, owner=owner))


def _says_reason(place: FoundField) -> bool:
    label = narrow((place.above or place.beside or ("",))[0])
    return any(word in label for word in kind_words()[Role.REASON])


def _free(role: Role | None, seen: set[Role]) -> Role | None:
    return None if role in seen else role


def keep_one_total(
    fields: Sequence[ProposedField], found: Sequence[FoundField], *, closings: Sequence[bool]
) -> Iterator[ProposedField]:
    """Yield the fields with the roles of the form's total at one row below a list: the last that some form closes with.

    ``closings`` are whether a field's row bears such a label; where none does, it is the last row.
    """
    rows: dict[tuple[int, Role], tuple[bool, int]] = {}
    for one, place, closing in zip(fields, found, closings, strict=True):
        if place.tail and one.guess.role in _TOTALS:
            column, said = (place.spot.block, one.guess.role), (closing, place.spot.row)
            rows[column] = max(rows.get(column, said), said)
    for one, place in zip(fields, found, strict=True):
        role = one.guess.role
        if place.tail and role in _TOTALS and rows[place.spot.block, role][1] != place.spot.row:
            yield replace(one, guess=replace(one.guess, role=None))
        else:
            yield one


def are_indicators(parts: Sequence[ProposedPart]) -> bool:
    """Return whether the columns of a list are those of indicators."""
    roles = {part.guess.role for part in parts}
    return len(roles & {*_OF_INDICATORS}) >= _FEWEST or {Role.INDICATOR_POINTS, Role.INDICATOR_SCORE} <= roles


def give_part_roles(
    parts: Sequence[ProposedPart], columns: Sequence[FoundColumn], *, is_indicators: bool
) -> list[ProposedPart]:
    """Return a list's columns with the roles that their places give, each once.

    ``columns`` are where they were found. An indicator's name stands behind its levels, its target behind the
    name, its actual behind that; a second score is somebody else's.
    """
    single = zip(_with_single_roles(parts), columns, strict=True)
    kept = [_without_sign(part, column.texts) for part, column in single]
    if not is_indicators:
        return _with_role(kept, Role.NAME, first=0)
    kept = give_roles_by_words(kept, columns, (Role.SIGN, Role.MEASURE, Role.REASON))
    if _begins_with_level(kept, columns):
        kept = _with_role(kept, Role.LEVEL1, first=0, last=0)
    second = next((n for n, part in enumerate(kept) if part.guess.role is Role.LEVEL2), 0)
    if second:
        kept = _with_role(kept, Role.LEVEL1, first=0, last=second - 1)
    last_level = max((n for n, part in enumerate(kept) if part.guess.role in (Role.LEVEL1, Role.LEVEL2)), default=-1)
    kept = _with_role(kept, Role.LEVEL3, first=last_level + 1)
    for before, role in ((Role.LEVEL3, Role.TARGET), (Role.TARGET, Role.ACTUAL)):
        at = next((n for n, part in enumerate(kept) if part.guess.role is before), len(kept))
        after = next((n for n in range(at + 1, len(kept)) if kept[n].guess.role not in _OF_TARGETS), len(kept))
        kept = _with_role(kept, role, first=after, last=after)
    return [_as_targets(part) for part in kept]


def give_roles_by_words(
    parts: Sequence[ProposedPart], columns: Sequence[FoundColumn], roles: Sequence[Role]
) -> list[ProposedPart]:
    """Return a list's columns with those of some roles that words of their headings tell, each once."""
    told, headings = list(parts), [narrow(column.above[0]) for column in columns]
    for role in roles:
        words = kind_words()[role]
        if any(part.guess.role is role for part in told):
            continue
        whole = role is Role.MEASURE  # 单位, and no 责任单位
        said = [any(heading == word if whole else word in heading for word in words) for heading in headings]
        fitting = [n for n, part in enumerate(told) if said[n] and _has_none(part)]
        for n in fitting[:1]:
            told[n] = replace(told[n], guess=replace(told[n].guess, role=role, question=""))
    return told


def _has_none(part: ProposedPart) -> bool:
    """Return whether a column of words has no role that a row of a list may have, and no form has it without one."""
    return (
        part.guess.role not in ROLES_OF_ROWS
        and part.guess.kind in (FieldKind.TEXT, FieldKind.TARGET)
        and not part.known
    )


def _without_sign(part: ProposedPart, texts: Sequence[str]) -> ProposedPart:
    """Return a column that is no sign of a target where only words stand in it."""
    written = [text for text in texts if text.strip()]
    if part.guess.role is Role.SIGN and written and all(map(_WORDED.search, written)):
        return replace(part, guess=replace(part.guess, role=None))
    return part


def _with_single_roles(parts: Sequence[ProposedPart]) -> list[ProposedPart]:
    seen: set[Role] = set()
    kept = []
    for part in parts:
        role, owner = part.guess.role, part.guess.owner
        role = role if role in ROLES_OF_ROWS else None
        if role is Role.INDICATOR_SCORE and role in seen and Role.REVIEWER_SCORE not in seen:
            role, owner = Role.REVIEWER_SCORE, Owner.OTHERS
        elif role in seen:
            role = None
        seen |= {role} if role is not None else set()
        kept.append(replace(part, guess=replace(part.guess, role=role, owner=owner)))
    return kept


def _as_targets(part: ProposedPart) -> ProposedPart:
    """Return a column of targets or actuals as one of quantities, which words are too."""
    is_one = part.guess.role in _QUANTITIES and part.guess.kind is FieldKind.TEXT and not part.known
    return replace(part, guess=replace(part.guess, kind=FieldKind.TARGET)) if is_one else part


def _begins_with_level(parts: Sequence[ProposedPart], columns: Sequence[FoundColumn]) -> bool:
    """Return whether the first of two columns of words goes on over several rows, and no column is a level.

    Of a blank form the second is empty, and the first one alone has words.
    """
    if len(parts) < _FEWEST or any(part.guess.role in (Role.LEVEL1, Role.LEVEL2, Role.LEVEL3) for part in parts):
        return False
    first, second = (column.texts for column in columns[:2])
    named, others = (sum(bool(text.strip()) for text in texts) for texts in (first, second))
    return bool(first[0].strip()) and named < (others or len(second))


def _with_role(parts: list[ProposedPart], role: Role, *, first: int, last: int | None = None) -> list[ProposedPart]:
    """Return the columns with a role that none has yet given to the first column of words in a stretch of them."""
    if any(part.guess.role is role for part in parts):
        return parts
    at = next(
        (
            n
            for n, part in enumerate(parts[: None if last is None else last + 1])
            if n >= first and part.guess.role is None and part.guess.kind in _TEXTS and not part.known
        ),
        None,
    )
    return [
        replace(part, guess=replace(part.guess, role=role, question="")) if n == at else part
        for n, part in enumerate(parts)
    ]
