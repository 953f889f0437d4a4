"""A report with wrong and right sentences, handed in as a Word file that nobody here made: which get a comment.

    python -m benchmarks.examined_report [--wrong N] [--right N] [--seed S] [--list]

The made year's package is built, its marks and its map are taken out, and sentences are put into the report as
paragraphs. A wrong one is found if a comment of weight stands in it; a right one is accused if one does. Ends with 1
where a right one is accused.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from random import Random

from benchmarks.claim_sentences import KINDS
from benchmarks.claims import Bench, benches, written
from jixiao.build.stories import build_package
from jixiao.docx.package import CONTENT_TYPES, read_package, write_package
from jixiao.examine.examine_story import ExamineOptions, examine_opened
from jixiao.examine.examined_paper import ExaminedPaper
from jixiao.examine.handed_in import read_handed_in
from jixiao.findings import Severity

_BODY, _RELS = "word/document.xml", "word/_rels/document.xml.rels"
# Two paragraphs, or one that would count as an item of a list.
_NO_PARAGRAPH = re.compile(r"\n|^[0-9]+\.")
_PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def without_origin(package: bytes) -> bytes:
    """Return a package of ours as if it were none: no bookmarks round values, no map of where they come from."""
    members = {name: data for name, data in read_package(package).items() if not name.startswith("customXml")}
    members[_BODY] = re.sub(rb"<w:bookmark(?:Start|End)[^>]*/>", b"", members[_BODY])
    members[_RELS] = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", members[_RELS])
    members[CONTENT_TYPES] = re.sub(rb"<Override [^>]*customXml[^>]*/>", b"", members[CONTENT_TYPES])
    return write_package(members)


def with_sentences(package: bytes, before: str, sentences: Sequence[str]) -> bytes:
    """Return a DOCX with sentences as paragraphs before the one that begins so."""
    members = read_package(package)
    body = members[_BODY].decode()
    at = next(one.start() for one in re.finditer(r"<w:p[ >](?:(?!</w:p>).)*</w:p>", body) if _says(one[0], before))
    added = "".join(_PARAGRAPH.format(escape(one, quote=False)) for one in sentences)
    return write_package({**members, _BODY: (body[:at] + added + body[at:]).encode()})


def _says(paragraph: str, words: str) -> bool:
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", paragraph)).startswith(words)


def draw_sentences(bench: Bench, wrong: int, right: int, seed: int) -> tuple[list[str], list[str]]:
    """Return so many wrong sentences, of as many kinds as there are, and so many right ones of other pairs."""
    rng = Random(f"{seed}/{bench.name}")
    pools = []
    for make in KINDS.values():
        pairs = [tuple(written(one, "typed") for one in pair) for pair in make(bench.matter) if pair[0] != pair[1]]
        pools.append(rng.sample(pairs, len(pairs)))
    rng.shuffle(pools)
    bad = [pool.pop()[1] for pool in pools if pool][:wrong]
    good = [one for round_ in range(right) for one in _round(pools, round_)]
    return bad, list(dict.fromkeys(one for one in good if not _NO_PARAGRAPH.search(one) and one not in bad))[:right]


def _round(pools: Sequence[Sequence[tuple[str, ...]]], number: int) -> Iterator[str]:
    yield from (pool[number][0] for pool in pools if number < len(pool))


def examine_sentences(bench: Bench, sentences: Sequence[str]) -> ExaminedPaper:
    """Return what examining the year's package comes to with sentences in its report, marks and map taken out."""
    outcome = build_package(bench.workspace, bench.year, step=lambda _: None, pdf=False)
    assert outcome.files, [str(one) for one in outcome.findings[:5]]
    whole = next(path for path in bench.workspace.output(bench.year).glob("*.docx"))
    problems = bench.inspected().dossier.form_set.sections[6]
    package = with_sentences(without_origin(whole.read_bytes()), f"七、{problems.title}", sentences)
    file = read_handed_in("报告.docx", package)
    return examine_opened(bench.workspace, [file], ExamineOptions(), step=lambda _: None)


def comments_on(paper: ExaminedPaper, sentence: str) -> list[str]:
    """Return the first lines of the comments of weight that stand in a sentence."""
    return [
        one.lines[0]
        for one in paper.placed
        if one.finding.severity is not Severity.HINT and getattr(one.spot.spot.block, "full", "") == sentence
    ]


def main() -> int:
    """Plant, examine, and tell; return 1 where a right sentence is accused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", type=int, default=40)
    parser.add_argument("--right", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = list(benches(Path(folder), drawn=()))[-1]
        wrong, right = draw_sentences(bench, asked.wrong, asked.right, asked.seed)
        paper = examine_sentences(bench, Random(asked.seed).sample([*wrong, *right], len(wrong) + len(right)))
    found = [one for one in wrong if comments_on(paper, one)]
    accused = [(one, said) for one in right if (said := comments_on(paper, one))]
    print(f"wrong sentences found: {len(found)} of {len(wrong)}; right ones accused: {len(accused)} of {len(right)}")
    if asked.list:
        print("\n".join(f"- {one}" for one in wrong if one not in found))
    print("\n".join(f"! {one}\n    {said}" for one, said in accused))
    return int(bool(accused))


if __name__ == "__main__":
    sys.exit(main())
