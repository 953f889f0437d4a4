"""How long ``make serve`` takes from a typed figure to its answer, beside ``make watch``; its memory over many edits.

    python -m benchmarks.serve [--edits 1000] [--beside CHECKOUT] [--rows 10000]

In one process by turns, processor time: an edit to its whole answer (planned, written, the year read and judged anew,
what moved), and what ``watch`` does after a save of the same line; with ``--beside`` also the ``watch`` of another
checkout. Then a real server: the clock to its first page, and its memory while it answers edits.
"""

from __future__ import annotations

import argparse
import gc
import http.client
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from jixiao.build.stories import check_year
from jixiao.commands.watch import Watcher
from jixiao.paths import Workspace
from jixiao.serve.planned_change import AskedEdit
from jixiao.serve.year_session import YearSession

ROOT = Path(__file__).resolve().parents[1]
YEAR = 2023
FIELD, FILE = "附件1.公用经费.办公经费.决算", "data/2023/annex1.yaml"
ROUNDS = 15
_WATCH = """
import gc, sys, time
sys.path.insert(0, sys.argv[4])
from pathlib import Path
try:
    from jixiao.build.stories import check_year
    from jixiao.commands.watch import Watcher
    from jixiao.paths import Workspace
except ImportError:  # as c295fd6 has it
    from jixiao import pipeline
    from jixiao.paths import Project as Workspace
    from jixiao.watch import Watcher
    def check_year(workspace, year):
        return pipeline.check(workspace, year).findings
gc.set_threshold(100_000, 20, 20)
workspace, file, rounds = Workspace(Path(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3])
watcher, text, spent = Watcher(workspace, lambda: check_year(workspace, 2023)), file.read_text("utf-8"), []
for number in range(rounds + 3):
    file.write_text(text.replace("决算: 3.8\\n", f"决算: 3.8{'0' * (number % 3)}\\n", 1), "utf-8")
    began = time.process_time()
    watcher.look()
    spent.append(time.process_time() - began)
file.write_text(text, "utf-8")
print(sorted(spent[3:])[rounds // 2] * 1000)
"""


def copy_year(target: Path) -> Workspace:
    """Return a copy of the real year, with templates, below ``target``."""
    shutil.copytree(ROOT / "data", target / "data")
    shutil.copytree(ROOT / "templates", target / "templates")
    return Workspace(target)


def measure_answers(workspace: Workspace) -> tuple[float, float]:
    """Return the processor time in ms of an edit to its answer, and of watch after a save: medians, by turns."""
    gc.set_threshold(100_000, 20, 20)
    session, watcher = YearSession(workspace, YEAR), Watcher(workspace, lambda: check_year(workspace, YEAR))
    session.refresh()
    watcher.look()
    edits, looks = [], []
    for number in range(ROUNDS + 3):
        held = session.year.entry_of(FIELD)
        assert held is not None
        words = f"3.8{'0' * (number % 3)}"
        edits.append(_spent(lambda: session.edit([AskedEdit(held.id, held.stamp, words)])))  # noqa: B023
        looks.append(_spent(watcher.look))
    return statistics.median(edits[3:]), statistics.median(looks[3:])


def measure_other(checkout: Path) -> float:
    """Return the processor time in ms of another checkout's watch after a save, in its own copy of its real year."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("data", "templates"):
            shutil.copytree(checkout / name, Path(folder, name))
        command = [sys.executable, "-c", _WATCH, folder, str(Path(folder, FILE)), str(ROUNDS), str(checkout)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        return float(done.stdout)


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def measure_server(project: Path, edits: int) -> dict[str, float]:
    """Return seconds to the first page, memory in MB after the first edits and after all, seconds an edit."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", str(YEAR), "--no-browser"]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().partition("：")[2].strip()
        for path in ("", "api/state"):
            _ask(address, "GET", path)
        first = time.perf_counter() - began
        part = json.loads(
            _ask(address, "GET", f"api/parts/{json.loads(_ask(address, 'GET', 'api/state'))['parts'][0]['id']}")
        )
        field = next(one for one in part["fields"].values() if one["path"] == FIELD)
        early, spent = 0.0, []
        for number in range(edits):
            began = time.perf_counter()
            asked = {"edits": [{"field": field["id"], "hash": field["hash"], "text": f"3.8{'0' * (number % 3)}"}]}
            field = json.loads(_ask(address, "POST", "api/edit", asked))["fields"][field["id"]]
            spent.append(time.perf_counter() - began)
            early = _memory(process.pid) if number == min(50, edits - 1) else early
        late = _memory(process.pid)
        process.terminate()
        process.wait(30)
    return {"first page s": first, "MB early": early, "MB late": late, "s an edit": statistics.median(spent)}


def _memory(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _ask(address: str, way: str, path: str, body: object = None) -> bytes:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=120)
    headers = {"Origin": f"http://{parts.netloc}", "Content-Type": "application/json"} if body is not None else {}
    connection.request(way, parts.path + path, json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse().read()
    connection.close()
    return answer


def measure_rows(count: int) -> dict[str, float]:
    """Return what so many rows of indicators cost: seconds to read first, seconds from a typed figure to its answer."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = copy_year(Path(folder))
        file = workspace.year(YEAR) / "projects/01-building.yaml"
        text = file.read_text("utf-8")
        first = text.index("      - 三级指标")
        row = text[first : text.index("    质量指标")]
        rows = "".join(row.replace("三级指标: ", f"三级指标: 第{number}项", 1) for number in range(count))
        file.write_text(text[:first] + rows + text[first:], "utf-8")
        session = YearSession(workspace, YEAR)
        began = time.perf_counter()
        session.refresh()
        opened = time.perf_counter() - began
        held = session.year.entry_of(FIELD)
        assert held is not None
        began = time.perf_counter()
        session.edit([AskedEdit(held.id, held.stamp, "3.81")])
        answered = time.perf_counter() - began
        began = time.perf_counter()
        session.judge()
        return {"open s": opened, "edit s": answered, "judged behind it s": time.perf_counter() - began}


def main() -> None:
    """Measure and print a line each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--beside", default="")
    parser.add_argument("--rows", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = copy_year(Path(folder))
        edit, look = measure_answers(workspace)
        print(f"edit to answer {edit:.0f} ms, watch of this tree {look:.0f} ms: {edit / look:.2f}")
        if options.beside:
            other = measure_other(Path(options.beside).resolve())
            print(f"watch of {options.beside} {other:.0f} ms: {edit / other:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        copy_year(Path(folder))
        for name, value in measure_server(Path(folder), options.edits).items():
            print(f"{name}: {value:.3g}")
    if options.rows:
        for name, value in measure_rows(options.rows).items():
            print(f"{options.rows} rows, {name}: {value:.2f}")


if __name__ == "__main__":
    main()
