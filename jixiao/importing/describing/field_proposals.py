"""The fields and lists of a form as they might be described: path, kind, role, and what is unsure of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import field
from msgspec.structs import replace

from jixiao.glossary import term
from jixiao.importing.describing.field_kinds import FieldGuess, guess_field
from jixiao.importing.describing.field_paths import join_steps, number_repeated
from jixiao.importing.describing.field_roles import (
    give_roles,
    keep_one_total,
)
from jixiao.importing.describing.formula_proposals import propose_formulas
from jixiao.importing.describing.found_fields import FoundField, FoundForm
from jixiao.importing.describing.list_proposals import Namer, propose_lists
from jixiao.importing.describing.money_roles import tell_money_apart
from jixiao.importing.describing.proposals import ProposedField, ProposedForm, ProposedFormula, ProposedPart, is_given
from jixiao.importing.describing.row_totals import says_total
from jixiao.importing.describing.vocabulary import (
    Meaning,
    Vocabulary,
    is_exact,
    kind_words,
    look_up,
    spellings,
)
from jixiao.importing.label_text import label_key, narrow
from jixiao.model.form_roles import REPEATED_ROLES, FieldKind, Presence, Role
from jixiao.patterns import compile_late

_OF_TOTAL = {
    Role.INDICATOR_POINTS: Role.TOTAL_POINTS,
    Role.INDICATOR_SCORE: Role.TOTAL_SCORE,
    Role.REVIEWER_SCORE: Role.REVIEWER_TOTAL,
    Role.REASON: Role.FORM_REASON,
}
_MOST_FILLED = 0.5
_SIGNED = (FieldKind.AMOUNT, FieldKind.NUMBER, FieldKind.PERCENT)
_BUDGETS = (Role.INITIAL_BUDGET, Role.FULL_YEAR_BUDGET)
_NEGATIVE = compile_late(r"-[0-9][0-9,]*(?:\.[0-9]+)?(?:%|万元|元)?")
_ONCE_A_TABLE = (FieldKind.POINTS, FieldKind.SCORE)


def propose_form(found: FoundForm, vocabulary: Vocabulary, year: int | None) -> ProposedForm:
    """Return a form's fields and lists with paths of their own."""
    lists, columns = propose_lists(found.lists, Namer(vocabulary, year))
    namer = _FieldNamer(vocabulary, year, columns)
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
    signed = list(_with_signs(numbered, kept))
    told = tell_money_apart(signed, kept)
    told = list(keep_one_total(told, kept, closings=[namer.closes(one) for one in kept]))
    told = list(give_roles(told, kept))
    formulas = propose_formulas(told, kept, lists)
    return ProposedForm(tuple(_with_decimals(told, formulas)), tuple(lists), tuple(formulas))


def _with_signs(fields: Sequence[ProposedField], found: Sequence[FoundField]) -> Iterator[ProposedField]:
    """Yield the fields with those that may fall below zero: a column with a number that does, or that says so."""
    words = kind_words()["可为负"]
    columns = [(place.table, place.above[:1] or place.beside[:1]) for place in found]
    below = {column for column, place in zip(columns, found, strict=True) if _NEGATIVE.fullmatch(narrow(place.text))}
    for one, (table, label) in zip(fields, columns, strict=True):
        said = bool(label) and label_key(label[0]).endswith(words)
        falls = one.guess.kind in _SIGNED and ((table, label) in below or said)
        role = None if falls and one.guess.role in _BUDGETS else one.guess.role  # a change of it
        yield replace(one, guess=replace(one.guess, may_fall_below_zero=falls, role=role))


def _with_decimals(fields: Sequence[ProposedField], formulas: Sequence[ProposedFormula]) -> Iterator[ProposedField]:
    decimals = {one.path: one.decimals for one in formulas}
    for one in fields:
        yield replace(one, guess=replace(one.guess, decimals=decimals.get(one.path)))


def _with_presence(fields: list[ProposedField], found: Sequence[FoundField]) -> list[ProposedField]:
    """Return the fields of a form, of a filled one with those that may stay empty as the unit has left them."""
    texts = [one.value for one in found]
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


class _FieldNamer(Namer):
    """Names fields by the words round them; ``columns`` are those of lists by block and heading."""

    columns: dict[tuple[int, str], ProposedPart]
    claims: dict[tuple[tuple[int, int], Role | None], set[str]] = field(default_factory=dict)

    def weigh_claims(self, found: Sequence[FoundField]) -> None:
        """Take note of the headings of one table that by their likeness to others would all have one role."""
        for one in found:
            meaning = look_up(self.vocabulary.above, one.above[0], self.year) if one.above else None
            if meaning is not None and meaning.role is not None:
                self.claims.setdefault((one.table, meaning.role), set()).add(one.above[0])

    def _group(self, label: str) -> str:
        """Return what most forms call the values beside a label of several rows, else the label itself."""
        groups = self.vocabulary.groups
        counted = next((groups[key] for key in spellings(label, self.year) if key in groups), None)
        return counted.most_common(1)[0][0] if counted else self.step(label) if label else ""

    def has_no_sum(self, one: FoundField) -> bool:
        """Return whether an empty cell in the row of a list's total is under a column that nobody adds up."""
        part = self.columns.get((one.spot.block, one.above[0])) if one.tail and one.above else None
        if part is None or one.text.strip():
            return False
        if part.guess.kind in _SIGNED and one.beside and says_total(one.beside[0]):
            return False
        return part.guess.kind not in _ONCE_A_TABLE and part.guess.role is not Role.REASON

    def closes(self, one: FoundField) -> bool:
        """Return whether some form closes a list with the row of a field."""
        return bool(one.beside) and self.vocabulary.closes(one.beside[0], self.year)

    def field(self, one: FoundField) -> ProposedField:
        """Return a found field with its path and what it is."""
        part = self.columns.get((one.spot.block, one.above[0])) if one.tail and one.above else None
        if part is not None:
            row = [self.step(label) for label in one.beside[:1]]
            path, guess = join_steps(*row, part.name), _of_total(part.guess, one.text)
        else:
            path, guess = self._headed(one) if one.above else self._labelled(one)
        guess = replace(guess, question="") if is_given(path) else guess
        return ProposedField(one.spot, path, guess, start=one.start, end=one.end, inline=one.inline)

    def _headed(self, one: FoundField) -> tuple[str, FieldGuess]:
        meaning = self._meaning_under(one)
        heading = self.step(one.above[0])
        between = [self.step(label) for label in one.above[1:2]]
        row = [self.step(label) for label in one.beside[:1]]
        group = self._group(one.group)
        beside = FieldKind.AMOUNT if self._is_of_money(one) else None
        guess = guess_field(one.above[0], [one.text], meaning, wide=one.wide, beside=beside)
        if guess.kind is FieldKind.TEXT and guess.role is None:
            guess = self.named_role(guess, one.above[0], self.vocabulary.above)
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
        guess = guess_field(f"{label}({one.unit})" if one.unit else label, [one.value], meaning, wide=one.wide)
        if guess.kind is FieldKind.YEAR and one.inline and label_key(label).endswith(term("year")):
            return term("year"), guess
        if meaning is not None and is_exact(self.vocabulary.beside, label, self.year):
            return self.name(self.vocabulary.beside, label, meaning), guess
        guess = self.named_role(guess, label, self.vocabulary.beside)
        return join_steps(self._group(one.group), self.step(label)), guess


def _of_total(guess: FieldGuess, text: str) -> FieldGuess:
    """Return what a column of a list is in the row of its total."""
    presence = guess.presence if text.strip() else Presence.OPTIONAL
    return replace(guess, role=_OF_TOTAL.get(guess.role) if guess.role else None, presence=presence)
