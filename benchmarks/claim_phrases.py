"""Wordings of reports as lists: a sentence with ``{right|wrong}`` where the wrong twin says something else.

What stands between the braces is a word of a line's context (``line_words``) or of the year's (``year_words``). A
wording whose words a line lacks, or whose twins would be the same, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from benchmarks.claim_sentences import Line, Matter, Pair, computed, number, rounded, up

_SLOT = re.compile(r"\{([^{}|]+)(?:\|([^{}|]+))?\}")
_WHOLE, _BASIC, _PROJECT = "附件2.资金.全年执行数", "基本支出.决算.合计", "项目支出.决算"
Words = Mapping[str, str]


def fill_in(wording: str, words: Words) -> Pair | None:
    """Return the right sentence and the wrong one; None where a word is missing, or both are the same."""
    asked = {name for match in _SLOT.finditer(wording) for name in match.groups() if name}
    if not asked <= words.keys():
        return None
    right = _SLOT.sub(lambda one: words[one[1]], wording)
    wrong = _SLOT.sub(lambda one: words[one[2] or one[1]], wording)
    return None if right == wrong else (right, wrong)


def fill_all(wordings: Iterable[str], words: Words) -> Iterator[Pair]:
    """Yield the pairs of the wordings whose words are there."""
    yield from (pair for one in wordings if (pair := fill_in(one, words)) is not None)


def amount_in(written: str) -> Decimal:
    """Return the amount of a number as ``number`` writes it."""
    return Decimal(written.split("\x02")[1].rstrip("\x03"))


def line_words(m: Matter, line: Line, other: Line) -> dict[str, str]:
    """Return what may be said of a line: its columns, what they come to, and each with a wrong value (``…_``)."""
    now = m.v(line.final)
    words = {"s": line.name, "y": str(m.year), "z": str(m.year - 1), "n": m.n(line.final)}
    words |= {"n_": number(_spoilt(now)), "half": computed(now * 2 / 5), "half_": computed(now * 3 / 2 + 1)}
    if m.differ(line.final, line.prior):
        words |= _moved(now, m.v(line.prior)) | {"p": m.n(line.prior)}
    if m.differ(line.final, line.budget):
        words |= _against(now, m.v(line.budget)) | {"b": m.n(line.budget)}
    if m.differ(line.final, line.initial):
        words["i"] = m.n(line.initial)
    if m.differ(line.final, other.final) and m.v(other.final) not in (m.v(line.budget), m.v(line.prior)):
        words |= {"o": other.name, "on": m.n(other.final), "sum": computed(now + m.v(other.final), 6)}
        words["sum_"] = computed(now * 5 / 4 + m.v(other.final) + 1)
        words["more"], words["more_"] = up(now > m.v(other.final), ("多于", "少于"))
        words["high"], words["high_"] = up(now > m.v(other.final), ("高于", "低于"))
        words["mo"], words["mo_"] = up(now > m.v(other.final), ("多", "少"))
    whole = m.v(_WHOLE)
    if whole and now < whole:
        share = now / whole * 100
        words |= {"share": computed(share), "share_": computed(share - 6 if share > 50 else share + 6)}
        words["whole"] = m.n(_WHOLE)
    return words


def _spoilt(amount: Decimal) -> str:
    digits = rounded(amount)
    return digits[:-1] + str((int(digits[-1]) + 3) % 10) if digits else digits


def _moved(now: Decimal, then: Decimal) -> dict[str, str]:
    rate = abs(now - then) / then * 100
    words = {"off": computed(abs(now - then), 6), "off_": computed(abs(now - then) + now / 4 + 1)}
    words |= {"rate": computed(rate), "rate_": computed(rate + 4), "times": computed(now / then)}
    if rate > 15:
        words |= {"far": "变化较大", "near": "基本持平"}
    for name, pair in {
        "w": ("增加", "减少"),
        "g": ("增长", "下降"),
        "d": ("上升", "降低"),
        "hi": ("高于", "低于"),
        "to": ("增至", "降至"),
        "up": ("上浮", "下浮"),
        "amp": ("增幅", "降幅"),
        "spend": ("多支出", "少支出"),
    }.items():
        words[name], words[f"{name}_"] = up(now > then, pair)
    return words


def _against(now: Decimal, budget: Decimal) -> dict[str, str]:
    words = {"done": computed(now / budget * 100), "done_": computed(now / budget * 100 + (5 if now < budget else -5))}
    words["kept"], words["kept_"] = up(now < budget, ("未突破", "突破了"))
    words["under"], words["under_"] = up(now < budget, ("低于", "超出"))
    if now < budget:
        words |= {"left": computed(budget - now, 6), "left_": computed((budget - now) * 2 + 1)}
        words |= {"keep": "节约", "keep_": "超支"}
    return words


def say(m: Matter, wordings: Iterable[str], lines: Iterable[Line]) -> Iterator[Pair]:
    """Yield every wording of every line that has what it speaks of."""
    all_lines = list(lines)
    for line, other in zip(all_lines, all_lines[1:] + all_lines[:1], strict=True):
        words = line_words(m, line, other)
        yield from fill_all(wordings, words)


def year_words(m: Matter) -> dict[str, str]:
    """Return what may be said of the year as a whole."""
    words = {"y": str(m.year), "z": str(m.year - 1), "staff": m.n(m.staff), "posts": m.n(m.posts)}
    words |= {"retired": m.n(m.retired), "whole": m.n(_WHOLE), "basic": m.n(_BASIC), "project": m.n(_PROJECT)}
    score, count = m.v("附件2.总分.得分"), len(m.package.submission.projects)
    words |= {"score": m.n("附件2.总分.得分"), "score_": computed(score - Decimal("1.7"))}
    words |= {"count": number(str(count)), "count_": number(str(count + 1))}
    if score < 100:
        words |= {"deduct": computed(100 - score), "deduct_": computed(102 - score)}
        words |= {"over": number(str(int(score) // 5 * 5 - 5)), "over_": number(str(int(score) // 5 * 5 + 5))}
    words["grade"], words["grade_"] = ("优", "良") if score >= 90 else ("良", "优")
    if m.v(_BASIC) + m.v(_PROJECT) == m.v(_WHOLE):
        words["project_"] = computed(m.v(_PROJECT) + m.v(_BASIC) / 10)
        words["whole_"] = computed(m.v(_WHOLE) + m.v(_BASIC) / 10 + 1)
        share = m.v(_BASIC) / m.v(_WHOLE) * 100
        words |= {"bshare": computed(share), "bshare_": computed(share + 6), "pshare": computed(100 - share)}
    if m.v(m.staff) and m.v(m.posts):
        control = m.v(m.staff) / m.v(m.posts) * 100
        words |= {"ctl": computed(control), "ctl_": computed(control - 7)}
    if m.v(m.staff) < m.v(m.posts):
        words |= {"free": number(rounded(m.v(m.posts) - m.v(m.staff)))}
        words |= {"free_": number(rounded(m.v(m.posts) - m.v(m.staff) + 2)), "less": "少于", "less_": "超过"}
    if m.differ(m.staff, m.retired):
        words |= {"heads": computed(m.v(m.staff) + m.v(m.retired)), "heads_": computed(m.v(m.staff) + 9)}
    return words | _ranked(m)


def _ranked(m: Matter) -> dict[str, str]:
    ranked = sorted(m.projects, key=lambda one: m.v(one.final))
    if len(ranked) < 3 or m.v(ranked[-1].final) == m.v(ranked[-2].final):
        return {}
    words = {"most": ranked[-1].name, "most_": ranked[1].name, "least": ranked[0].name, "least_": ranked[1].name}
    rates = [m.v(one.final) / m.v(one.budget) * 100 for one in m.projects if m.v(one.budget)]
    if rates and 0 < min(rates) < 97:
        words |= {"low": number(str(int(min(rates)) - 1)), "low_": number(str(int(min(rates)) + 2))}
    return words if m.v(ranked[0].final) < m.v(ranked[1].final) else {}


def say_of_year(m: Matter, wordings: Iterable[str]) -> Iterator[Pair]:
    """Yield every wording of the year that has what it speaks of."""
    words = year_words(m)
    yield from fill_all(wordings, words)


def plain(wordings: Iterable[str]) -> Iterator[Pair]:
    """Yield wordings that speak of nothing the forms know: numbers stand between braces themselves."""
    for one in wordings:
        right = _SLOT.sub(lambda match: _typed(match[1]), one)
        yield right, _SLOT.sub(lambda match: _typed(match[2] or match[1]), one)


def _typed(words: str) -> str:
    return number(words) if words.replace(".", "").isdigit() else words
