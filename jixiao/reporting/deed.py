"""What a command set out to do, which its last words depend on."""

from enum import StrEnum


class Deed(StrEnum):
    """What a command set out to do."""

    CHECKED = "检查"
    BUILT = "生成"
    DRAFTED = "生成草稿"
    COMPARED = "比对"
    RECORDED = "记录"
