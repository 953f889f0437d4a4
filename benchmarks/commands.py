"""Whole commands: a check against bare imports, a package against the naive script, warm against cold, PDF against
the bare conversion, and how time and memory grow with the data."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count as count_from
from pathlib import Path

from benchmarks.believable.unit import YEAR, Shape
from benchmarks.make_units import make_units
from benchmarks.measuring import PYTHON, ROOT, Command, Cost, Costs, Series, answer, costs, instructions, run
from benchmarks.outcome import Ratio, Row, Section

# The size of the real package of 2023.
LIKE_2023 = Shape(projects=5, indicators=14)
GROWTH = (6, 50, 500, 5000)
_DATA = ("build.py", "data", "templates", "jixiao")


def workspace(folder: Path) -> Path:
    """Return a copy of the checkout in ``folder`` that builds the package of 2023: outputs and caches are its own."""
    folder.mkdir()
    for name in _DATA:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, folder / name)
    return folder


def unit(folder: Path, shape: Shape) -> Path:
    """Return a copy of the checkout in ``folder`` that builds a made-up unit instead."""
    workspace(folder)
    shutil.rmtree(folder / "data")
    make_units(folder, 1, shape=shape)
    shutil.copytree(next((folder / "units").iterdir()) / "data", folder / "data")
    return folder


def build(root: Path, *arguments: str) -> Callable[[], Cost]:
    """Return the run of one of Jixiao's commands in a copy of the checkout."""
    return lambda: run([PYTHON, "build.py", *arguments], cwd=root, env={"PYTHONPATH": str(root)})


def cold(folder: Path, rounds: int, *, count: bool) -> Section:
    """Return what check and report of 2023 cost as new processes, beside imports and the naive script."""
    root = workspace(folder / "cold")
    imports: Command = [PYTHON, "-c", "import pydantic, ruamel.yaml"]
    naive: Command = [PYTHON, "-m", "benchmarks.naive", "--output", folder / "naive"]
    check, report = build(root, "check-data", str(YEAR)), build(root, "report", str(YEAR), "--no-pdf")
    made = costs(
        {
            "python": lambda: run([PYTHON, "-c", ""]),
            "import pydantic, ruamel.yaml": lambda: run(imports),
            "check": check,
            "report, text changed": _after(_new_sentence(root), report),
            "report, text as before": report,
            "report, nothing kept": _after(_nothing_kept(root), report),
            "naive.py": lambda: run(naive),
        },
        rounds,
    )
    section = Section(
        "Commands, cold",
        "Each a new process, on the real package of 2023, without PDF. Kept on disk between runs are templates made "
        "ready, and pandoc's results by text. *Text changed*: pandoc runs again. *Nothing kept*: a fresh checkout.",
        "seconds",
        chart="clock",
    )
    section.rows += [_row(name, one) for name, one in made.items()]
    bare, other = made["import pydantic, ruamel.yaml"], made["naive.py"]
    for name, one in made.items():
        if name.startswith("check"):
            section.ratios += _both(f"{name}, against the imports alone", one, bare, 1.5)
        elif name.startswith("report"):
            section.ratios += _both(f"{name}, against naive.py", one, other, 1 / 3)
    if count:
        section.ratios += _counted(root, imports, naive)
    return section


def _after(change: Callable[[], None], work: Callable[[], Cost]) -> Callable[[], Cost]:
    def both() -> Cost:
        change()
        return work()

    return both


def _new_sentence(root: Path) -> Callable[[], None]:
    """Return a change of the report's text, another one each time."""
    return _appended(root / f"data/{YEAR}/report/09-use-and-disclosure.md", "\n第{}号公开栏同时张贴。\n")


def _appended(path: Path, words: str) -> Callable[[], None]:
    text, numbers = path.read_text("utf-8"), count_from(1)

    def change() -> None:
        path.write_text(text + words.format(next(numbers)), "utf-8")

    return change


def _nothing_kept(root: Path) -> Callable[[], None]:
    return lambda: shutil.rmtree(root / ".cache", ignore_errors=True)


def _counted(root: Path, imports: Command, naive: Command) -> list[Ratio]:
    check = instructions([PYTHON, "build.py", "check-data", str(YEAR)], cwd=root)
    report = instructions([PYTHON, "build.py", "report", str(YEAR), "--no-pdf"], cwd=root)
    bare, other = instructions(imports), instructions(naive)
    if not (check and report and bare and other):
        return []
    return [
        Ratio("check, against the imports alone", check / bare, 1.5, "instructions"),
        Ratio("report, text as before, against naive.py", report / other, 1 / 3, "instructions, without pandoc"),
    ]


def warm(folder: Path, rounds: int) -> Section:
    """Return what a rebuild in a warm process costs after one figure changed, beside the cold build."""
    root = unit(folder / "warm", LIKE_2023)
    series = {}
    for name, file, key in _CHANGES:
        times = answer([PYTHON, "-m", "benchmarks.rebuild", root, file, key, str(rounds + 2)]).after(2)
        series[name] = {"clock": Series(times.clock), "processor": Series(times.processor)}
    made = costs({_COLD: build(root, "report", str(YEAR), "--no-pdf")}, rounds)[_COLD]
    section = Section(
        "Rebuild after one changed figure",
        f"A made-up unit of {LIKE_2023.projects} projects; DOCX and ZIP, the check included.",
        "milliseconds",
        chart="clock",
    )
    whole = {"clock": _in_milliseconds(made.wall), "processor": _in_milliseconds(made.cpu)}
    section.rows += [Row(name, cells) for name, cells in {_COLD: whole, **series}.items()]
    for name, cells in series.items():
        for measure, one in cells.items():
            value = one.median / whole[measure].median
            section.ratios.append(Ratio(f"{name}, against cold", value, None, f"{measure}, median"))
    return section


def _in_milliseconds(seconds: Series) -> Series:
    return Series(tuple(1000 * one for one in seconds.values))


_COLD = "cold build, a new process"
_CHANGES = (
    ("warm, a figure of the annexes", "annex1.yaml", "政府采购金额"),
    ("warm, a figure of the report too (pandoc runs)", "unit.yaml", "退休人员"),
)


def pdf(folder: Path, rounds: int) -> Section:
    """Return what a report with PDF costs beside LibreOffice converting the same DOCX."""
    root = workspace(folder / "pdf")
    build(root, "report", str(YEAR))()
    whole = next((root / f"output/{YEAR}").glob("*.docx"))
    fonts = {"FONTCONFIG_FILE": str(ROOT / "jixiao/publish/fonts.conf"), "SAL_USE_VCLPLUGIN": "svp"}
    made = costs(
        {
            "report with PDF": build(root, "report", str(YEAR)),
            "LibreOffice alone": lambda: run(_conversion(folder, whole, fresh=True), env=fonts),
            "LibreOffice alone, profile kept": lambda: run(_conversion(folder, whole, fresh=False), env=fonts),
        },
        rounds,
    )
    section = Section(
        "With PDF",
        "The whole package of 2023 with its PDF, beside soffice --convert-to pdf of the same DOCX with the same fonts; "
        "a report starts LibreOffice with a new profile, so the first comparison is like with like. A report ends its "
        "LibreOffice by force, and the processor time of that is nobody's: only the clock is compared.",
        "seconds",
        chart="clock",
    )
    section.rows += [Row(name, {"clock": one.wall, "peak MB": one.peak}) for name, one in made.items()]
    report = made.pop("report with PDF")
    section.ratios += [
        _by_clock(f"report with PDF, against {name}", report, one, 1.15 if name == "LibreOffice alone" else None)
        for name, one in made.items()
    ]
    return section


def _conversion(folder: Path, docx: Path, *, fresh: bool) -> Command:
    profile = folder / "profile"
    if fresh:
        shutil.rmtree(profile, ignore_errors=True)
    head = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
    return [*head, "--convert-to", "pdf", "--outdir", folder / "converted", docx]


def growth(folder: Path, rounds: int) -> Section:
    """Return what check and report cost from about ten to ten thousand indicators, in a unit of one project."""
    section = Section(
        "Growth",
        "A made-up unit of one project; the indicators are halved between its two forms. Processor seconds and peak "
        "memory (MB) of new processes.",
        "rows",
    )
    largest: dict[str, list[tuple[int, Costs]]] = {"check": [], "report": []}
    for half in GROWTH:
        root = unit(folder / f"growth-{half}", Shape(projects=1, indicators=half, missed=0.0))
        commands = {"check": ("check-data", str(YEAR)), "report": ("report", str(YEAR), "--no-pdf")}
        made = costs({name: build(root, *arguments) for name, arguments in commands.items()}, rounds)
        cells = {f"{name}, s": one.cpu for name, one in made.items()} | {
            f"{n}, MB": one.peak for n, one in made.items()
        }
        section.rows.append(Row(f"{2 * half}", cells))
        for name, one in made.items():
            largest[name].append((2 * half, one))
    for name, taken in largest.items():
        for measure in ("cpu", "peak"):
            section.ratios.append(_linearity(name, measure, taken))
    return section


def _linearity(name: str, measure: str, taken: list[tuple[int, Costs]]) -> Ratio:
    """Return the cost of one more row between the two largest sizes over that between the smallest and the middle."""
    (few, first), (some, middle), (many, last) = taken[0], taken[-2], taken[-1]
    at = [getattr(one, measure).least for one in (first, middle, last)]
    value = ((at[2] - at[1]) / (many - some)) / ((at[1] - at[0]) / (some - few))
    words = {"cpu": "time", "peak": "memory"}[measure]
    return Ratio(
        f"{name}: {words} of a further row, large against small (1 is linear)",
        value,
        1.3,
        "processor" if measure == "cpu" else "peak",
    )


def _row(name: str, one: Costs) -> Row:
    return Row(name, {"clock": one.wall, "processor": one.cpu, "peak MB": one.peak})


def _both(name: str, one: Costs, other: Costs, target: float | None) -> list[Ratio]:
    return [
        _by_clock(name, one, other, target),
        Ratio(name, one.cpu.median / other.cpu.median, target, "processor, median"),
    ]


def _by_clock(name: str, one: Costs, other: Costs, target: float | None) -> Ratio:
    return Ratio(name, one.wall.least / other.wall.least, target, "clock, least")
