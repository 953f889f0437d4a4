"""Build a package again and again in one process: python -m benchmarks.rebuild ROOT FILE KEY RUNS [pdf].

Before each build but the first the first number below KEY in FILE of the year rises by a hundredth or one, so no
package is like one before. Prints the milliseconds of each build as JSON, the first of which is the cold one.
"""

from __future__ import annotations

import re
import sys
from contextlib import nullcontext
from decimal import Decimal
from pathlib import Path

from benchmarks.believable.unit import YEAR
from benchmarks.measuring import timed
from jixiao.build.stories import build_package
from jixiao.paths import Workspace
from jixiao.publish.started_office import OfficeKeeper


def changed(text: str, key: str, steps: int) -> str:
    """Return the file with the first number below ``key`` so many steps higher."""
    found = re.search(rf"{key}:\s*(?:\n\s+\S+: )?(\d+(?:\.\d+)?)", text)
    assert found is not None, key
    number = Decimal(found[1])
    step = Decimal("0.01") if "." in found[1] else Decimal(1)
    return text[: found.start(1)] + str(number + steps * step) + text[found.end(1) :]


def main(root: str, file: str, key: str, runs: str, pdf: str = "") -> None:
    """Build ``runs`` times, with PDF by one LibreOffice if that is asked for, and leave the file as it was."""
    path = Path(root) / "data" / str(YEAR) / file
    text = path.read_text("utf-8")

    def build(run: int) -> None:
        if run:
            path.write_text(changed(text, key, run), "utf-8")
        with keeper.lend_office() if pdf else nullcontext() as office:
            outcome = build_package(Workspace(Path(root)), YEAR, step=lambda _: None, pdf=bool(pdf), office=office)
        assert outcome.files, [one.found for one in outcome.findings]

    with OfficeKeeper() as keeper:
        print(timed(build, int(runs)))
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
