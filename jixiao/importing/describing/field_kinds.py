"""What kind of value a place is for, as the sets have it for that label, as the label ends, as a value there shows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from jixiao.importing.describing.text_sorts import TextSort, has_ticks, is_of_kind, sort_text
from jixiao.importing.describing.vocabulary import Meaning, kind_words
from jixiao.importing.label_text import narrow
from jixiao.importing.printed_values import is_mark
from jixiao.model.form_roles import CHOICE_KINDS, NUMBER_KINDS, FieldKind, Owner, Presence, Role
from jixiao.patterns import compile_late

_SHOWN_KINDS = (FieldKind.PERIOD, FieldKind.DATE, FieldKind.MONTH)
_CODED = compile_late(r"[0-9][0-9A-Za-z]{2,}-\D.*|.+[\[［][0-9A-Za-z]+[\]］]")
_BRACKETED = compile_late(r"\([^()]*\)$")
_BOX = "☑√■☒✓✔●□○☐"
_ORDINAL = r"(?:[(（][0-9一二三四五六]{1,2}[)）][、.．]?|[0-9]{1,2}[、.．]?|[一二三四五六]{1,2}[、.．])?"
_OPTION = compile_late(rf"(?<![^\s{_BOX}、;；]){_ORDINAL}([^\s{_BOX}、;；]+)\s*[{_BOX}]")
_OPTION_BEHIND = compile_late(rf"[{_BOX}]\s*{_ORDINAL}([^\s{_BOX}、;；]+)")
_FEWEST = 2
_LONGEST_CHOICE = 12


class FieldGuess(Struct, frozen=True):
    """What a value is taken for; ``question`` says what is unsure of it, "" where nothing is."""

    kind: FieldKind
    role: Role | None = None
    owner: Owner = Owner.UNIT
    presence: Presence = Presence.REQUIRED
    choices: tuple[str, ...] = ()
    question: str = ""
    decimals: int | None = None
    may_fall_below_zero: bool = False


def guess_field(
    label: str,
    texts: Sequence[str],
    meaning: Meaning | None,
    *,
    wide: bool = False,
    beside: FieldKind | None = None,
) -> FieldGuess:
    """Return what values under or beside a label are; ``texts`` are those that stand there, empty ones included.

    ``beside`` is what other values of the same table are.
    """
    none = kind_words()["没有"]
    written = [text for text in texts if text.strip() and not is_mark(text) and text.strip() not in none]
    shown = _shown_kind(written)
    presence = Presence.OPTIONAL if written and len(written) < len(texts) else Presence.REQUIRED
    if meaning is not None:
        meant = _as_meant(label, written, meaning, shown)
        return replace(meant, presence=presence) if meant.presence is Presence.REQUIRED else meant
    if shown in CHOICE_KINDS:
        return FieldGuess(shown, presence=presence, choices=_choices(written))
    if shown is not None:
        return FieldGuess(shown, presence=presence)
    if asks_whether(label):
        return FieldGuess(FieldKind.CHOICE, presence=presence, choices=kind_words()["是非的选项"])
    ending = find_kind_by_ending(label) or (beside if all(map(_is_number, written)) else None)
    if ending is None:
        sure = wide or any(sort_text(text, known=False) is TextSort.VALUE and not _is_number(text) for text in written)
        question = "" if sure else f"“{_short(label)}”是什么样的值，是不是表样的字"
        return FieldGuess(FieldKind.TEXT, presence=presence, question=question)
    if ending in NUMBER_KINDS and written and not all(map(_is_number, written)):
        return FieldGuess(FieldKind.TEXT, presence=presence)
    return FieldGuess(ending, presence=presence)


def _as_meant(label: str, written: Sequence[str], meaning: Meaning, shown: FieldKind | None) -> FieldGuess:
    """Return what the sets mean by a label, unless what stands there is none of it."""
    kind, choices, question = meaning.kind, meaning.choices, ""
    if shown in CHOICE_KINDS:
        kind, choices = shown, _choices(written)
    elif shown in (FieldKind.CODED_NAME, *_SHOWN_KINDS) and kind in (FieldKind.TEXT, *_SHOWN_KINDS, FieldKind.CHOICE):
        kind, choices = shown, ()
    elif kind is FieldKind.TICK and written:
        kind, choices = FieldKind.TEXT, ()  # words where others have boxes
    elif kind in CHOICE_KINDS:
        choices = tuple(dict.fromkeys((*choices, *written)))
        kind = kind if choices and all(len(one) <= _LONGEST_CHOICE for one in choices) else FieldKind.TEXT
    elif kind in NUMBER_KINDS and written and not any(map(_is_number, written)):
        kind, question = FieldKind.TEXT, f"“{_short(label)}”在别处是{meaning.kind}，这里写的是字"
    return FieldGuess(
        kind, role=meaning.role, owner=meaning.owner, presence=meaning.presence, choices=choices, question=question
    )


def _shown_kind(written: Sequence[str]) -> FieldKind | None:
    """Return the kind that texts show by their form; None where they do not."""
    if not written:
        return None
    if any(has_ticks(text) for text in written):
        return FieldKind.TICK if len(_choices(written)) >= _FEWEST else FieldKind.CHOICE
    if all(narrow(text).endswith("%") and _is_number(text) for text in written):
        return FieldKind.PERCENT
    for kind in _SHOWN_KINDS:
        if all(is_of_kind(text, kind) for text in written):
            return kind
    return FieldKind.CODED_NAME if all(_CODED.fullmatch(text.strip()) for text in written) else None


def _is_number(text: str) -> bool:
    return is_of_kind(text, FieldKind.NUMBER)


def _choices(written: Sequence[str]) -> tuple[str, ...]:
    if all(len(text.strip()) == 1 for text in written):
        return tuple(dict.fromkeys(text.strip() for text in written))
    behind = [word for text in written for word in _OPTION.findall(text)]
    before = [word for text in written for word in _OPTION_BEHIND.findall(text)]
    return tuple(dict.fromkeys(behind if len(behind) >= len(before) else before))


def asks_whether(label: str) -> bool:
    """Return whether a label is to be answered with yes or no."""
    return narrow(label).startswith(kind_words()["是非"])


def find_kind_by_ending(label: str) -> FieldKind | None:
    """Return the kind of the longest known ending of a label, with what stands in brackets behind it or without."""
    plain = narrow(label).rstrip(":")
    for spelled in (plain, _BRACKETED.sub("", plain)):
        fitting = [
            (len(word), kind) for kind in FieldKind for word in kind_words().get(kind, ()) if spelled.endswith(word)
        ]
        if fitting:
            return max(fitting)[1]
    return None


def _short(label: str) -> str:
    return narrow(label)[:20]
