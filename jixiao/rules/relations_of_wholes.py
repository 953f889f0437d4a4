"""What is left of a whole, what each of so many has, and what parts come to, by the words before the numbers."""

from __future__ import annotations

from decimal import Decimal

from jixiao.figures import round_half_up
from jixiao.patterns import compile_late
from jixiao.rules.claims import ClaimKind
from jixiao.rules.claims_by_role import ToldNumber
from jixiao.rules.claims_divided import comes_to, interval_of, leaves
from jixiao.rules.found_relations import DONE, DUE, SAYS, FoundRelation, are_exact, list_others, unit_of
from jixiao.rules.interval import Interval

LEFT = compile_late(
    "(?:结余|剩余?|提前|节余|尚余|余款?|节约|节省|节支|相差|差额|差距|缺口|差|欠|缺[席考勤额编]?|审减|核减|压减|净[增减][一-鿿]{0,2}|空[编缺余]|盘[亏盈]|少[一-鿿]{1,2}|闭馆|仍有|还有|正在[一-鿿]{1,4}"
    f"|(?:未|尚未|没有?|不)[一-鿿]{{1,4}}?)(?:了|资金|金额|人数|数|额)*{SAYS}"
)
# What these say is what is over of the two numbers beside them, whatever those are called.
_PLAINLY_LEFT = compile_late(
    f"(?:结余|剩余?|提前|节余|尚余|余|相差|差额|盘[亏盈]|净[增减][一-鿿]{{0,2}}|少[一-鿿]{{1,2}}|闭馆|缺口|仍有|还有|正在[一-鿿]{{1,4}}|空[缺余]){SAYS}"
)
_NET = compile_late("净[增减]")
_ADDS = compile_late("盘[亏盈]|追加|新增|增加|调[增减]|其中|比|较|结转|转入|调入|预付|退回")
_SOURCE = compile_late(
    "^(?:其中)?(?:中央|省级?|市级?|县级?|区级?|地方|财政|上级|本级|自筹|单位自筹|社会|企业|银行|其他|群众)+"
    "(?:财政|资金|投入|配套|补助|安排|拨款|承担|出资|贷款|捐赠|资本|专项)*$"
)
_LEADS = compile_late("(?:总|合计|共)[一-鿿]{0,6}$")
_LEAST_SOURCES, _NOT_ALL = 2, compile_late("其余|余下|剩余|等|到位|另")
_PER = compile_late(
    "(?:平均)?每(?P<of>[一-鿿]{1,3}?)(?:平均|补助|补贴|支持|安排|需|约|拨付|发放|投入|参加|培训)?$|(?P<mean>(?!平)[一-鿿])均$"
)
_PRICED = compile_late("(?:单价|均价|每[一-鿿]{1,2}均价)$")
_SAME_COUNT = {"日": "天", "名": "人", "人次": "人", "平方米": "㎡", "车": "辆", "年": "年"}
_APART_FROM_MEANS = compile_late("其中|上年|去年|同比|比|另")
_ALL_BEFORE = compile_late(
    "^(?:以上|上述|这|前述)?(?:[两二三四五六七八九]项|各项|几项)?(?:费用|支出|资金|经费)?(?:合计|共计|总计|共|总共|一共)[一-鿿]{0,4}$"
)
_A_TOTAL = compile_late("共|总|合计|全")


def find_remainder(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return what is left, or not done, by the only two others of its unit: what was due and what was done."""
    part, match = parts[at], LEFT.search(parts[at].words)
    two = list_others(parts, at, unit_of(part.number)) if match else []
    if len(two) != 2 or not are_exact(two) or unit_of(part.number) == "%":
        return None
    done = next((one for one in two if DONE.search(one.words)), None)
    whole = next((one for one in two if one is not done and DUE.search(one.words)), None)
    is_plain = (done is None or whole is None) and at > 1 and _PLAINLY_LEFT.search(part.words) is not None
    # A number without words of its own is one more of what is left: 结余5.7万元（基本支出）、8.6万元（项目支出）.
    if is_plain and all(one.words for one in two):
        is_net = _NET.search(part.words) or not _ADDS.search("".join(one.words for one in two))
        whole, done = two if is_net else (None, None)
    if done is None or whole is None:
        return None
    off = abs(whole.number.amount - done.number.amount)
    numbers = (whole.number, done.number)
    high, low = sorted(numbers, key=lambda one: -one.amount)
    should = part.number.reworded(off)
    known = f"{high.phrase} − {low.phrase} = {should}"
    holds = leaves(high, low, part.number)
    return FoundRelation(ClaimKind.RECKONED, holds, known=known, should=should, by=numbers)


def _is_divided(parts: list[ToldNumber]) -> bool:
    """Return whether some numbers count those that are, and those that are not: 满意190户，基本满意8户，不满意2户."""
    words = [one.words for one in parts]
    return len(parts) > _LEAST_SOURCES and any(f"不{one}" in words and one for one in words)


def find_sum_of_sources(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return what a total is by the sources behind it, which are all: 总投资800万元，中央500万元，地方300万元."""
    part, rest = parts[at], parts[at + 1 :]
    sources = [one for one in rest if _SOURCE.search(one.words)] if not _is_divided(rest) else rest
    is_all = len(sources) == len(rest) >= _LEAST_SOURCES and len({unit_of(one.number) for one in (part, *rest)}) == 1
    is_led = _LEADS.search(part.words) or (_is_divided(rest) and DUE.search(part.words))
    if at or not is_all or not is_led or not are_exact(rest) or _NOT_ALL.search(rest[-1].after):
        return None
    return _sum_of(rest, part)


def find_mean(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return what each of so many has, where there are three numbers only: 20万元支持8个村，每村2.5万元."""
    part, match = parts[at], _PER.search(parts[at].words)
    is_price = _PRICED.search(part.words) is not None
    others = [one for place, one in enumerate(parts) if place != at]
    if not (match or is_price) or len(others) != 2 or any(_APART_FROM_MEANS.search(one.words) for one in parts):
        return None
    of = (match["of"] or match["mean"]) if match else ""
    wholes = [one for one in others if unit_of(one.number) == unit_of(part.number)]
    counts = [one for one in others if is_price or _counts(one, of)]
    pair = next(((whole, count) for whole in wholes for count in counts if whole is not count), None)
    if pair is None or not are_exact([*pair, part]) or unit_of(part.number) == "%":
        return None
    if pair[0].number.amount < part.number.amount:
        return None  # 每期40人，共办6期，授课教师12人: another matter
    whole, count = pair[0].number, pair[1].number
    mean = interval_of(whole).over(Interval.exact(count.amount))
    holds = (mean is None or mean.meets(interval_of(part.number))) or Interval.exact(
        part.number.amount * count.amount
    ).meets(interval_of(whole))
    should = part.number.reworded(round_half_up(whole.amount / count.amount, 2))
    known = f"{whole.phrase} ÷ {count.phrase} = {should}"
    return FoundRelation(ClaimKind.RECKONED, holds, known=known, should=should, by=(whole, count))


def _counts(part: ToldNumber, of: str) -> bool:
    """Return whether a number counts what something is told of each of: 8个村 and 每村."""
    unit = unit_of(part.number)
    return bool(of) and (
        unit in (of, f"{of}次", _SAME_COUNT.get(of, of)) or (unit in ("个", "家", "所") and part.behind.startswith(of))
    )


def find_sum_of_those_before(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return what all numbers of the sentence before come to: 办公费2万元、印刷费1万元。两项合计3万元."""
    part, those = parts[at], parts[:at]
    is_own = at + 1 == len(parts) and len(those) > 1 and _ALL_BEFORE.search(part.words) is not None
    is_alike = len({unit_of(one.number) for one in parts}) == 1 and unit_of(part.number) not in ("", "%")
    if not (is_own and is_alike) or not are_exact(those) or any(_A_TOTAL.search(one.words) for one in those):
        return None
    return _sum_of(those, part)


def _sum_of(those: list[ToldNumber], whole: ToldNumber) -> FoundRelation:
    """Return what some numbers come to, beside the number that says so."""
    numbers = [one.number for one in those]
    holds = comes_to(numbers, whole.number)
    should = whole.number.reworded(sum((one.amount for one in numbers), Decimal(0)))
    known = f"{' + '.join(one.phrase for one in numbers)} = {should}"
    return FoundRelation(ClaimKind.SUM, holds, known=known, should=should, by=tuple(numbers))
