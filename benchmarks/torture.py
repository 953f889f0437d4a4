"""All slips at full size: the whole table of slips, and slips drawn at random on made-up years.

    python -m benchmarks.torture [--drawn N] [--seed S]

Prints every slip that is told late or not at all, and the shares. Ends with 1 where a share is not reached, or where a
slip of the table is told otherwise than the table and its list of those not told yet say.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.drawn_slips import counted, drawn_slips
from tests.support.slips import SHARES, as_should_be, hear, not_yet, shares, table


def main() -> int:
    """Try all slips and return 1 where too few are told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drawn", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    heard = hear(table())
    late = {one.slip.name for one in heard if not as_should_be(one.slip, one.said)}
    reached = shares(heard)
    for name in sorted(late ^ not_yet()):
        print(f"{name}: {'late' if name in late else 'told now'}; python -m tests.support.slips")
    for controls in (True, False):
        slips = list(drawn_slips(asked.drawn, asked.seed, controls=controls))
        drawn = counted(slips)
        print("\n".join(f"  {one}" for one in slips if one.can_be_told and not one.is_first))
        if controls:
            reached |= {"told, drawn": drawn.told / drawn.can, "first, drawn": drawn.first / drawn.can}
        else:
            reached["first without control totals, drawn"] = drawn.first / drawn.can
    short = {name for name, share in reached.items() if share < SHARES[name.removesuffix(", drawn")]}
    for name, share in reached.items():
        print(f"{name}: {share:.1%}{' (too few)' if name in short else ''}")
    return int(bool(short or late ^ not_yet()))


if __name__ == "__main__":
    sys.exit(main())
