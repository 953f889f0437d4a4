"""Rows of indicators that contradict themselves, each with a right twin; they take the place of rows of a year.

``claim_rows.txt`` holds more (kind|name|target|right|wrong actual, or reason), ``right_rows.txt`` rows that sound wrong
and are right (name|target|actual|reason).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

_ROW = re.compile(r"(?m)^      - 三级指标: .*\n(?:        .*\n){4,6}")
_HERE = Path(__file__).parent
_CELL = r"(?m)^(\s+{}:).*$"


@dataclass(frozen=True)
class Cells:
    """Name, target, actual and reason of a row, and what share of the points it claims."""

    name: str
    target: str
    actual: str
    reason: str = "无"
    share: float = 1.0


@dataclass(frozen=True)
class RowPair:
    """A right row and the same wrong."""

    kind: str
    right: Cells
    wrong: Cells

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with either: a row that must not be accused."""
        return self.right == self.wrong


def _pairs() -> Iterator[RowPair]:
    for kind, name, target, right, wrong in _WRONG_ACTUALS:
        yield RowPair(kind, Cells(name, target, right), Cells(name, target, wrong))
    for kind, name, target, actual, reason in _WRONG_REASONS:
        yield RowPair(kind, Cells(name, target, actual), Cells(name, target, actual, reason))
    yield from _listed()


def _listed() -> Iterator[RowPair]:
    for line in (_HERE / "claim_rows.txt").read_text("utf-8").splitlines():
        kind, name, target, right, wrong = line.split("|")
        is_reason = kind == "原因说没有完成"
        spoilt = Cells(name, target, right, wrong) if is_reason else Cells(name, target, wrong)
        yield RowPair(kind, Cells(name, target, right), spoilt)
    for line in (_HERE / "right_rows.txt").read_text("utf-8").splitlines():
        name, target, actual, reason = line.split("|")
        row = Cells(name, target, actual, reason or "无")
        yield RowPair("对的行", row, row)


# kind, name, target, right actual, wrong actual: both with full points
_WRONG_ACTUALS = (
    ("比率超过百分之百", "产品抽检合格率", "≥95%", "98%", "108%"),
    ("比率超过百分之百", "办结及时率", "≥96%", "97%", "970%"),
    ("比率超过百分之百", "设备完好率", "≥90%", "95%", "195%"),
    ("比率超过百分之百", "服务人口覆盖率", "≥85%", "90%", "102%"),
    ("比率超过百分之百", "来访群众满意率", "≥95%", "96%", "196%"),
    ("比率超过百分之百", "政策知晓率", "≥80%", "88%", "880%"),
    ("比率超过百分之百", "资料归档率", "≥95%", "99%", "119%"),
    ("严格界限", "举办专题讲座", ">2场", "3场", "2场"),
    ("严格界限", "系统故障次数", "<3次", "2次", "3次"),
    ("严格界限", "培训骨干人数", "大于50人", "51人", "50人"),
    ("严格界限", "接待来访批次", "超过20批次", "21批次", "20批次"),
    ("严格界限", "投诉件数", "少于5件", "4件", "5件"),
    ("严格界限", "病虫害发生率", "低于3%", "2.5%", "3%"),
    ("没有达到", "整理案卷数量", "≥500卷", "520卷", "480卷"),
    ("没有达到", "巡查次数", "不少于24次", "24次", "23次"),
    ("没有达到", "培训合格率", "≥95%", "96%", "94%"),
    ("没有达到", "发放宣传资料", "不低于1万份", "1.2万份", "1200份"),
    ("没有达到", "维护设备", "12台", "12台", "10台"),
    ("没有达到", "会议经费", "不超过3万元", "2.8万元", "3.4万元"),
    ("没有达到", "单次印刷成本", "≤1200元", "1150元", "1500元"),
    ("没有达到", "完成时限", "12月底前", "12月20日", "次年2月完成"),
    ("逾期", "工程竣工时间", "10月31日前", "10月20日", "11月20日"),
    ("逾期", "方案报送时间", "6月底前", "6月25日", "7月5日"),
    ("逾期", "任务办结时间", "2季度末前", "6月18日", "8月18日"),
    ("逾期", "资金拨付时间", "9月30日前完成", "9月28日", "10月15日完成"),
    ("否定", "验收结果", "验收合格", "验收合格", "验收不合格"),
    ("否定", "群众反映", "满意", "满意", "不满意"),
    ("否定", "安全运行情况", "正常运行", "正常运行", "未正常运行"),
    ("否定", "制度健全性", "健全", "健全", "不健全"),
    ("否定", "资料完整性", "完整", "完整", "不完整"),
    ("否定", "任务办结情况", "按时办结", "按时办结", "未按时办结"),
    ("否定", "项目验收", "通过验收", "已通过验收", "未通过验收"),
    ("否定", "成果应用情况", "得到应用", "得到应用", "没有得到应用"),
    ("否定", "质量达标情况", "达标", "达标", "未达标"),
    ("否定", "安全事故", "不发生安全事故", "未发生安全事故", "发生安全事故1起"),
    ("否定", "平台上线", "建成上线", "建成上线", "尚未上线"),
    ("否定", "信息公开", "全部公开", "全部公开", "部分公开"),
    ("反义", "服务效率", "有所提高", "有所提高", "有所下降"),
    ("反义", "运行成本", "逐步降低", "逐步降低", "逐步上升"),
    ("反义", "环境质量", "持续改善", "持续改善", "持续恶化"),
    ("反义", "群众信访量", "减少", "减少", "增加"),
    ("反义", "工作效率", "明显提升", "明显提升", "明显降低"),
    ("反义", "社会影响", "良好", "良好", "较差"),
    ("反义", "财政收入", "稳步增长", "稳步增长", "有所减少"),
    ("反义", "管理水平", "增强", "增强", "减弱"),
    ("等次降低", "课题评审等次", "优秀", "优秀", "合格"),
    ("等次降低", "考核结果", "优秀", "优秀", "良好"),
    ("等次降低", "档案管理等级", "一级", "一级", "二级"),
    ("等次降低", "工程质量等级", "优良", "优良", "合格"),
    ("等次降低", "评审结论", "良好及以上", "优秀", "合格"),
    ("等次降低", "创建级别", "省级", "省级", "市级"),
    ("频次", "召开例会", "每月1次", "全年12次", "全年11次"),
    ("频次", "开展巡检", "每季度1次", "4次", "3次"),
    ("频次", "编发简报", "每月2期", "24期", "20期"),
    ("频次", "组织学习", "每周1次", "52次", "40次"),
    ("频次", "安全检查", "每季度不少于2次", "8次", "6次"),
    ("频次", "数据备份", "每月不少于1次", "全年12次", "全年10次"),
    ("单位变了", "数据迁移量", "≥30TB", "32TB", "32GB"),
    ("单位变了", "扫描数量", "≥20万页", "21万页", "21页"),
    ("单位变了", "改造面积", "≥800㎡", "820㎡", "820㎥"),
    ("单位变了", "管线长度", "≥5公里", "5.2公里", "5.2米"),
    ("单位变了", "参训人数", "≥300人", "320人", "320场"),
    ("单位变了", "服务时长", "≥600小时", "620小时", "620分钟"),
    ("单位变了", "建设工期", "≤6个月", "5个月", "5年"),
    ("单位丢了", "资料完整率", "≥96%", "97.1%", "97.1"),
    ("单位丢了", "征集实物数量", "≥80件", "86件", "86"),
    ("单位丢了", "宣传覆盖人次", "≥2万人次", "2.1万人次", "2.1"),
    ("单位丢了", "更新设备数量", "≥12台", "13台", "13"),
    ("占位", "宣传报道数量", "≥30篇", "32篇", "××篇"),
    ("占位", "开放利用卷数", "≥900卷", "910卷", "XX卷"),
    ("占位", "受益人数", "≥400人", "410人", "***人"),
    ("占位", "活动场次", "≥6场", "6场", "约  场"),
    ("占位", "完成质量", "合格", "合格", "待定"),
    ("占位", "培训效果", "良好", "良好", "同上"),
)
# kind, name, target, actual, wrong reason beside full points
_WRONG_REASONS = (
    ("原因说没有完成", "整理案卷数量", "≥500卷", "520卷", "因人手不足未完成全部任务"),
    ("原因说没有完成", "培训班期数", "≥4期", "4期", "受场地影响，少办1期"),
    ("原因说没有完成", "工程验收", "验收合格", "验收合格", "尚有部分工程没有验收"),
    ("原因说没有完成", "巡查次数", "≥24次", "24次", "因汛期调整，实际仅巡查20次"),
    ("原因说没有完成", "资金拨付时间", "9月30日前", "9月28日", "因手续不全，延迟到11月拨付"),
    ("原因说没有完成", "群众满意度", "≥95%", "96%", "部分群众不满意，未达到目标"),
    ("原因说没有完成", "服务效率", "有所提高", "有所提高", "设备老化，效率没有提高"),
    ("原因说没有完成", "宣传场次", "≥10场", "10场", "有2场因天气取消"),
    ("原因说没有完成", "设备完好率", "≥90%", "95%", "低于目标值2个百分点"),
)
ROWS = tuple(_pairs())
_LISTED = frozenset(_listed())
# Of the rows of the lists so many are tried in each year: they are many.
_SHARE = 0.25


def planted_rows(folder: Path, each: int, rng: Random) -> Iterator[tuple[str, RowPair, Path, tuple[str, str]]]:
    """Yield kind, pair, file and the file's two texts, the right and the wrong row in place of one of its rows.

    ``each`` 2 takes all pairs once, 1 every second.
    """
    files = [folder / "annex2.yaml", *sorted((folder / "projects").glob("*.yaml"))]
    for pair in ROWS if each > 1 else ROWS[::2]:
        if pair in _LISTED and rng.random() >= _SHARE:
            continue
        path = rng.choice(files)
        text = path.read_text("utf-8")
        told = " ".join(one.read_text("utf-8") for one in (folder / "report").glob("*.md"))
        places = [
            match
            for match in _ROW.finditer(text)
            if "预算控制" not in match[0] and _is_full(match[0]) and _name(match[0]) not in told
        ]
        if places:
            place = rng.choice(places)
            texts = tuple(
                text[: place.start()] + _filled(place[0], one) + text[place.end() :] for one in (pair.right, pair.wrong)
            )
            yield pair.kind, pair, path, (texts[0], texts[1])


def _name(row: str) -> str:
    """Return how a report refers to a row: its name without number and quotation marks, or the beginning of it."""
    name = row.partition("\n")[0].partition(":")[2].strip(' "')
    return re.sub(r"^[0-9]+[.．、]", "", name).translate(str.maketrans("", "", "“”"))[:8]


def _is_full(row: str) -> bool:
    cells = dict(re.findall(r"(分值|得分): *([0-9.]+)", row))
    return len(cells) == 2 and float(cells["分值"]) == float(cells["得分"])


def _filled(row: str, cells: Cells) -> str:
    for key, value in (("年度指标值", cells.target), ("实际完成值", cells.actual), ("偏差原因", cells.reason)):
        row = re.sub(_CELL.format(key), lambda match, value=value: f'{match[1]} "{value}"', row)  # type: ignore[misc]
    return re.sub(r"三级指标: .*", f'三级指标: "{cells.name}"', row, count=1)
