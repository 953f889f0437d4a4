"""The skeleton of waivers.yaml: complete, refused until filled in, good once it is."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from msgspec.structs import replace
from ruamel.yaml import YAML

from jixiao.build.stories import check_year
from jixiao.commands.schema import schema_files
from jixiao.model.scalars import UNFILLED
from jixiao.model.waivers import Waivers
from jixiao.reporting.waiver_skeleton import format_waivers_skeleton
from jixiao.source.nodes import load_yaml
from jixiao.submission.validate import validate
from tests.reporting.samples import ALL, ERROR, HINT, NASTY, READING, WAIVED
from tests.support.made_unit import MADE, copy_made_unit


def filled(skeleton: str) -> str:
    skeleton = skeleton.replace(f"有效期至: {UNFILLED}", "有效期至: 2099-12-31")
    return "\n".join(
        line if line.startswith("#") else line.replace(UNFILLED, "填表人甲") for line in skeleton.split("\n")
    )


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    return Draft7Validator(json.loads(schema_files(MADE)["waivers.schema.json"]))


def test_what_may_be_waived_is_listed_and_nothing_else() -> None:
    text = format_waivers_skeleton([ERROR, HINT, WAIVED, READING])
    assert text.count("- 规则:") == 1
    assert "- 规则: T201\n    对象: 附件1.三公经费.公务接待.决算\n" in text
    assert format_waivers_skeleton([ERROR, HINT, WAIVED, READING], everything=True).count("- 规则:") == 2


def test_without_anything_to_waive_there_is_only_a_remark() -> None:
    assert format_waivers_skeleton([WAIVED, READING]) == "# 没有可以豁免的问题。\n"


def test_reading_refuses_it_until_it_is_filled_in(tmp_path: Path, schema: Draft7Validator) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(format_waivers_skeleton([ERROR]), "utf-8")
    source = load_yaml(path, "waivers.yaml", "")
    validate(source, Waivers)
    assert [one.place.line for one in source.findings] == [10, 11, 12]
    assert len(list(schema.iter_errors(YAML(typ="safe", pure=True).load(path.read_text("utf-8"))))) >= 3


def test_texts_come_back_as_they_were(tmp_path: Path) -> None:
    kept = [one for one in ALL if one.waivable and not one.waived and one is not NASTY]
    tricky = [
        "'单' \"双\" # 井号: 冒号 - 减号 [方] {花} & * ! | > % @ `",
        "有\n换行",
        "结尾的冒号:",
        "- 像一个列表项",
        "null",
        "12.50",
        "反斜线 \\n 不是换行",
    ]
    kept += [replace(ERROR, seen=(text, "a, b]", text), subject=text.replace("\n", " ")) for text in tricky]
    kept += [replace(ERROR, seen=())]
    path = tmp_path / "waivers.yaml"
    path.write_text(filled(format_waivers_skeleton(kept, everything=True)), "utf-8")
    source = load_yaml(path, "waivers.yaml", "")
    record = validate(source, Waivers)
    assert source.findings == []
    assert record
    assert [(str(one.rule), str(one.subject), tuple(map(str, one.seen))) for one in record.waivers] == [
        (one.code, one.subject, one.seen) for one in kept
    ]


def test_filled_in_it_waives_everything_that_stood_in_the_way(tmp_path: Path, schema: Draft7Validator) -> None:
    workspace = copy_made_unit(tmp_path)
    path = workspace.year(2023) / "waivers.yaml"
    path.unlink(missing_ok=True)
    before = check_year(workspace, 2023).findings
    path.write_text(filled(format_waivers_skeleton(before, everything=True)), "utf-8")
    after = check_year(workspace, 2023).findings
    assert [one for one in after if not one.waived] == []
    assert len(after) == sum(not one.explains for one in before)
    data = YAML(typ="safe", pure=True).load(re.sub(r"(\d{4}-\d\d-\d\d)", r"'\1'", path.read_text("utf-8")))
    assert list(schema.iter_errors(data)) == []
