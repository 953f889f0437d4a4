"""One document: the same table through each peer, and a real annex through Jixiao and through docxtpl."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks import table
from benchmarks.measuring import PYTHON, ROOT, Command, Failed, Series, Times, alternately, answer, instructions
from benchmarks.outcome import Ratio, Row, Section
from benchmarks.peer import PEERS
from benchmarks.texts import first_difference, texts

SCRIPTS = ROOT / "benchmarks/peers"
WARM_UP = 3
_MILLISECONDS = "ms a document"


def tables(folder: Path, rounds: int, runs: int) -> Section:
    """Return the times of all peers that can run here, on a table of twenty rows and eight columns."""
    peers = [*PEERS, *_javascript()]
    commands = _commands(folder, peers, runs + WARM_UP)
    taken = alternately({peer: _timed(command) for peer, command in commands.items()}, rounds)
    same_texts({peer: folder / f"{peer}-made.docx" for peer in peers})
    section = Section(
        "One table", f"{table.ROWS} rows, {len(table.KEYS)} columns, the same texts; all peers' results say the same.",
        _MILLISECONDS, chart="clock, least",
    )  # fmt: skip
    for peer, series in taken.items():
        section.rows.append(_row(peer, series))
    section.ratios += [ratio for basis, pick in _BASES.items() for ratio in _ratios(basis, pick, taken)]
    return section


# How the annex is filled in, as ``one_annex`` calls it, and what the results call it.
_WAYS = {"jixiao": "Jixiao", "marked": "Jixiao, with a mark round every value", "docxtpl": "docxtpl"}


def annex(folder: Path, rounds: int, runs: int, *, count: bool) -> Section:
    """Return the times of Annex 2 of 2023, from the template and the dossier to the DOCX's bytes."""
    made = {way: folder / f"annex-{way}.docx" for way in _WAYS}
    commands: dict[str, Command] = {way: [*_ANNEX, way, str(runs + WARM_UP), path] for way, path in made.items()}
    taken = alternately({way: _timed(command) for way, command in commands.items()}, rounds)
    same_texts(made)
    section = Section(
        "One annex",
        "Annex 2 of 2023, through Jixiao as docxtpl fills it in, as a package holds it, and through docxtpl.",
        _MILLISECONDS,
    )
    section.rows += [_row(_WAYS[way], series) for way, series in taken.items()]
    for basis, pick in _BASES.items():
        section.ratios += _annex_ratios({way: pick(series) for way, series in taken.items()}, basis)
    if count and (counts := _counted()):
        section.ratios += _annex_ratios(counts, "instructions")
    return section


_ANNEX = (PYTHON, "-m", "benchmarks.one_annex")


def _annex_ratios(cost: Mapping[str, float], basis: str) -> Iterator[Ratio]:
    yield Ratio("one annex, against docxtpl", cost["jixiao"] / cost["docxtpl"], 1 / 20, basis)
    yield Ratio("one annex with its marks, against docxtpl without any", cost["marked"] / cost["docxtpl"], None, basis)


def _counted() -> dict[str, float]:
    """Return the instructions of one document by way: of many documents less those of one; nothing without valgrind."""
    each = {}
    for way, many in {"jixiao": 101, "marked": 101, "docxtpl": 11}.items():
        first, last = (instructions([*_ANNEX, way, str(runs)]) for runs in (1, many))
        if first is None or last is None:
            return {}
        each[way] = (last - first) / (many - 1)
    return each


def same_texts(made: Mapping[str, Path]) -> None:
    """Raise Failed where a document does not say what the first one says."""
    said = {name: texts(path.read_bytes()) for name, path in made.items()}
    first = next(iter(said))
    for name, words in said.items():
        if difference := first_difference(said[first], words):
            raise Failed(f"{name} does not say what {first} says: {difference}")


def _javascript() -> list[str]:
    """Return the JavaScript peers, installed as their lock says; none without Node.js."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return []
    if not (SCRIPTS / "node_modules").exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=SCRIPTS, check=True)
    names = json.loads((SCRIPTS / "package.json").read_text("utf-8"))["dependencies"]
    return [name for name in names if name in table.LANGUAGES]


def _commands(folder: Path, peers: list[str], runs: int) -> dict[str, Command]:
    data = folder / "table.json"
    data.write_text(json.dumps(table.data(), ensure_ascii=False), "utf-8")
    commands: dict[str, Command] = {}
    for peer in peers:
        template = folder / f"{peer}-template.docx"
        table.write_template(template, table.LANGUAGES[peer])
        head = [PYTHON, "-m", "benchmarks.peer"] if peer in PEERS else ["node", SCRIPTS / "measure.mjs"]
        commands[peer] = [*head, peer, template, data, str(runs), folder / f"{peer}-made.docx"]
    return commands


def _timed(command: Command) -> Callable[[], Times]:
    return lambda: answer(command).after(WARM_UP)


def _row(name: str, rounds: list[Times]) -> Row:
    """Return a line: by round, the median and the least on the clock, and the median of processor time."""
    return Row(
        name,
        {
            "clock, median": Series(tuple(Series(one.clock).median for one in rounds)),
            "clock, least": Series(tuple(min(one.clock) for one in rounds)),
            "processor, median": Series(tuple(Series(one.processor).median for one in rounds)),
        },
    )


# What is compared: the best document of all, and the best round's processor time.
_BASES: dict[str, Callable[[list[Times]], float]] = {
    "clock, least": lambda rounds: min(min(one.clock) for one in rounds),
    "processor, best round": lambda rounds: min(Series(one.processor).median for one in rounds),
}


def _ratios(basis: str, pick: Callable[[list[Times]], float], taken: Mapping[str, list[Times]]) -> Iterator[Ratio]:
    best = {peer: pick(rounds) for peer, rounds in taken.items()}
    yield Ratio("the table, against docxtpl", best["jixiao"] / best["docxtpl"], 1 / 20, basis)
    others = {peer: time for peer, time in best.items() if peer not in PEERS}
    if others:
        fastest = min(others, key=lambda peer: others[peer])
        name = f"the table, against the fastest JavaScript peer ({fastest})"
        yield Ratio(name, best["jixiao"] / others[fastest], 1 / 3, basis)
