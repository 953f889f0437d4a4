"""The fields and lists of a form as they might be described: path, kind, role, and what is unsure of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.glossary import term
from jixiao.importing.describing.field_kinds import FieldGuess, guess_field
from jixiao.importing.describing.field_paths import join_steps, number_repeated, step_of
from jixiao.importing.describing.field_roles import (
    are_indicators,
    give_part_roles,
    give_roles,
    role_named,
    tell_budgets_apart,
)
from jixiao.importing.describing.found_fields import FoundColumn, FoundField, FoundForm, FoundList
from jixiao.importing.describing.proposals import ProposedField, ProposedForm, ProposedList, ProposedPart, is_given
from jixiao.importing.describing.vocabulary import (
    ListName,
    Meaning,
    Meanings,
    Vocabulary,
    find_counted,
    is_exact,
    look_up,
    spellings,
)
from jixiao.model.form_roles import REPEATED_ROLES, FieldKind, ListRole, Presence, Role
from jixiao.patterns import compile_late

_OF_TOTAL = {
    Role.INDICATOR_POINTS: Role.TOTAL_POINTS,
    Role.INDICATOR_SCORE: Role.TOTAL_SCORE,
    Role.REVIEWER_SCORE: Role.REVIEWER_TOTAL,
}
_MOST_FILLED = 0.5
_ONCE_A_TABLE = (FieldKind.POINTS, FieldKind.SCORE)
_WEIGHT = compile_late(r"(\w.*?)\s*[(（]\s*([0-9]+(?:\.[0-9]+)?)\s*分\s*[)）]\s*", re.DOTALL)


def propose_form(found: FoundForm, vocabulary: Vocabulary, year: int | None) -> ProposedForm:
    """Return a form's fields and lists with paths of their own."""
    namer = _Namer(vocabulary, year)
    lists = namer.lists(found.lists)
    kept = [
        one
        for one in found.fields
        if not _stays_empty(one, found.fields, vocabulary, year) and not namer.has_no_sum(one)
    ]
    namer.weigh_claims(kept)
    fields = _with_presence([namer.field(one) for one in kept], kept)
    taken = [one.name.path for one in lists]
    paths = number_repeated([*taken, *(one.path for one in fields)])[len(taken) :]
    numbered = [_numbered(one, path, changed=changed) for one, (path, changed) in zip(fields, paths, strict=True)]
    told = list(tell_budgets_apart(numbered, kept))
    return ProposedForm(tuple(give_roles(told, kept)), tuple(lists))


def _with_presence(fields: list[ProposedField], found: Sequence[FoundField]) -> list[ProposedField]:
    """Return the fields of a form, of a filled one with those that may stay empty as the unit has left them."""
    texts = [one.text[one.start : one.end] if one.inline else one.text for one in found]
    if sum(bool(text.strip()) for text in texts) < _MOST_FILLED * len(texts):
        return fields
    return [
        replace(one, guess=replace(one.guess, presence=_when_empty(one.guess))) if not text.strip() else one
        for one, text in zip(fields, texts, strict=True)
    ]


def _when_empty(guess: FieldGuess) -> Presence:
    if guess.presence is not Presence.REQUIRED:
        return guess.presence
    return Presence.ZERO if guess.kind is FieldKind.AMOUNT else Presence.OPTIONAL


def _numbered(one: ProposedField, path: str, *, changed: bool) -> ProposedField:
    if not changed or is_given(one.path):
        return one
    return replace(one, path=path, guess=replace(one.guess, question=f"“{one.path}”有几处，各叫什么"))


def _stays_empty(one: FoundField, all_: Sequence[FoundField], vocabulary: Vocabulary, year: int | None) -> bool:
    """Return whether an empty cell under a heading is none to fill in: points and scores stand in the total's row."""
    if one.text.strip() or not one.above or one.tail or one.row_in_table <= 1:
        return False
    meaning = look_up(vocabulary.above, one.above[0], year)
    guess = guess_field(one.above[0], [], meaning)
    column = [
        other.text
        for other in all_
        if other.spot.block == one.spot.block and other.above == one.above and other.group == one.group
    ]
    if guess.kind in _ONCE_A_TABLE:
        return True
    return guess.kind is FieldKind.PERCENT and bool(column[0].strip()) and not any(text.strip() for text in column[1:])


class _Namer(Struct):
    """Names fields by the words round them."""

    vocabulary: Vocabulary
    year: int | None
    columns: dict[tuple[int, str], ProposedPart] = field(default_factory=dict)
    claims: dict[tuple[tuple[int, int], Role | None], set[str]] = field(default_factory=dict)

    def weigh_claims(self, found: Sequence[FoundField]) -> None:
        """Take note of the headings of one table that by their likeness to others would all have one role."""
        for one in found:
            meaning = look_up(self.vocabulary.above, one.above[0], self.year) if one.above else None
            if meaning is not None and meaning.role is not None:
                self.claims.setdefault((one.table, meaning.role), set()).add(one.above[0])

    def _step(self, label: str) -> str:
        return step_of(label, self.year)

    def _group(self, label: str) -> str:
        """Return what most forms call the values beside a label of several rows, else the label itself."""
        groups = self.vocabulary.groups
        counted = next((groups[key] for key in spellings(label, self.year) if key in groups), None)
        return counted.most_common(1)[0][0] if counted else self._step(label) if label else ""

    def _name(self, meanings: Meanings, label: str, meaning: Meaning) -> str:
        """Return the label's own name where some form uses it, or none has the label; else the most usual one."""
        own, counted = self._step(label), find_counted(meanings, label, self.year) or ()
        return (
            own if not is_exact(meanings, label, self.year) or any(one.name == own for one in counted) else meaning.name
        )

    def _named_role(self, guess: FieldGuess, label: str, meanings: Meanings) -> FieldGuess:
        """Return a guess with the role that bears the label's own name, where no form has the label."""
        role = None if is_exact(meanings, label, self.year) else role_named(self._step(label))
        return replace(guess, role=role) if role is not None else guess

    # fields

    def has_no_sum(self, one: FoundField) -> bool:
        """Return whether an empty cell in the row of a list's total is under a column that nobody adds up."""
        part = self.columns.get((one.spot.block, one.above[0])) if one.tail and one.above else None
        if part is None or one.text.strip():
            return False
        return part.guess.kind not in _ONCE_A_TABLE and part.guess.role is not Role.REASON

    def field(self, one: FoundField) -> ProposedField:
        """Return a found field with its path and what it is."""
        part = self.columns.get((one.spot.block, one.above[0])) if one.tail and one.above else None
        if part is not None:
            row = [self._step(label) for label in one.beside[:1]]
            path, guess = join_steps(*row, part.name), _of_total(part.guess, one.text)
        else:
            path, guess = self._headed(one) if one.above else self._labelled(one)
        guess = replace(guess, question="") if is_given(path) else guess
        return ProposedField(one.spot, path, guess, start=one.start, end=one.end, inline=one.inline)

    def _headed(self, one: FoundField) -> tuple[str, FieldGuess]:
        meaning = self._meaning_under(one)
        heading = self._step(one.above[0])
        between = [self._step(label) for label in one.above[1:2]]
        row = [self._step(label) for label in one.beside[:1]]
        group = self._group(one.group)
        beside = FieldKind.AMOUNT if self._is_of_money(one) else None
        guess = guess_field(one.above[0], [one.text], meaning, wide=one.wide, beside=beside)
        if guess.kind is FieldKind.TEXT and guess.role is None:
            guess = self._named_role(guess, one.above[0], self.vocabulary.above)
        if not one.beside and not one.group and meaning is None:
            return join_steps(*between, heading), guess
        return join_steps(group, *row, *between, heading), guess

    def _is_of_money(self, one: FoundField) -> bool:
        """Return whether the label of a table's rows says what money is in, or a heading of it has a role of money."""
        by_role = any(table == one.table and role in REPEATED_ROLES for table, role in self.claims)
        return by_role or guess_field(one.group, [], None).kind is FieldKind.AMOUNT

    def _meaning_under(self, one: FoundField) -> Meaning | None:
        """Return what sets mean by a value under a heading in a row; a role of the total is only the first row's."""
        pair = self._pair(one)
        if pair is not None:
            return pair
        is_first = one.row_in_table <= 1
        meaning = look_up(self.vocabulary.above, one.above[0], self.year, of_total=is_first)
        if meaning is not None and not is_exact(self.vocabulary.above, one.above[0], self.year):
            rivals = self.claims.get((one.table, meaning.role), set())
            meaning = replace(meaning, role=None) if len(rivals) > 1 else meaning
        if meaning is None or self._is_part(one) or not (is_first or meaning.role in REPEATED_ROLES):
            return meaning and replace(meaning, role=None)
        return meaning

    def _is_part(self, one: FoundField) -> bool:
        """Return whether forms have the row, and none of its values a role: it is part of another row."""
        keys = spellings(one.beside[0], self.year) if one.beside else ()
        known = next((self.vocabulary.roles[key] for key in keys if key in self.vocabulary.roles), None)
        return known == {None}

    def _pair(self, one: FoundField) -> Meaning | None:
        for label in one.beside[:1]:
            for row in spellings(label, self.year):
                for above in spellings(one.above[0], self.year):
                    if (row, above) in self.vocabulary.pairs:
                        return self.vocabulary.pairs[row, above].most_common(1)[0][0]
        return None

    def _labelled(self, one: FoundField) -> tuple[str, FieldGuess]:
        label = one.beside[0] if one.beside else ""
        meaning = look_up(self.vocabulary.beside, label, self.year)
        value = one.text[one.start : one.end] if one.inline else one.text
        guess = guess_field(f"{label}({one.unit})" if one.unit else label, [value], meaning, wide=one.wide)
        if meaning is not None and is_exact(self.vocabulary.beside, label, self.year):
            return self._name(self.vocabulary.beside, label, meaning), guess
        guess = self._named_role(guess, label, self.vocabulary.beside)
        return join_steps(self._group(one.group), self._step(label)), guess

    # lists

    def lists(self, found: Sequence[FoundList]) -> list[ProposedList]:
        """Return the lists with their parts, those that have any; several of one name are told apart by labels."""
        proposed = [self._list(one) for one in found if one.columns]
        names = [one.name.path for one in proposed]
        again = [
            replace(one, name=replace(one.name, path=self._step(one.found.group)))
            if names.count(one.name.path) > 1 and one.found.group
            else one
            for one in proposed
        ]
        paths = number_repeated(one.name.path for one in again)
        return [
            replace(one, name=replace(one.name, path=path), question="几个列表同名，各叫什么" if changed else "")
            for one, (path, changed) in zip(again, paths, strict=True)
        ]

    def _list(self, found: FoundList) -> ProposedList:
        parts = self._told_apart([self._part(column, within=found.within) for column in found.columns], found)
        names = number_repeated(part.name for part in parts)
        numbered = [
            replace(part, name=name, guess=replace(part.guess, question="这一栏叫什么") if changed else part.guess)
            for part, (name, changed) in zip(parts, names, strict=True)
        ]
        name = self._list_name(found, is_indicators=are_indicators(numbered))
        columns = [column.texts for column in found.columns]
        single = give_part_roles(numbered, columns, is_indicators=name.role is ListRole.INDICATORS)
        for column, part in zip(found.columns, single, strict=True):
            self.columns[found.spot.block, column.above[0]] = part
        return ProposedList(found, name, tuple(single), _weights(found, single))

    def _told_apart(self, parts: list[ProposedPart], found: FoundList) -> list[ProposedPart]:
        """Return columns under headings that come several times with what the headings over these make of them."""
        names = [part.name for part in parts]
        told = []
        for number, (part, column) in enumerate(zip(parts, found.columns, strict=True)):
            if names.count(part.name) == 1 or len(column.above) == 1:
                told.append(part)
                continue
            over = look_up(self.vocabulary.parts, column.above[1], self.year)
            if over is not None and part.guess.kind is over.kind:
                guess = guess_field(column.above[1], column.texts, over, wide=True)
                told.append(ProposedPart(part.number, self._step(column.above[1]), guess))
            else:
                role = None if part.name in names[number + 1 :] else part.guess.role
                name = f"{self._step(column.above[1])}{part.name}"
                told.append(replace(part, name=name, guess=replace(part.guess, role=role)))
        return told

    def _part(self, column: FoundColumn, *, within: bool) -> ProposedPart:
        heading = column.above[0]
        written = [text for text in column.texts if text.strip()]
        meanings = self.vocabulary.above if within else self.vocabulary.parts
        meaning = look_up(meanings, heading, self.year, written)
        guess = self._named_role(guess_field(heading, column.texts, meaning, wide=True), heading, meanings)
        if meaning is not None and not within:
            known = is_exact(meanings, heading, self.year)
            return ProposedPart(column.number, self._name(meanings, heading, meaning), guess, known=known)
        over = [self._step(label) for label in column.above[1:2]]
        return ProposedPart(column.number, join_steps(*over, self._step(heading)), guess)

    def _list_name(self, found: FoundList, *, is_indicators: bool) -> ListName:
        keys = spellings(found.group, self.year) if found.group else ()
        known = next((self.vocabulary.lists[key] for key in keys if key in self.vocabulary.lists), None)
        if known is not None and not found.within:
            return known.most_common(1)[0][0]
        if found.within:
            return ListName(f"{self._step(found.group)}{term('project_lines')}", ListRole.OTHER)
        if is_indicators:
            return ListName(ListRole.INDICATORS, ListRole.INDICATORS)
        return ListName(self._step(found.group or found.columns[0].above[0]), ListRole.OTHER)


def _of_total(guess: FieldGuess, text: str) -> FieldGuess:
    """Return what a column of a list is in the row of its total."""
    presence = guess.presence if text.strip() else Presence.OPTIONAL
    return replace(guess, role=_OF_TOTAL.get(guess.role) if guess.role else None, presence=presence)


def _weights(found: FoundList, parts: Sequence[ProposedPart]) -> tuple[tuple[str, str], ...]:
    levels = {part.number for part in parts if part.guess.role is Role.LEVEL1}
    texts = [text for column in found.columns if column.number in levels for text in column.texts]
    matches = [match for text in texts if (match := _WEIGHT.fullmatch(text))]
    return tuple(dict.fromkeys((re.sub(r"\s", "", match[1]), match[2]) for match in matches))
