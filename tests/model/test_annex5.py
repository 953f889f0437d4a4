"""Annex 5: items with points; what evidence is asked for may be blank, files may be left out."""

from jixiao.model.annex5 import Criterion
from tests.model.entered import entered, found

ITEM = "名称: 自评通知\n分值: 8\n评分标准: 印发的得分\n所需佐证材料:\n"


def test_an_item_without_evidence_names_no_files() -> None:
    item = entered(Criterion, ITEM)
    assert (item.points.unit, item.evidence, item.evidence_files) == ("分", "", [])


def test_a_file_of_evidence_has_no_folder() -> None:
    assert entered(Criterion, f"{ITEM}佐证文件: [通知.pdf]\n").evidence_files == ["通知.pdf"]
    assert found(Criterion, f"{ITEM}佐证文件: [a/通知.pdf]\n") == ["M021:5"]
