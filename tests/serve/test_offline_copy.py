"""The page as one file: everything is inside, and data cannot end a script."""

import base64
import re
from pathlib import Path

import msgspec
import pytest

from jixiao.errors import UsageError
from jixiao.serve.offline_copy import write_offline_copy
from tests.support.served import YEAR, copy_clean_year


def test_a_copy_asks_nobody_for_anything(tmp_path: Path) -> None:
    workspace = copy_clean_year(tmp_path)
    goals = workspace.year(YEAR) / "annex1.yaml"
    goals.write_text(
        goals.read_text("utf-8").replace("厉行节约保障措施: |-\n", "厉行节约保障措施: |-\n  </script><!--\n"), "utf-8"
    )
    page = write_offline_copy(workspace, YEAR)
    assert not re.findall(r'(?:src|href)="page/', page)
    held = re.search(r'<script type="application/json" id="jixiao-offline">(.*?)</script>', page, re.DOTALL)
    assert held is not None
    told = msgspec.json.decode(held[1].replace("<\\/", "</").replace("<\\!--", "<!--"))
    assert told["state"]["readOnly"] is True
    drawn = [one for one in told["state"]["parts"] if one["kind"] != "data"]
    assert all(base64.b64decode(told["parts"][one["id"]]["docx"]).startswith(b"PK") for one in drawn)
    assert "</script><!--" not in held[1]


def test_every_module_of_the_page_is_in_its_import_map(tmp_path: Path) -> None:
    page = write_offline_copy(copy_clean_year(tmp_path), YEAR)
    imports = re.search(r'<script type="importmap">(.*?)</script>', page)
    assert imports is not None
    known = msgspec.json.decode(imports[1].replace("<\\/", "</"))["imports"]
    for address in known.values():
        text = base64.b64decode(address.partition("base64,")[2]).decode()
        assert set(re.findall(r"""^import\b[^;]*?["'](page/[^"']+)["']""", text, re.M)) <= known.keys()
        assert not re.search(r"""^import\b[^;]*?["']\.""", text, re.M)


def test_a_year_that_cannot_be_drawn_has_no_copy(tmp_path: Path) -> None:
    workspace = copy_clean_year(tmp_path)
    unit = workspace.year(YEAR) / "unit.yaml"
    unit.write_text(unit.read_text("utf-8").replace("表单集: ", "表单集: 没有的"), "utf-8")
    with pytest.raises(UsageError, match="画不出来"):
        write_offline_copy(workspace, YEAR)
