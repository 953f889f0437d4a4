"""fleet: all units of a bureau, checked, built or compared, with one roll-up."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.cli.console import ERASED, progress_wanted
from jixiao.cli.handed_in_command import examine_handed_in
from jixiao.cli.interruption import exit_code_of
from jixiao.cli.parsing import JSON_FLAG, QUIET, Command, flag, option, year_option
from jixiao.errors import UsageError
from jixiao.paths import find_bureau
from jixiao.reporting.formats import JSON

if TYPE_CHECKING:
    from jixiao.fleet.fleet_plan import UnitProgress
    from jixiao.fleet.fleet_run import FleetRequest, FleetRun

_EXAMPLES = """\
动作：
  check     检查全部单位，只出汇总
  report    检查并生成全部单位的成套材料，再出汇总；没有变化的单位跳过
  diff      每个单位与上一年度对照，列出变动最大的
  examine   核验 --handed-in 文件夹里各单位报来的文件，写退回意见书，列出收件情况
例：
  fleet report --year 2023
  fleet check --year 2023 --units '教育*' --jobs 4
退出码：0 全部单位没有错误；1 有单位没有通过；2 命令写法有误；3 缺少软件或运行失败；130 按 Ctrl-C 中断；143 被系统结束。
中断以后再运行一次，接着做没有完成的。"""
_BAR = 24


def _jobs(words: str) -> int:
    if not (words.isascii() and words.isdigit() and 0 < int(words) < 1000):
        raise UsageError(f"--jobs 的值“{words}”不对，应为 1 到 999 的整数。")
    return int(words)


def _seconds(words: str) -> int:
    if not (words.isascii() and words.isdigit() and 0 < int(words) < 100_000):
        raise UsageError(f"--seconds 的值“{words}”不对，应为 1 到 99999 的整数。")
    return int(words)


def _fleet(options: argparse.Namespace) -> int:
    return examine_handed_in(options) if options.action == "examine" else _run_fleet(options)


def _run_fleet(options: argparse.Namespace) -> int:
    from jixiao.fleet.batch import Action
    from jixiao.fleet.budget_units import find_newest_year
    from jixiao.fleet.fleet_run import FleetRequest, open_run
    from jixiao.fleet.run_outputs import write_summary
    from jixiao.fleet.time_limit import UNIT_SECONDS

    bureau = find_bureau(Path.cwd())
    request = FleetRequest(
        Action(options.action), year=options.year or find_newest_year(bureau), pattern=options.units, jobs=options.jobs,
        scheduler=options.scheduler, force=options.force, pdf=not options.no_pdf, output=options.output,
        seconds=options.seconds or UNIT_SECONDS,
    )  # fmt: skip
    with open_run(bureau, request) as run:
        done, code = _follow(run, shown=progress_wanted(options))
        if code:
            print(f"已中断：{done}。再运行一次，接着做没有完成的。", file=sys.stderr)
            return code
        summary = write_summary(run, _scope(request))
        if options.format == JSON:  # the file may be long, and another run may replace it once this one has ended
            with summary.json.open(encoding="utf-8", newline="") as file:
                shutil.copyfileobj(file, sys.stdout)
        else:
            print(f"{summary.text}\n{_relative(summary.folder)}/")
    return 0 if summary.clean else 1


def _scope(request: FleetRequest) -> str:
    return "全部单位" if request.pattern == "*" else f"名称符合“{request.pattern}”的单位"


def _relative(folder: Path) -> Path:
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _follow(run: FleetRun, *, shown: bool) -> tuple[str, int]:
    """Wait until all units are finished; return what was finished and the exit code if a signal came first, else 0."""
    bar = _Bar(len(run.units), shown=shown)
    try:
        for progress in run.progress:
            bar.advance(progress)
    except KeyboardInterrupt as interrupted:
        run.progress.close()
        bar.clear()
        return bar.words, exit_code_of(interrupted)
    bar.clear()
    return "", 0


class _Bar:
    """The line of progress, on a terminal."""

    def __init__(self, whole: int, *, shown: bool) -> None:
        self._whole, self._shown = whole, shown
        self._seen: Counter[str] = Counter()

    @property
    def words(self) -> str:
        counts = "".join(f"，{name} {self._seen[name]}" for name in ("有错误", "未完成", "跳过") if self._seen[name])
        return f"{self._seen['完成']}/{self._whole} 个单位{counts}"

    def advance(self, progress: UnitProgress) -> None:
        self._seen.update(["完成", progress.status.value, *(["跳过"] if progress.kept else [])])
        if self._shown:
            full = _BAR * self._seen["完成"] // max(self._whole, 1)
            bar = "█" * full + "░" * (_BAR - full)
            print(f"{ERASED}{bar} {self.words}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._shown:
            print(ERASED, end="", file=sys.stderr, flush=True)


FLEET = Command(
    "fleet",
    _fleet,
    "财政部门：检查、生成、对照 units/ 下的全部单位，并汇总",
    (
        option(
            "action", "check、report、diff 或 examine", choices=("check", "report", "diff", "examine"), metavar="动作"
        ),
        year_option("四位年份，如 2023；不写时取各单位最近的一个"),
        option("--units", "只做名称符合的单位文件夹，可用 * 和 ?", default="*", metavar="名称"),
        option("--jobs", "同时用几个进程；不写时与处理器核数相同", type=_jobs, metavar="个数"),
        option("--scheduler", "Dask 集群的地址，如 tcp://10.0.0.1:8786", metavar="地址"),
        option(
            "--seconds",
            "一个单位最多做几秒（PDF 另计），超过就停下、指出，接着做别的；不写时 300",
            type=_seconds,
            metavar="秒",
        ),
        option("--handed-in", "examine：收件的文件夹，每个单位一个文件夹或一个文件", type=Path, metavar="文件夹"),
        option("--before", "examine：上一次核验的结果，说明上次的意见改了没有", type=Path, metavar="文件夹"),
        flag("--force", "没有变化的单位也重做"),
        flag("--no-pdf", "不生成 PDF"),
        option("--output", "成品放在哪里；不写时是 output/fleet/<年度>/", type=Path, metavar="文件夹"),
        JSON_FLAG,
        QUIET,
    ),
    epilog=_EXAMPLES,
)
