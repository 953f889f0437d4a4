"""One bureau that was run over, for all tests of this room that only look at it or copy it."""

from __future__ import annotations

import pytest

from jixiao.fleet.fleet_run import open_run
from jixiao.fleet.run_outputs import write_summary
from jixiao.paths import Bureau
from tests.fleet.bureaus import REQUEST, bureau


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A bureau that was run over once; nobody may change it."""
    whole = bureau(tmp_path_factory.mktemp("bureau"))
    with open_run(whole, REQUEST) as run:
        list(run.progress)
        write_summary(run, "全部单位")
    return whole
