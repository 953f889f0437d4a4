"""A waivers.yaml to fill in: an entry for each finding that is not waived yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from jixiao.findings import Finding, Severity
from jixiao.glossary import term
from jixiao.model.scalars import UNFILLED
from jixiao.patterns import compile_late
from jixiao.plain import json_text, one_line

_HEAD = """\
# yaml-language-server: $schema=../../schemas/waivers.schema.json
# 豁免：核对过、确有原因而保留的问题。把“{unfilled}”都填好；不该豁免的，删去那一条，改数据。
# 责任人对理由负责；过了有效期（年-月-日），问题重新列出。
"""
_NO_ENTRIES = compile_late(r": *(?:\[ *\]|null|~) *$")
_PLAIN = compile_late(r"[\u4e00-\u9fff（][\w.（）、\[\]]*")
# Within [ … ], where a bracket would end the list.
_PLAIN_ITEM = compile_late(r"-?[0-9]+(\.[0-9]+)?|[\u4e00-\u9fff][\w（）]*")


def format_waivers_skeleton(findings: Iterable[Finding], *, everything: bool = False) -> str:
    """Return a waivers.yaml for the errors and warnings of the rules that no waiver covers; ``everything``: hints too.

    Reasons, persons and dates are left 〔待填〕, which reading refuses until they are filled in.
    """
    standing = [finding for finding in findings if finding.waivable and not finding.waived]
    chosen = [finding for finding in standing if everything or finding.severity is not Severity.HINT]
    if not chosen:
        return "# 没有可以豁免的问题。\n"
    entries = "".join(_entry(GivenWaiver(finding, UNFILLED, UNFILLED, UNFILLED)) for finding in chosen)
    return _HEAD.format(unfilled=UNFILLED) + f"\n{term('waivers')}:\n{entries}"


class GivenWaiver(Struct, frozen=True):
    """A waiver as somebody gives it: of which finding, for what reason, by whom, until what day."""

    finding: Finding
    reason: str
    by: str
    until: str


def add_waivers(text: str, given: Iterable[GivenWaiver]) -> str:
    """Return a waivers.yaml, "" for none yet, with waivers behind those it has."""
    entries = "".join(map(_entry, given))
    if not text.strip():
        text = _HEAD.format(unfilled=UNFILLED) + f"\n{term('waivers')}:"
    head = _NO_ENTRIES.sub(":", text.rstrip())
    return f"{head}\n{entries}"


def _entry(given: GivenWaiver) -> str:
    finding = given.finding
    values = {
        "rule": finding.code,
        "subject": _scalar(finding.subject),
        "seen": f"[{', '.join(_scalar(finding, _PLAIN_ITEM) for finding in finding.seen)}]",
        "reason": _words(given.reason),
        "by": _words(given.by),
        "until": given.until,
    }
    lines = [f"{term(name)}: {value}" for name, value in values.items()]
    comment = one_line(f"{finding.severity.value} {finding.place} {finding.found}")
    return f"  # {comment}\n" + "".join(
        f"{'  - ' if number == 0 else '    '}{line}\n" for number, line in enumerate(lines)
    )


def _words(text: str) -> str:
    return text if text == UNFILLED else _scalar(text)


def _scalar(text: str, bare: re.Pattern[str] = _PLAIN) -> str:
    if bare.fullmatch(text):
        return text
    if "\n" in text or not text.isprintable():
        return json_text(text)
    return "'" + text.replace("'", "''") + "'"
