"""What each stage of the way costs for one unit, in a warm process, and how large what comes out is."""

from __future__ import annotations

import resource
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any

from benchmarks.believable.unit import YEAR, Shape
from benchmarks.make_units import DRAWN, make_units
from benchmarks.measuring import Series
from benchmarks.outcome import Row, Section
from jixiao import edition
from jixiao.build import packing, steps, year_documents
from jixiao.build.whole_pdf import WholePdf
from jixiao.paths import Workspace
from jixiao.publish import pdf
from jixiao.publish.printable import Printable
from jixiao.render.disk_cache import FOLDER
from jixiao.render.pandoc import PandocReport, members_of

# The functions of each stage, where they are called from; one called within another counts for its own stage alone.
STAGES: dict[str, list[tuple[ModuleType, str]]] = {
    "read": [(steps, "read_year"), (steps, "derive")],
    "judge": [(steps, "inspect"), (steps, "judge")],
    "pandoc": [],  # a run for a batch, timed by itself
    "render": [(year_documents, "render")],
    "assemble": [(year_documents, "join_parts")],
    "pack": [(year_documents, "render_documents")],
    "ZIP": [(packing, "pack_files")],
    "read back": [(packing, "expectation_of"), (packing, "read_back_documents"), (packing, "read_back_archive")],
    "records": [(packing, "_examination"), (packing, "_records")],
    "store": [(packing, "write_folder")],
}
BATCH = 8
PDF_BATCH, PDF_BATCHES = 10, 2
_KB = 1024


def stages(bureau: Path, *, with_pdf: bool, count: int = 51, shape: Shape = DRAWN) -> Section:
    """Return the cost by stage of units made in a folder, the first of which only warms the process up."""
    make_units(bureau, count, shape=shape)
    section = Section(
        "One unit by stage",
        f"{count - 1} drawn units; processor milliseconds a unit, programs it calls included, in a warm process.",
        "a unit",
    )
    projects = [Workspace(unit, bureau / "templates") for unit in sorted((bureau / "units").iterdir())]
    taken, sizes, documents = _built(projects)
    for stage, values in taken.items():
        section.rows.append(_row(stage, "processor ms", values))
    if with_pdf:
        costs, lengths = _converted(documents)
        section.rows.append(_row("PDF", "processor ms", costs))
        sizes["PDF"] = lengths
    section.rows += [_row(f"size: {name}", "KB", values) for name, values in sizes.items()]
    return section


def _row(name: str, unit: str, values: list[float]) -> Row:
    """Return a line of the median and of the mean, by which many units are reckoned."""
    return Row(name, {unit: Series(tuple(values)), f"mean {unit}": Series((fmean(values),))})


def _built(projects: list[Workspace]) -> tuple[dict[str, list[float]], dict[str, list[float]], dict[str, Printable]]:
    """Return the milliseconds by stage and the sizes in KB by kind, a value a unit, and the whole documents by unit."""
    taken: dict[str, list[float]] = defaultdict(list)
    sizes: dict[str, list[float]] = defaultdict(list)
    documents, moment = {}, edition.build_moment(date(YEAR + 1, 1, 1))
    for batch in (projects[:1], *(projects[first : first + BATCH] for first in range(1, len(projects), BATCH))):
        for project, spent in _told(batch):
            if project is projects[0]:
                continue
            for stage in STAGES:
                taken[stage].append(1000 * spent[stage])
            for name, size in _sizes(project, project.output(YEAR)).items():
                sizes[name].append(size)
            whole = next(project.output(YEAR).glob("*.docx"))
            documents[project.root.name] = year_documents.prepare_for_printing(whole.read_bytes(), moment)
    return taken, sizes, documents


def _told(batch: list[Workspace]) -> Iterator[tuple[Workspace, dict[str, float]]]:
    """Yield the processor seconds by stage of each project, built together as a fleet's worker builds them."""
    opened = []
    for project in batch:
        with _watched() as spent:
            case = steps.open_year(project, YEAR, draft=False)
        if isinstance(case, steps.Judged):
            opened.append((project, case, spent))
    reports, seconds = _in_pandoc([case for _, case, _ in opened])
    share = seconds / max(1, len(opened))
    for (project, case, before), report in zip(opened, reports, strict=True):
        with _watched() as spent:
            made = year_documents.render_documents(case, lambda _: None, report=report)
            assert isinstance(made, year_documents.Documents)
            package = packing.complete_package(case, made, WholePdf)
            assert isinstance(package, packing.BuiltPackage)
            packing.write_folder(project.output(YEAR), package.files | package.records)
        yield project, {stage: before[stage] + spent[stage] for stage in STAGES} | {"pandoc": share}


def _in_pandoc(cases: list[steps.Judged]) -> tuple[list[PandocReport | None], float]:
    """Return the reports of years, which are at hand then, and the processor seconds that pandoc took."""
    for kept in FOLDER.glob("*.report-*"):  # of an earlier measurement
        kept.unlink()
    before = _processor()
    reports = year_documents.begin_reports(cases)
    for report in reports:
        assert report is not None
        members_of(report)
    return reports, _processor() - before


def _sizes(workspace: Workspace, output: Path) -> dict[str, float]:
    """Return sizes in KB."""
    return {
        "data": _size(workspace.year(YEAR).rglob("*")),
        "whole DOCX": _size(output.glob("*.docx")),
        "parts": _size(output.glob("*/*.docx")),
        "ZIP": _size(output.glob("*.zip")),
        "records": _size(path for path in output.glob("*") if path.suffix not in (".docx", ".zip")),
        "output folder": _size(output.rglob("*")),
    }


def _size(paths: Iterator[Path]) -> float:
    return sum(path.stat().st_size for path in paths if path.is_file()) / _KB


def _converted(documents: dict[str, Printable]) -> tuple[list[float], list[float]]:
    """Return milliseconds and KB a PDF, a value a batch and a value a unit."""
    names, costs, lengths = list(documents), [], []
    for first in range(0, min(len(names), PDF_BATCH * PDF_BATCHES), PDF_BATCH):
        batch = {name: documents[name] for name in names[first : first + PDF_BATCH]}
        before = _processor()
        made = pdf.convert(batch)
        costs.append(1000 * (_processor() - before) / len(batch))
        lengths += [len(one.content) / _KB for one in made.values()]
    return costs, lengths


@contextmanager
def _watched() -> Iterator[dict[str, float]]:
    """Yield the processor seconds by stage, filled in while the story is told."""
    spent: dict[str, float] = defaultdict(float)
    within = [0.0]
    timed = [(stage, module, name) for stage, functions in STAGES.items() for module, name in functions]
    originals = [(module, name, getattr(module, name)) for _, module, name in timed]
    for stage, module, name in timed:
        setattr(module, name, _timed(getattr(module, name), spent, stage, within))
    try:
        yield spent
    finally:
        for module, name, original in originals:
            setattr(module, name, original)


def _timed(step: Callable[..., Any], spent: dict[str, float], stage: str, within: list[float]) -> Callable[..., Any]:
    """Return the step, timed; ``within`` sums up, for each step under way, what the steps within it took."""

    @wraps(step)
    def timed(*args: Any, **kwargs: Any) -> Any:
        before = _processor()
        within.append(0.0)
        try:
            return step(*args, **kwargs)
        finally:
            taken = _processor() - before
            spent[stage] += taken - within.pop()
            within[-1] += taken

    return timed


def _processor() -> float:
    """Return the processor seconds of this process and of those it has waited for."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usages)
