"""A model made of paths reads a file of groups, values and lists."""

from jixiao.model.described_record import EnteredKind, list_entries, list_rows, list_values, make_record
from jixiao.model.scalars import Reads, read_name, text_reader
from jixiao.source.nodes import parse_yaml
from jixiao.submission.validate import validate

NAME = EnteredKind(Reads(read_name, {"type": "string"}), optional=False)
NOTE = EnteredKind(Reads(text_reader(blank=True), {"type": "string"}), optional=True)
MODEL = make_record("表", {"甲.乙": NAME, "甲.丙": NOTE, "备注.丁": NOTE}, {"行": {"名": NAME}})


def read(text: str) -> tuple[dict[str, str], dict[str, list[dict[str, str]]], list[str]]:
    source = parse_yaml(text, "a.yaml", "")
    record = validate(source, MODEL)
    assert record is not None
    rows = {path: [{name: str(one) for name, one in row.items()} for row in each] for path, each in list_rows(record)}
    values = {path: str(value) for path, value in list_values(record)}
    return values, rows, [one.code for one in source.findings]


def test_values_and_rows_come_by_path() -> None:
    values, rows, codes = read("甲: {乙: 一}\n行:\n  - 名: 二\n  - 名: 三\n")
    assert (values, rows, codes) == ({"甲.乙": "一"}, {"行": [{"名": "二"}, {"名": "三"}]}, [])


def test_what_must_be_there_is_missed_what_may_be_left_out_is_not() -> None:
    assert read("行: []\n")[2] == ["M002"]
    assert read("甲: {丙: 一}\n行:\n  - 称: 二\n")[2] == ["M001", "M002", "M002"]


def test_what_is_left_out_has_its_path_and_no_value() -> None:
    record = validate(parse_yaml("甲: {乙: 一}\n行: []\n", "a.yaml", ""), MODEL)
    assert record is not None
    assert [(path, value) for path, value in list_entries(record) if not value] == [
        ("甲.丙", None),
        ("备注", None),
        ("行", []),
    ]
