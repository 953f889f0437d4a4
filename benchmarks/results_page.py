"""Results as Markdown, for people, and as JSON, for later comparison."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from benchmarks.measuring import Series
from benchmarks.outcome import Ratio, Section


def markdown(sections: Sequence[Section], machine: Mapping[str, str]) -> str:
    """Return the page of results; charts lie beside it."""
    return "\n".join(_lines(sections, machine)) + "\n"


def as_json(sections: Mapping[str, Section], machine: Mapping[str, str]) -> str:
    """Return everything measured, by the names of the sections."""
    whole = {"machine": machine, "sections": {name: asdict(one) for name, one in sections.items()}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def sections_of(text: str) -> dict[str, Section]:
    """Return the sections of what ``as_json`` wrote."""
    return {name: Section.restored(told) for name, told in json.loads(text)["sections"].items()}


def chart_name(section: Section) -> str:
    """Return the file of a section's chart."""
    return "".join(letter if letter.isalnum() else "-" for letter in section.title.lower()).strip("-") + ".svg"


def _lines(sections: Sequence[Section], machine: Mapping[str, str]) -> Iterator[str]:
    yield "# Results"
    yield ""
    yield "Written by `make bench`; see [how](../README.md). Every cell: the median of the rounds, then their least and"
    yield "most in brackets."
    yield ""
    yield from (f"- {name}: {fact}" for name, fact in machine.items())
    yield from _ratio_table(sections)
    for section in sections:
        yield from _section(section)


def _ratio_table(sections: Sequence[Section]) -> Iterator[str]:
    yield ""
    yield "## What was aimed at"
    yield ""
    yield "| Ratio | Measured by | Aim | Measured | |"
    yield "| --- | --- | --- | --- | --- |"
    for section in sections:
        for one in section.ratios:
            yield f"| {one.name} | {one.basis} | {_aim(one)} | {_number(one.value)} | {_verdict(one)} |"


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield f"## {section.title}"
    yield ""
    yield section.intro
    yield ""
    yield f"| {section.unit} | {' | '.join(section.columns)} |"
    yield "| --- |" + " --- |" * len(section.columns)
    for row in section.rows:
        cells = (_cell(row.cells[name]) if name in row.cells else "" for name in section.columns)
        yield f"| {row.name} | {' | '.join(cells)} |"
    if section.chart:
        yield ""
        yield f"![{section.title}]({chart_name(section)})"
    yield ""
    yield f"Measured with {section.conditions}."


def _cell(series: Series) -> str:
    if len(series.values) == 1:
        return _number(series.median)
    return f"{_number(series.median)} ({_number(series.least)}–{_number(series.most)})"


def _number(value: float) -> str:
    return (
        f"{value:.0f}"
        if value >= 100
        else f"{value:.1f}"
        if value >= 10
        else f"{value:.2f}"
        if value >= 1
        else f"{value:.3f}"
    )


def _aim(one: Ratio) -> str:
    if one.target is None:
        return "to be stated"
    return f"{'≥' if one.at_least else '≤'} {_number(one.target)}"


def _verdict(one: Ratio) -> str:
    return "" if one.target is None else "reached" if one.kept else "**missed**"
