"""Words that point at a person: a form of address, a name behind 姓名 or 联系人, numbers of persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jixiao.patterns import compile_late
from jixiao.source.punctuation import is_han

# The commonest family names; a name without one of them goes unnoticed rather than a word be taken for a name.
_FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖"
    "石贾夏韦傅方邹熊孟秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵钱严覃戴莫孔汤易乔赖文柳饶"
)
_COMPOUND = "欧阳|司马|上官|诸葛|皇甫|夏侯|慕容|司徒"
LABEL = "(?:姓名|联系人|经办人|负责人|责任人|主讲人|作者)："
_INTRODUCED = LABEL + r"[\u4e00-\u9fff]{2,4}(?=$|[，。；、（\s])"
# Words that begin like a family name.
_NO_NAMES = "任何|方面|高龄|高级|高校|文艺|石油|江西|江苏|龙头|任课|任职|曾经|周边|范围"

MOBILE = compile_late(r"(?<![0-9.])1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9.])")
_NO_LETTERS = compile_late(r"[\W\d_]+")
# What each of the following has.
LIKELY_NUMBER = "[0-9]{4}[- ]?[0-9]{3}|@"
NUMBERS = compile_late(
    rf"{MOBILE.pattern}"
    r"|(?<![0-9.])[1-9][0-9]{16}[0-9Xx](?![0-9])"
    r"|(?<![0-9.])[0-9]{16,19}(?![0-9])"
    r"|(?<![0-9.])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])"
    r"|(?<![A-Za-z0-9._-])[A-Za-z0-9._-]++@[A-Za-z0-9-]+\.[A-Za-z.]+"
)


def addressed_persons(address: Iterable[str]) -> str:
    """Return the pattern of a family name, a given name and one of the forms of address, escaped; "" without any."""
    joined = "|".join(address)
    name = rf"(?:(?:{_COMPOUND})[\u4e00-\u9fff]{{1,2}}|[{_FAMILY}][\u4e00-\u9fff]{{1,2}}?)"
    return rf"(?!{_NO_NAMES}){name}(?:{joined})" if joined else ""


def find_introduced(text: str) -> Iterator[re.Match[str]]:
    """Yield labels of a person with the name behind them."""
    # A class of all Chinese characters takes long to compile: not before a text has what stands before it.
    yield from re.finditer(_INTRODUCED, text) if re.search(LABEL, text) else ()


def is_name(words: str) -> bool:
    """Return whether words can be a person's name: two to six Chinese characters."""
    return 2 <= len(words) <= 6 and all(is_han(one) or one == "·" for one in words)


def names_alone(text: str) -> bool:
    """Return whether a text holds a person's name, numbers or both, and nothing else."""
    words = _NO_LETTERS.sub("", NUMBERS.sub("", text))
    return not words or is_name(words)
