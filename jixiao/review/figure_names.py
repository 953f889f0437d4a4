"""What people call a figure, and how they say where it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jixiao.glossary import term
from jixiao.render.printing import Print, within

_SEGMENT = re.compile(r"(?:[^.「]|「[^」]*」|「)+")
_PARAGRAPH = re.compile(r"(.*)第([0-9]+)段")
_PROJECTS, _ANNEX1, _RATES = term("projects"), term("annex1"), term("control_rates")


def label(name: str, projects: Mapping[str, str]) -> str:
    """Return what people call the value at ``name``; ``projects`` are their names by identifier.

    附件1.三公经费.公务接待.决算 is 公务接待 决算, 各项目.custody.资金.执行率 is 档案保管保护费 执行率.
    """
    first, *rest = _SEGMENT.findall(name)
    if first == _PROJECTS and rest:
        return " ".join([projects.get(rest[0], rest[0]), *_short(rest[1:])])
    if first == _ANNEX1 and rest:
        return " ".join(projects.get(one, one) for one in rest[-2:])
    return " ".join(rest if first == _RATES and rest else [first, *_short(rest)])


def _short(segments: list[str]) -> list[str]:
    """Return the segments that are needed: an indicator needs no level 1, a fund not to be called 资金."""
    if any("「" in one for one in segments):
        return segments[-2:] if "「" in segments[-2] else segments[-1:]
    return segments[1:] if segments[:1] == [term("funds")] else segments


def places(prints: Iterable[Print]) -> tuple[str, ...]:
    """Return where values are printed, row by row and paragraph by paragraph: 附件1 第4、9行; 报告 二（一）第3段."""
    rows: dict[str, set[int]] = {}
    paragraphs: dict[str, set[int]] = {}
    order: dict[str, None] = {}
    for one in prints:
        found = _PARAGRAPH.fullmatch(one.paragraph)
        if one.row:
            place = f"{one.where} 第%行"
            rows.setdefault(place, set()).add(one.row)
        elif found:
            place = within(one.where, f"{found[1]}第%段")
            paragraphs.setdefault(place, set()).add(int(found[2]))
        else:
            place = within(one.where, one.paragraph) if one.paragraph else one.where
        order[place] = None
    numbers = rows | paragraphs
    return tuple(
        place.replace("%", "、".join(map(str, sorted(numbers[place])))) if place in numbers else place
        for place in order
    )
