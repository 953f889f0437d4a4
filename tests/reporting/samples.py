"""Findings of all kinds, with texts that would break careless writers."""

from msgspec.structs import replace

from jixiao.findings import NOT_FILLED_IN, Finding, Place, Severity

ERROR = Finding(
    "T201",
    Place("data/2023/annex1.yaml", 12, 7),
    "“公务接待”各处不一致：附件1印作 1；报告 二印作 2",
    "各处印同一个数",
    "核对哪一处是对的。",
    Severity.ERROR,
    subject="附件1.三公经费.公务接待.决算",
    seen=("1", "2"),
    printed=("附件1", "报告 二 第2处"),
    basis="预算法第十三条",
    waivable=True,
)
WARNING = replace(
    ERROR, code="T203", severity=Severity.WARNING, subject="编制数不超", place=Place("data/2023/unit.yaml", 3)
)
HINT = replace(ERROR, code="A101", severity=Severity.HINT, found="合计差 0.01（在四舍五入范围内）")
WAIVED = replace(ERROR, subject="附件1.公用经费.决算", found="原件“公用经费”不一致", waived="原件如此，已与财政局核对")
READING = Finding(
    "M006", Place("data/2023/annex1.yaml", 38, 7), "“188万元”带单位", "只写数字", "改成 188。", subject="附件1.政府采购"
)
NOWHERE = Finding("V001", Place(""), "没有文件的问题", "有文件", "补上。", subject="没有的文件")
NASTY = Finding(
    "T202",
    Place("data/2023/报告 一,二:三.md", 5),
    "文字含 ::error::、%0A、50%、<b>、&amp;、]]>、\x1b[31m、\x00、\u202e、“'\"`、\n第二行、\ud800、全角\u3000空格",
    "<script>alert(1)</script>",
    "改掉 a|b。",
    Severity.WARNING,
    subject="报告 一：'单引号' \"双引号\"",
    seen=("\x1b[31m、\x00", "]]>、\ud800\n#", "<b>"),
    printed=("报告 一 <第1段>",),
    basis="依据 <a>",
    waivable=True,
)
ALL = [ERROR, WARNING, HINT, WAIVED, READING, NOWHERE, NASTY]
OPEN = Finding(
    NOT_FILLED_IN,
    Place("data/2024/annex1.yaml", 8, 8),
    "编制数：尚未填写",
    "整数",
    "换成整数。",
    subject="附件1.编制数",
)


def open_in(files: int, places: int) -> list[Finding]:
    """Return open places in so many files, so many in each."""
    return [
        replace(OPEN, place=Place(f"data/2024/projects/{number:02d}.yaml", line, 8))
        for number in range(files)
        for line in range(1, places + 1)
    ]
