"""The report's references to an indicator by its name follow the indicator when it gets another."""

from __future__ import annotations

import re

from msgspec import Struct

from jixiao.glossary import template_name
from jixiao.model.evaluation import is_name, unnumbered
from jixiao.patterns import compile_late

_INDEX = compile_late(r"\[[0-9]+\]$")


class RenamedRow(Struct, frozen=True):
    """An indicator that got another name: the path of its list, the name it had, the one it has."""

    path: str
    old: str
    new: str

    @property
    def is_spelled(self) -> bool:
        """Whether a reference can spell the new name."""
        return bool(self.new) and not set('"]\n{}') & set(self.new)


def rename_of(path: str, old: str, new: str) -> RenamedRow:
    """Return what another name of the indicator at ``path`` (its name's own path) comes to."""
    row = path.rpartition(".")[0]
    return RenamedRow(_INDEX.sub("", row), old, new)


def follow_renames(text: str, renames: list[RenamedRow]) -> tuple[str, int]:
    """Return a text of the report in which references follow these names, and how many did."""
    count = 0
    for one in renames:
        if not one.is_spelled:
            continue
        spelled = re.escape(".".join(map(template_name, one.path.split("."))))

        def follow(match: re.Match[str], one: RenamedRow = one) -> str:
            nonlocal count
            if not is_name(match["name"], one.old):
                return match[0]
            count += 1
            return f'{match["path"]}["{unnumbered(one.new)}"]'

        text = re.sub(rf"(?P<path>{spelled})\[\"(?P<name>[^\"\]]*)\"\]", follow, text)
    return text, count
