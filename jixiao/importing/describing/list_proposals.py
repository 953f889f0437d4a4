"""The lists of a form as they might be described: their names, their columns, the points that indicators print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.glossary import term
from jixiao.importing.describing.field_kinds import FieldGuess, guess_field
from jixiao.importing.describing.field_paths import join_steps, number_repeated, step_of
from jixiao.importing.describing.field_roles import are_indicators, give_part_roles, give_roles_by_words, role_named
from jixiao.importing.describing.found_fields import FoundColumn, FoundList
from jixiao.importing.describing.proposals import ProposedList, ProposedPart
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
from jixiao.importing.label_text import narrow
from jixiao.model.form_roles import ListRole, Role
from jixiao.patterns import compile_late

_LEVELS = (Role.LEVEL1, Role.LEVEL2, Role.LEVEL3)
_SIGNS = compile_late(r"[():]")
_WEIGHT = compile_late(r"(\w.*?)\s*[(（]\s*([0-9]+(?:\.[0-9]+)?)\s*分\s*[)）]\s*", re.DOTALL)


class Namer(Struct):
    """Names things by the labels of a form of a year, in the words of the sets there are."""

    vocabulary: Vocabulary
    year: int | None

    def step(self, label: str) -> str:
        """Return what a label is called in a path."""
        return step_of(label, self.year)

    def name(self, meanings: Meanings, label: str, meaning: Meaning) -> str:
        """Return the label's own name where some form uses it, or none has the label; else the most usual one."""
        own, counted = self.step(label), find_counted(meanings, label, self.year) or ()
        return (
            own if not is_exact(meanings, label, self.year) or any(one.name == own for one in counted) else meaning.name
        )

    def named_role(self, guess: FieldGuess, label: str, meanings: Meanings) -> FieldGuess:
        """Return a guess with the role that bears the label's own name, where no form has the label."""
        spelled = (self.step(label), _SIGNS.sub("", narrow(label)))  # 转移支付（项目）名称 is one of a 项目
        roles = () if is_exact(meanings, label, self.year) else (role_named(one) for one in spelled)
        role = next(filter(None, roles), None)
        return replace(guess, role=role) if role is not None else guess


def propose_lists(
    found: Sequence[FoundList], namer: Namer
) -> tuple[list[ProposedList], dict[tuple[int, str], ProposedPart]]:
    """Return the lists with paths of their own, and their columns by the number of the block and the heading."""
    proposer = _ListProposer(namer)
    return proposer.lists(found), proposer.columns


class _ListProposer(Struct):
    namer: Namer
    columns: dict[tuple[int, str], ProposedPart] = field(default_factory=dict)

    def lists(self, found: Sequence[FoundList]) -> list[ProposedList]:
        """Return the lists with their parts, those that have any; several of one name are told apart by labels."""
        proposed = [self._list(one) for one in found if one.columns]
        names = [one.name.path for one in proposed]
        again = [
            replace(one, name=replace(one.name, path=self.namer.step(one.found.group)))
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
        numbered = give_roles_by_words(numbered, found.columns, _LEVELS)
        name = self._list_name(found, is_indicators=are_indicators(numbered))
        single = give_part_roles(numbered, found.columns, is_indicators=name.role is ListRole.INDICATORS)
        for column, part in zip(found.columns, single, strict=True):
            self.columns[found.spot.block, column.above[0]] = part
        return ProposedList(found, name, tuple(single), _weights(found, single))

    def _told_apart(self, parts: list[ProposedPart], found: FoundList) -> list[ProposedPart]:
        """Return columns under headings that come several times with what the headings over these make of them."""
        names = [part.name for part in parts]
        told: list[ProposedPart] = []
        for number, (part, column) in enumerate(zip(parts, found.columns, strict=True)):
            before = told[-1].name if told and names[number - 1] != part.name else ""
            if names.count(part.name) == 1 or (len(column.above) == 1 and not before):
                told.append(part)
                continue
            if len(column.above) == 1:
                told.append(replace(part, name=f"{before}{part.name}"))
                continue
            over = look_up(self.namer.vocabulary.parts, column.above[1], self.namer.year)
            if over is not None and part.guess.kind is over.kind:
                guess = guess_field(column.above[1], column.texts, over, wide=True)
                told.append(ProposedPart(part.number, self.namer.step(column.above[1]), guess))
            else:
                role = None if part.name in names[number + 1 :] else part.guess.role
                name = f"{self.namer.step(column.above[1])}{part.name}"
                told.append(replace(part, name=name, guess=replace(part.guess, role=role)))
        return told

    def _part(self, column: FoundColumn, *, within: bool) -> ProposedPart:
        heading = column.above[0]
        written = [text for text in column.texts if text.strip()]
        meanings = self.namer.vocabulary.above if within else self.namer.vocabulary.parts
        meaning = look_up(meanings, heading, self.namer.year, written)
        guess = self.namer.named_role(guess_field(heading, column.texts, meaning, wide=True), heading, meanings)
        if meaning is not None and not within:
            known = is_exact(meanings, heading, self.namer.year)
            return ProposedPart(column.number, self.namer.name(meanings, heading, meaning), guess, known=known)
        over = [self.namer.step(label) for label in column.above[1:2]]
        return ProposedPart(column.number, join_steps(*over, self.namer.step(heading)), guess)

    def _list_name(self, found: FoundList, *, is_indicators: bool) -> ListName:
        keys = spellings(found.group, self.namer.year) if found.group else ()
        known = next((self.namer.vocabulary.lists[key] for key in keys if key in self.namer.vocabulary.lists), None)
        if known is not None and not found.within:
            return known.most_common(1)[0][0]
        if found.within:
            return ListName(f"{self.namer.step(found.group)}{term('project_lines')}", ListRole.OTHER)
        if is_indicators:
            return ListName(ListRole.INDICATORS, ListRole.INDICATORS)
        return ListName(self.namer.step(found.group or found.columns[0].above[0]), ListRole.OTHER)


def _weights(found: FoundList, parts: Sequence[ProposedPart]) -> tuple[tuple[str, str], ...]:
    levels = {part.number for part in parts if part.guess.role is Role.LEVEL1}
    texts = [text for column in found.columns if column.number in levels for text in column.texts]
    matches = [match for text in texts if (match := _WEIGHT.fullmatch(text))]
    return tuple(dict.fromkeys((re.sub(r"\s", "", match[1]), match[2]) for match in matches))
