"""Sentences of a report over a year's own figures: each kind of mistake with the wrong sentence and its right twin.

A number is written ``\\x01path\\x02digits\\x03``: typed and declared it is its digits, bound it is a reference to the
path, where it has one. Words are the benchmark's own; what they speak of are the year's figures, projects, indicators.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from jixiao.figures import Figure
from jixiao.plain import format_plain
from jixiao.render.printing import format_figure
from jixiao.rules.form_tables import list_evaluation_forms
from jixiao.rules.printed_package import PrintedPackage
from jixiao.targets import Deadline, Quantity, parse

Pair = tuple[str, str]
CENT, TEN_THOUSAND = Decimal("0.01"), Decimal(10_000)


def number(digits: str, path: str = "") -> str:
    """Return a number as sentences hold it."""
    return f"\x01{path}\x02{digits}\x03"


def rounded(amount: Decimal, places: int = 2) -> str:
    """Return an amount as people write it: rounded half up, without trailing zeros."""
    return format_plain(amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def computed(amount: Decimal, places: int = 2) -> str:
    """Return a number that somebody reckoned."""
    return number(rounded(amount, places))


@dataclass(frozen=True)
class Line:
    """A line of a form with its columns as paths; "" where it has none."""

    name: str
    final: str
    prior: str = ""
    budget: str = ""
    initial: str = ""


MONEY_LINES = (
    Line("“三公”经费", "附件1.三公经费.决算", "附件1.三公经费.上年决算", "附件1.三公经费.预算"),
    Line(
        "公务接待费", "附件1.三公经费.公务接待.决算", "附件1.三公经费.公务接待.上年决算", "附件1.三公经费.公务接待.预算"
    ),
    Line(
        "公车运行维护费",
        "附件1.三公经费.公车运行维护.决算",
        "附件1.三公经费.公车运行维护.上年决算",
        "附件1.三公经费.公车运行维护.预算",
    ),
    Line("公用经费", "附件1.公用经费.决算", "附件1.公用经费.上年决算", "附件1.公用经费.预算"),
    Line("项目支出", "项目支出.决算", "附件1.项目支出.上年决算", "项目支出.全年收入", "项目支出.年初预算批复"),
    Line("基本支出", "基本支出.决算.合计", "", "基本支出.全年收入", "基本支出.年初预算.合计"),
    Line("整体支出", "附件2.资金.全年执行数", "", "附件2.资金.全年预算数", "附件2.资金.年初预算数"),
    Line("政府采购金额", "附件1.政府采购金额.决算", "", "附件1.政府采购金额.预算"),
)


class Matter:
    """What sentences may speak of in one year."""

    def __init__(self, package: PrintedPackage) -> None:
        self.package, self.year = package, package.submission.year
        self.lines = [line for line in MONEY_LINES if self.v(line.final)]
        self.projects = [self._project(one.identifier, str(one.project.name)) for one in package.submission.projects]
        self.projects = [line for line in self.projects if self.v(line.final)]
        sheets = list_evaluation_forms(package)
        self.rows = [row for sheet in sheets for row in sheet.rows]
        self.posts, self.staff = "附件1.财政供养人员.编制数", "附件1.财政供养人员.在职人数"
        self.retired = "单位.人员.退休人员"

    def _project(self, key: str, name: str) -> Line:
        funds = f"各项目.{key}.资金.年度资金总额"
        prior = f"附件1.项目支出.{key}.上年决算"
        return Line(name, f"{funds}.全年执行数", prior, f"{funds}.全年预算数", f"{funds}.年初预算数")

    def figure(self, path: str) -> Figure | None:
        return self.package.figures.get(path)

    def v(self, path: str) -> Decimal:
        """Return a figure as printed, 0 where there is none."""
        best = self.package.best(path)
        if best is not None and best.amount is not None:
            return best.amount
        figure = self.figure(path)
        return Decimal(0) if figure is None or figure.literal else figure.amount

    def n(self, path: str) -> str:
        """Return the number of a figure as printed."""
        best, figure = self.package.best(path), self.figure(path)
        assert figure is not None, path
        plain = format_figure(figure)
        words = best.print.printed.strip() if best is not None and best.amount is not None else plain
        is_reachable = words == plain and not (path.startswith("附件1.项目支出.") and path.count(".") > 2)
        return number(words.rstrip("%"), path if is_reachable else "")

    def differ(self, *paths: str) -> bool:
        """Return whether all paths have amounts, none of them 0 and all different when rounded."""
        if not all(path and self.figure(path) for path in paths):
            return False
        amounts = [rounded(self.v(path)) for path in paths]
        return "0" not in amounts and len(set(amounts)) == len(amounts)


def up(more: bool, words: Pair = ("增加", "减少")) -> Pair:
    """Return the right and the wrong word of direction."""
    return words if more else words[::-1]


# columns

_FINAL = (
    "{y}年{s}决算{n}万元。",
    "本年{s}支出{n}万元。",
    "{s}实际支出为{n}万元，严格按规定列支。",
    "全年{s}共支出{n}万元。",
)
_BUDGET = ("{s}预算为{n}万元。", "{y}年{s}全年预算{n}万元。", "{s}预算安排{n}万元，按进度拨付。")
_INITIAL = ("{s}年初预算{n}万元。", "{y}年年初批复{s}预算{n}万元。")
_PRIOR = ("上年{s}决算{n}万元。", "{z}年{s}支出{n}万元。", "{s}上年为{n}万元。", "去年{s}决算数{n}万元。")


def _said(m: Matter, words: tuple[str, ...], line: Line, right: str, wrong: str) -> Iterator[Pair]:
    if m.differ(right, wrong):
        for each in words:
            told = {"s": line.name, "y": m.year, "z": m.year - 1}
            yield each.format(n=m.n(right), **told), each.format(n=m.n(wrong), **told)


def last_year_as_this(m: Matter) -> Iterator[Pair]:
    for line in m.lines:
        yield from _said(m, _FINAL, line, line.final, line.prior)


def budget_as_final(m: Matter) -> Iterator[Pair]:
    for line in m.lines:
        yield from _said(m, _FINAL, line, line.final, line.budget)


def final_as_budget(m: Matter) -> Iterator[Pair]:
    for line in m.lines:
        yield from _said(m, _BUDGET, line, line.budget, line.final)


def this_as_last_year(m: Matter) -> Iterator[Pair]:
    for line in m.lines:
        yield from _said(m, _PRIOR, line, line.prior, line.final)


def final_as_initial(m: Matter) -> Iterator[Pair]:
    for line in (*m.lines, *m.projects):
        if line.budget and m.v(line.initial) != m.v(line.budget):
            yield from _said(m, _INITIAL, line, line.initial, line.final)


def full_as_initial(m: Matter) -> Iterator[Pair]:
    for line in (*m.lines, *m.projects):
        yield from _said(m, _INITIAL[:1], line, line.initial, line.budget)


def project_budget_as_outturn(m: Matter) -> Iterator[Pair]:
    for line in m.projects:
        words = ("{s}全年执行{n}万元。", "{s}实际支出{n}万元，资金使用规范。", "其中，{s}支出{n}万元。")
        yield from _said(m, words, line, line.final, line.budget)


def project_outturn_as_budget(m: Matter) -> Iterator[Pair]:
    for line in m.projects:
        yield from _said(m, ("{s}全年预算{n}万元。", "{s}预算安排{n}万元。"), line, line.budget, line.final)


def another_years_outturn(m: Matter) -> Iterator[Pair]:
    for line in m.lines:
        if m.differ(line.final, line.prior):
            yield (
                f"{m.year}年，{line.name}支出{m.n(line.final)}万元。",
                f"{m.year - 1}年，{line.name}支出{m.n(line.final)}万元。",
            )


# names


def another_projects_number(m: Matter) -> Iterator[Pair]:
    for one, other in zip(m.projects, m.projects[1:] + m.projects[:1], strict=True):
        if m.v(one.final) != m.v(other.budget):
            words = ("{s}支出{n}万元。", "{s}执行数{n}万元，完成了年度任务。", "2.{s}决算{n}万元。")
            yield from _said(m, words, one, one.final, other.final)


def another_lines_number(m: Matter) -> Iterator[Pair]:
    for one, other in zip(m.lines, m.lines[1:] + m.lines[:1], strict=True):
        if m.v(other.final) not in (m.v(one.budget), m.v(one.prior)):
            yield from _said(m, _FINAL[1:], one, one.final, other.final)


def numbers_exchanged(m: Matter) -> Iterator[Pair]:
    basic, project = "基本支出.决算.合计", "项目支出.决算"
    if m.differ(basic, project):
        a, b = m.n(basic), m.n(project)
        for words in ("基本支出{}万元，项目支出{}万元。", "本年基本支出决算{}万元、项目支出决算{}万元。"):
            yield words.format(a, b), words.format(b, a)


def staff_exchanged(m: Matter) -> Iterator[Pair]:
    if m.differ(m.staff, m.retired):
        for words in ("在职人员{}人。", "年末实有在职人员{}人，队伍稳定。"):
            yield words.format(m.n(m.staff)), words.format(m.n(m.retired))
        yield f"退休人员{m.n(m.retired)}人。", f"退休人员{m.n(m.staff)}人。"
    if m.differ(m.staff, m.posts):
        yield (
            f"编制人数{m.n(m.posts)}人，在职人员{m.n(m.staff)}人。",
            f"编制人数{m.n(m.staff)}人，在职人员{m.n(m.posts)}人。",
        )


# digits


def _spoilt(m: Matter, spoil: Callable[[str], str]) -> Iterator[Pair]:
    for line in (*m.lines, *m.projects[:6]):
        digits = rounded(m.v(line.final))
        wrong = spoil(digits)
        others = {rounded(m.v(path)) for path in (line.prior, line.budget, line.initial) if path}
        if wrong and Decimal(wrong) and wrong != digits and wrong not in others:
            for words in ("{}支出{}万元。", "本年{}决算数为{}万元。"):
                yield words.format(line.name, m.n(line.final)), words.format(line.name, number(wrong))


def digits_swapped(m: Matter) -> Iterator[Pair]:
    def spoil(digits: str) -> str:
        for at in range(len(digits) - 1):
            if "." not in digits[at : at + 2] and digits[at] != digits[at + 1] and digits[at + 1] != "0":
                return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        return ""

    yield from _spoilt(m, spoil)


def swapped_across_the_point(m: Matter) -> Iterator[Pair]:
    def spoil(digits: str) -> str:
        at = digits.find(".")
        if at < 1 or digits[at - 1] == digits[at + 1]:
            return ""
        return digits[: at - 1] + digits[at + 1] + "." + digits[at - 1] + digits[at + 2 :]

    yield from _spoilt(m, spoil)


def digit_lost(m: Matter) -> Iterator[Pair]:
    yield from _spoilt(m, lambda digits: digits[1:] if len(digits.partition(".")[0]) > 1 and digits[1] != "0" else "")


def one_off(m: Matter) -> Iterator[Pair]:
    yield from _spoilt(m, lambda digits: digits[:-1] + str((int(digits[-1]) + 1) % 10))


def point_moved(m: Matter) -> Iterator[Pair]:
    yield from _spoilt(m, lambda digits: format_plain(Decimal(digits) * 10))


def wrong_unit(m: Matter) -> Iterator[Pair]:
    for line in (*m.lines, *m.projects[:4]):
        yield f"{line.name}支出{m.n(line.final)}万元。", f"{line.name}支出{m.n(line.final)}元。"
        if m.v(line.final) > 1:
            yield f"{line.name}决算{m.n(line.final)}万元。", f"{line.name}决算{m.n(line.final)}亿元。"
    yield f"在职人员{m.n(m.staff)}人。", f"在职人员{m.n(m.staff)}万元。"


# sums

_BASIC, _PROJECT, _WHOLE = "基本支出.决算.合计", "项目支出.决算", "附件2.资金.全年执行数"


def total_before(m: Matter) -> Iterator[Pair]:
    a, b, whole = m.v(_BASIC), m.v(_PROJECT), m.n(_WHOLE)
    if a and b and a + b == m.v(_WHOLE):
        wrong = computed(b + a / 10)
        for words in (
            "支出总额{}万元，其中基本支出{}万元、项目支出{}万元。",
            "全年支出{}万元（基本支出{}万元，项目支出{}万元）。",
        ):
            yield words.format(whole, m.n(_BASIC), m.n(_PROJECT)), words.format(whole, m.n(_BASIC), wrong)


def total_behind(m: Matter) -> Iterator[Pair]:
    for one, other in zip(m.projects[:8], m.projects[1:9], strict=False):
        a, b = m.v(one.final), m.v(other.final)
        for words in ("{}支出{}万元，{}支出{}万元，合计{}万元。", "{}{}万元、{}{}万元，两项共计{}万元。"):
            told = words.format(one.name, m.n(one.final), other.name, m.n(other.final), "{}")
            yield told.format(computed(a + b, 6)), told.format(computed(a + b + max(a, b) / 5 + 1))


def list_exceeds_whole(m: Matter) -> Iterator[Pair]:
    for a, b, c in ((12, 8, 5), (30, 15, 10), (7, 6, 4)):
        told = (
            f"采购设备{number(str(a + b + c))}台，其中电脑{number(str(a))}台、打印机{{}}台、扫描仪{number(str(c))}台。"
        )
        yield told.format(number(str(b))), told.format(number(str(b + 9)))
        yield (
            f"设备购置{number(f'{a}.5')}万元，其中电脑{number(str(a - 3))}万元、打印机{number('3.5')}万元。",
            f"设备购置{number(f'{a}.5')}万元，其中电脑{number(str(a - 3))}万元、打印机{number('5.5')}万元。",
        )


def sum_of_counts(m: Matter) -> Iterator[Pair]:
    for a, b, noun, unit in (
        (4, 3, "培训", "期"),
        (15, 21, "检查", "次"),
        (9, 14, "宣讲", "场"),
        (120, 86, "档案", "卷"),
    ):
        for words in (
            "上半年开展{n}{a}{u}，下半年开展{n}{b}{u}，全年共{c}{u}。",
            "一季度至三季度{n}{a}{u}、四季度{n}{b}{u}，合计{c}{u}。",
        ):
            told = {"n": noun, "u": unit, "a": number(str(a)), "b": number(str(b))}
            yield words.format(c=number(str(a + b)), **told), words.format(c=number(str(a + b + 2)), **told)


def total_in_another_unit(m: Matter) -> Iterator[Pair]:
    for a, b in ((Decimal("3.2"), Decimal("1.5")), (Decimal(12), Decimal("7.4"))):
        for words in ("印刷费{}万元、邮寄费{}万元，共{}元。", "印刷费{}万元，邮寄费{}万元，两项合计{}元。"):
            told = words.format(number(str(a)), number(str(b)), "{}")
            yield told.format(computed((a + b) * TEN_THOUSAND)), told.format(computed((a + b) * 1000))


def half_years(m: Matter) -> Iterator[Pair]:
    for line in m.lines:
        whole = m.v(line.final)
        first = (whole * 2 / 5).quantize(CENT)
        if first:
            told = f"{line.name}上半年支出{computed(first)}万元，下半年支出{{}}万元，全年支出{m.n(line.final)}万元。"
            yield told.format(computed(whole - first, 6)), told.format(computed(whole - first / 2 + 1))


def half_above_whole(m: Matter) -> Iterator[Pair]:
    for line in m.lines:
        whole = m.v(line.final)
        for words in ("上半年{}支出{}万元。", "前三季度{}支出{}万元，进度较好。"):
            yield words.format(line.name, computed(whole / 2)), words.format(line.name, computed(whole * 3 / 2 + 1))


# shares, growth, averages


def _lines_moved(m: Matter) -> Iterator[tuple[Line, Decimal, Decimal]]:
    for line in (*m.lines, *m.projects):
        if m.differ(line.final, line.prior):
            yield line, m.v(line.final), m.v(line.prior)


def growth_from_stated(m: Matter) -> Iterator[Pair]:
    for line, now, then in _lines_moved(m):
        word, rate = up(now > then)[0], abs(now - then) / then * 100
        told = f"{line.name}由上年的{m.n(line.prior)}万元{word}到{m.n(line.final)}万元，{word}{{}}%。"
        yield told.format(computed(rate)), told.format(computed(rate + 3))


def growth_against_forms(m: Matter) -> Iterator[Pair]:
    for line, now, then in _lines_moved(m):
        word, rate = up(now > then, ("增长", "下降"))[0], abs(now - then) / then * 100
        for words in ("{}较上年{}{}%。", "与上年相比，{}{}{}%。", "{}同比{}{}%，主要是工作量变化。"):
            told = words.format(line.name, word, "{}")
            yield told.format(computed(rate)), told.format(computed(rate + 4))


def change_against_forms(m: Matter) -> Iterator[Pair]:
    for line, now, then in _lines_moved(m):
        word, off = up(now > then)[0], abs(now - then)
        for words in ("{}较上年{}{}万元。", "{}比去年{}了{}万元。"):
            told = words.format(line.name, word, "{}")
            yield told.format(computed(off, 6)), told.format(computed(off + now / 4 + 1))


def share_from_stated(m: Matter) -> Iterator[Pair]:
    for one in m.projects:
        part, whole = m.v(one.final), m.v(_WHOLE)
        told = f"{one.name}支出{m.n(one.final)}万元，占支出总额{m.n(_WHOLE)}万元的{{}}%。"
        yield told.format(computed(part / whole * 100)), told.format(computed(part / whole * 100 + 5))


def share_against_forms(m: Matter) -> Iterator[Pair]:
    for path, name in ((_BASIC, "基本支出"), (_PROJECT, "项目支出")):
        if m.v(path):
            rate = m.v(path) / m.v(_WHOLE) * 100
            for words in ("{}占支出总额的{}%。", "{}占整体支出比重为{}%。", "{}占总支出的{}%，结构合理。"):
                yield (
                    words.format(name, computed(rate)),
                    words.format(name, computed(rate - 6 if rate > 50 else rate + 6)),
                )


def share_of_counts(m: Matter) -> Iterator[Pair]:
    for part, whole, noun, unit in ((8, 40, "窗口", "个"), (45, 60, "问卷", "份"), (21, 84, "投稿", "篇")):
        told = f"全年{noun}{number(str(whole))}{unit}，其中优秀{number(str(part))}{unit}，占{{}}%。"
        yield told.format(computed(Decimal(part * 100) / whole)), told.format(computed(Decimal(part * 100) / whole + 8))


def per_cent_points(m: Matter) -> Iterator[Pair]:
    for now, aim in ((Decimal("97.5"), Decimal(95)), (Decimal(98), Decimal("96.5")), (Decimal(92), Decimal(90))):
        told = f"抽查合格率{number(str(now))}%，比目标值{number(str(aim))}%高{{}}个百分点。"
        yield told.format(computed(now - aim)), told.format(computed(now - aim + 1))


def points_as_per_cent(m: Matter) -> Iterator[Pair]:
    for now, then in ((Decimal("97.5"), Decimal(95)), (Decimal(96), Decimal("92.5"))):
        told = f"群众知晓率由{number(str(then))}%提高到{number(str(now))}%，提高{computed(now - then)}{{}}。"
        yield told.format("个百分点"), told.format("%")


def execution_rate(m: Matter) -> Iterator[Pair]:
    rate = m.v(_WHOLE) / m.v("附件2.资金.全年预算数") * 100
    figure = m.figure("附件2.资金.执行率")
    if figure is None or rounded(figure.amount * 100) != rounded(rate):
        return  # printed otherwise than reckoned
    for words in ("预算执行率{}%。", "整体支出执行率为{}%，执行情况较好。"):
        yield words.format(computed(rate)), words.format(computed(rate - 4))


def project_rate(m: Matter) -> Iterator[Pair]:
    for one in m.projects:
        if m.v(one.budget):
            rate = m.v(one.final) / m.v(one.budget) * 100
            for words in ("{}执行率{}%。", "{}预算执行率为{}%。"):
                yield words.format(one.name, computed(rate)), words.format(one.name, computed(rate - 5))


def rate_from_stated(m: Matter) -> Iterator[Pair]:
    for one in m.projects:
        rate = m.v(one.final) / m.v(one.budget) * 100 if m.v(one.budget) else Decimal(0)
        told = f"{one.name}预算{m.n(one.budget)}万元，支出{m.n(one.final)}万元，执行率{{}}%。"
        yield told.format(computed(rate)), told.format(computed(rate - 7))


def average_from_stated(m: Matter) -> Iterator[Pair]:
    line = next((one for one in m.lines if one.name == "公用经费"), None)
    if line is not None and m.v(m.staff):
        mean = m.v(line.final) / m.v(m.staff)
        for words in (
            "公用经费{}万元，在职人员{}人，人均{}万元。",
            "公用经费支出{}万元，按在职人员{}人计算，人均{}万元。",
        ):
            told = words.format(m.n(line.final), m.n(m.staff), "{}")
            yield told.format(computed(mean)), told.format(computed(mean + 1))
        for words in ("人均公用经费{}万元。", "公用经费人均{}万元。"):
            yield words.format(computed(mean)), words.format(computed(mean * 2))


def average_per_item(m: Matter) -> Iterator[Pair]:
    for count, whole, noun, unit, each in (
        (12, 600, "培训", "期", "人次"),
        (8, 24, "维修", "次", "天"),
        (25, 50, "展板", "块", "万元"),
    ):
        told = f"全年{noun}{number(str(count))}{unit}，共{number(str(whole))}{each}，平均每{unit}{{}}{each}。"
        yield told.format(computed(Decimal(whole) / count)), told.format(computed(Decimal(whole) / count + 4))


# remainders


def balance(m: Matter) -> Iterator[Pair]:
    for line in (*m.lines, *m.projects):
        left = m.v(line.budget) - m.v(line.final)
        if line.budget and left > 0:
            for words in ("{}预算{}万元，支出{}万元，结余{}万元。", "{}全年预算{}万元，实际支出{}万元，剩余{}万元。"):
                told = words.format(line.name, m.n(line.budget), m.n(line.final), "{}")
                yield told.format(computed(left, 6)), told.format(computed(left + m.v(line.final) / 5 + 1))


def saved_against_budget(m: Matter) -> Iterator[Pair]:
    for line in (*m.lines, *m.projects):
        left = m.v(line.budget) - m.v(line.final)
        if line.budget and left > 0:
            for words in ("{}较预算节约{}万元。", "{}比预算节省{}万元。"):
                yield words.format(line.name, computed(left, 6)), words.format(line.name, computed(left * 2 + 1))


def saved_or_overspent(m: Matter) -> Iterator[Pair]:
    for line in (*m.lines, *m.projects):
        if m.differ(line.final, line.budget):
            right, wrong = up(m.v(line.final) < m.v(line.budget), ("节约", "超支"))
            yield f"{line.name}较预算有所{right}。", f"{line.name}较预算有所{wrong}。"


# directions


def direction_word(m: Matter) -> Iterator[Pair]:
    for line, now, then in _lines_moved(m):
        for words in (("增加", "减少"), ("上升", "下降"), ("增长", "降低")):
            right, wrong = up(now > then, words)
            told = f"{line.name}较上年有所{{}}。"
            yield told.format(right), told.format(wrong)


def direction_fronted(m: Matter) -> Iterator[Pair]:
    for line, now, then in _lines_moved(m):
        right, wrong = up(now > then, ("有所增加", "有所减少"))
        yield f"与上年相比，{line.name}{right}。", f"与上年相比，{line.name}{wrong}。"
        right, wrong = up(now > then, ("高于", "低于"))
        yield f"{line.name}{right}上年。", f"{line.name}{wrong}上年。"
        right, wrong = up(now > then, ("多于", "少于"))
        yield f"一是{line.name}支出{right}去年。", f"一是{line.name}支出{wrong}去年。"


def from_to(m: Matter) -> Iterator[Pair]:
    for line, now, then in _lines_moved(m):
        for words in (("增至", "降至"), ("上升到", "下降到"), ("增加至", "减少至")):
            right, wrong = up(now > then, words)
            told = f"{line.name}由上年{m.n(line.prior)}万元{{}}{m.n(line.final)}万元。"
            yield told.format(right), told.format(wrong)


def from_to_of_counts(m: Matter) -> Iterator[Pair]:
    for noun, then, now, unit in (("来访", 35, 28, "批"), ("投稿", 60, 82, "篇"), ("报修", 19, 11, "次")):
        for words in (("增加到", "减少到"), ("上升至", "下降至"), ("增至", "降至")):
            right, wrong = up(now > then, words)
            told = f"{noun}由{number(str(then))}{unit}{{}}{number(str(now))}{unit}。"
            yield told.format(right), told.format(wrong)


def within_budget(m: Matter) -> Iterator[Pair]:
    for line in (*m.lines, *m.projects):
        if m.differ(line.final, line.budget):
            right, wrong = up(m.v(line.final) < m.v(line.budget), ("没有超过", "超过了"))
            yield f"{line.name}决算{right}预算。", f"{line.name}决算{wrong}预算。"
            right, wrong = up(m.v(line.final) < m.v(line.budget), ("低于", "高于"))
            yield f"{line.name}支出{right}预算数。", f"{line.name}支出{wrong}预算数。"


def two_lines_compared(m: Matter) -> Iterator[Pair]:
    for one, other in zip((*m.lines, *m.projects), (*m.lines[1:], *m.projects[1:], *m.lines[:1]), strict=False):
        if m.differ(one.final, other.final):
            right, wrong = up(m.v(one.final) > m.v(other.final), ("高于", "低于"))
            yield f"{one.name}{right}{other.name}。", f"{one.name}{wrong}{other.name}。"


def staff_against_posts(m: Matter) -> Iterator[Pair]:
    if m.differ(m.staff, m.posts):
        right, wrong = up(m.v(m.staff) < m.v(m.posts), ("少于", "多于"))
        yield f"在职人员{right}编制数。", f"在职人员{wrong}编制数。"
        yield f"实有在职人员数{right}核定编制。", f"实有在职人员数{wrong}核定编制。"


def times_of_last_year(m: Matter) -> Iterator[Pair]:
    for line, now, then in _lines_moved(m):
        told = f"{line.name}是上年的{{}}倍。"
        yield told.format(computed(now / then)), told.format(computed(now / then + 1))


# counts

_LISTS = (
    ("科室", "个", "办公室、财务科、业务科、信息科"),
    ("制度", "项", "《财务管理办法》《采购管理办法》《资产管理办法》"),
    ("活动", "场", "座谈会、报告会、观摩会、读书会、联谊会"),
    ("单位", "家", "图书馆、博物馆和文化馆"),
)


def count_of_list(m: Matter) -> Iterator[Pair]:
    for noun, unit, items in _LISTS:
        many = len([one for one in items.replace("》《", "、").replace("和", "、").split("、") if one])
        for words in ("涉及{c}{u}{n}：{l}。", "共有{c}{u}{n}，分别是{l}。", "{n}{c}{u}，即{l}。"):
            told = {"n": noun, "u": unit, "l": items}
            yield words.format(c=number(str(many)), **told), words.format(c=number(str(many + 1)), **told)


def count_before_etc(m: Matter) -> Iterator[Pair]:
    for noun, unit, items in _LISTS[:3]:
        many = len([one for one in items.replace("》《", "、").split("、") if one])
        told = f"完善了{items}等{{}}{unit}{noun}。"
        yield told.format(number(str(many))), told.format(number(str(many - 1)))


def number_of_projects(m: Matter) -> Iterator[Pair]:
    count = len(m.package.submission.projects)
    for words in (
        "本单位共有{}个项目。",
        "全年共安排项目支出{}个。",
        "共实施项目{}个，均已完成自评。",
        "{}个项目全部开展了绩效自评。",
    ):
        yield words.format(number(str(count))), words.format(number(str(count + 2)))


def named_projects_counted(m: Matter) -> Iterator[Pair]:
    if len(m.projects) >= 2:
        names = "、".join(one.name for one in m.projects[:3])
        many = len(m.projects[:3])
        told = f"重点实施了{{}}个项目：{names}。"
        yield told.format(number(str(many))), told.format(number(str(many + 1)))


# none, superlatives, all


def nothing_spent(m: Matter) -> Iterator[Pair]:
    zero = [
        (name, path)
        for name, path in (
            ("出国（境）经费", "附件1.三公经费.出国经费.决算"),
            ("公车购置费", "附件1.三公经费.公车购置.决算"),
        )
        if m.figure(path) is not None and not m.v(path)
    ]
    some = [line for line in m.lines if line.name in ("公务接待费", "公车运行维护费", "政府采购金额", "“三公”经费")]
    for words in ("全年没有发生{}支出。", "本年未发生{}。", "本年无{}支出。", "{}为零。"):
        for line in some:
            for name, _ in zero[:1]:
                yield words.format(name), words.format(line.name.replace("金额", ""))


def largest_project(m: Matter) -> Iterator[Pair]:
    ranked = sorted(m.projects, key=lambda one: m.v(one.final))
    if (
        len(ranked) >= 2
        and m.v(ranked[-1].final) > m.v(ranked[-2].final)
        and m.v(ranked[0].final) < m.v(ranked[1].final)
    ):
        for words in ("各项目中，{}支出最多。", "支出最多的项目是{}。", "{}支出金额最大。", "其中{}支出居各项目之首。"):
            yield words.format(ranked[-1].name), words.format(ranked[0].name)
        yield f"各项目中，{ranked[0].name}支出最少。", f"各项目中，{ranked[0].name}支出最大。"


def largest_line(m: Matter) -> Iterator[Pair]:
    names = {"公务接待费": "附件1.三公经费.公务接待.决算", "公车运行维护费": "附件1.三公经费.公车运行维护.决算"}
    others = [m.v(f"附件1.三公经费.{one}.决算") for one in ("公车购置", "出国经费")]
    more, less = sorted(names, key=lambda name: -m.v(names[name]))
    if m.v(names[more]) > max(m.v(names[less]), *others) and m.v(names[less]):
        for words in ("三公经费中，{}支出最多。", "在三公经费的各项支出中，{}占比最大。", "“三公”经费以{}为最高。"):
            yield words.format(more), words.format(less)


def all_projects_reach(m: Matter) -> Iterator[Pair]:
    rates = [m.v(one.final) / m.v(one.budget) * 100 for one in m.projects if m.v(one.budget)]
    if rates and 0 < min(rates) < 100:
        low, high = int(min(rates)) - 1, int(min(rates)) + 2
        for words in ("各项目执行率均达到{}%以上。", "所有项目的预算执行率都在{}%以上。", "各项目执行率均不低于{}%。"):
            yield words.format(number(str(low))), words.format(number(str(min(high, 100))))


def total_score(m: Matter) -> Iterator[Pair]:
    score = m.v("附件2.总分.得分")
    for words in ("部门整体支出绩效自评得分{}分。", "自评总分{}分。", "经自评，整体支出绩效得分为{}分。"):
        yield words.format(m.n("附件2.总分.得分")), words.format(computed(score - Decimal("1.5")))


def project_score(m: Matter) -> Iterator[Pair]:
    for one in m.projects[:6]:
        path = one.final.replace("资金.年度资金总额.全年执行数", "总分.得分")
        if m.v(path) > 10:
            yield f"{one.name}自评得分{m.n(path)}分。", f"{one.name}自评得分{computed(m.v(path) - 2)}分。"


def grade_in_words(m: Matter) -> Iterator[Pair]:
    score = m.v("附件2.总分.得分")
    right = "优" if score >= 90 else "良" if score >= 80 else "中"
    wrong = "良" if right == "优" else "优"
    for words in (
        "部门整体支出绩效自评等级为“{}”。",
        "自评结果为{}。",
        f"自评得分{m.n('附件2.总分.得分')}分，等级为{{}}。",
    ):
        yield words.format(right), words.format(wrong)


# indicators


def list_counted_rows(m: Matter) -> Iterator[tuple[str, str, Quantity, Quantity]]:
    names = [str(row.level3.words) for row in m.rows]
    for row in m.rows:
        name, target, actual = row.level3.words, parse(row.target.words), parse(row.actual.words)
        single = names.count(name) == 1 and len(name) >= 4
        if not (single and isinstance(target, Quantity) and isinstance(actual, Quantity)):
            continue
        is_plain = not (actual.noun or target.noun or target.upper) and target.unit == actual.unit
        if is_plain and target.unit not in ("元", ""):
            yield name.lstrip("0123456789."), row.actual.words, target, actual


def read_in_words(read: Quantity, amount: Decimal | None = None) -> str:
    scale = read.scale
    return number(format_plain((read.amount if amount is None else amount) / scale)) + read.written_unit


def actual_in_report(m: Matter) -> Iterator[Pair]:
    for name, _, target, actual in list_counted_rows(m):
        if not actual.approximate:
            wrong = actual.amount + max(
                actual.scale, (actual.amount / 4 / actual.scale).quantize(Decimal(1)) * actual.scale
            )
            wrong = actual.amount - 3 if actual.unit == "%" else wrong
            if wrong != target.amount:
                for words in ("{}{}。", "{}实际完成{}。", "{}达到{}，成效明显。"):
                    yield words.format(name, read_in_words(actual)), words.format(name, read_in_words(actual, wrong))


def target_given_as_actual(m: Matter) -> Iterator[Pair]:
    for name, _, target, actual in list_counted_rows(m):
        if (
            target.amount != actual.amount
            and not (target.approximate or actual.approximate)
            and target.amount < actual.amount
        ):
            words = "{}实际完成{}。"
            yield words.format(name, read_in_words(actual)), words.format(name, read_in_words(target))


def actual_given_as_target(m: Matter) -> Iterator[Pair]:
    for name, _, target, actual in list_counted_rows(m):
        if target.amount != actual.amount and not (target.approximate or actual.approximate):
            for words in ("{}目标值为{}。", "{}年度指标值{}，按此考核。"):
                yield words.format(name, read_in_words(target)), words.format(name, read_in_words(actual))


def reached_in_words(m: Matter) -> Iterator[Pair]:
    for name, _, target, actual in list_counted_rows(m):
        if target.unit == "%" and target.amount != actual.amount and target.bound:
            right, wrong = up(actual.amount > target.amount, ("高于", "低于"))
            yield f"{name}{right}目标值。", f"{name}{wrong}目标值。"


def day_completed(m: Matter) -> Iterator[Pair]:
    names = [row.level3.words for row in m.rows]
    for row in m.rows:
        actual, name = parse(row.actual.words), row.level3.words.removesuffix("时间")
        if not isinstance(actual, Deadline) or actual.bound or names.count(row.level3.words) > 1:
            continue
        if actual.first == actual.last and len(name) >= 4:
            month, day = actual.first
            words = f"{name}的时间为{m.year}年{{}}月{day}日。"
            yield words.format(month), words.format(month % 12 + 1)


def not_yet_done(m: Matter) -> Iterator[Pair]:
    names = [row.level3.words for row in m.rows]
    for row in m.rows:
        name = row.level3.words.lstrip("0123456789.")
        if (
            row.full
            and names.count(row.level3.words) == 1
            and len(name) >= 5
            and parse(row.actual.words) != parse("无")
        ):
            for words in ("{}{}目标。", "截至年底，{}{}。"):
                done = ("已达到", "未达到") if "目标" in words else ("已完成", "尚未完成")
                yield words.format(name, done[0]), words.format(name, done[1])


def all_reached(m: Matter) -> Iterator[Pair]:
    if any(row.shortfall > 0 for row in m.rows):
        yield "多数绩效指标完成情况较好。", "各项绩效指标全部完成。"
        yield "绩效目标基本实现。", "年度绩效目标全部完成，指标均达到预期。"


# two places, names


def two_places(m: Matter) -> Iterator[Pair]:
    for noun, unit, one, other in (
        ("举办业务骨干培训班", "期", 12, 15),
        ("组织消防安全检查", "次", 26, 36),
        ("接待群众查阅咨询", "人次", 1530, 1350),
        ("维修更换照明设备", "盏", 84, 48),
        ("编印工作简报", "期", 24, 22),
    ):
        for words in (
            "一年来，{}{}{}，成效明显。\n\n在服务保障方面，全年{}{}{}。",
            "{}{}{}。\n\n全年共{}{}{}，按计划完成。",
        ):
            yield (
                words.format(noun, number(str(one)), unit, noun, number(str(one)), unit),
                words.format(noun, number(str(one)), unit, noun, number(str(other)), unit),
            )


def goal_and_report(m: Matter) -> Iterator[Pair]:
    for name, _, target, actual in list_counted_rows(m):
        if actual.unit != "%" and actual.amount >= 10 and not (target.approximate or actual.approximate):
            wrong = actual.amount + actual.amount.quantize(Decimal(1)) / 2 // actual.scale * actual.scale + actual.scale
            if wrong not in (target.amount, actual.amount):
                yield f"全年{name}共{read_in_words(actual)}。", f"全年{name}共{read_in_words(actual, wrong)}。"


def near_miss_of_a_name(m: Matter) -> Iterator[Pair]:
    for one in m.projects[:8]:
        if len(one.name) >= 7:
            wrong = one.name[:3] + one.name[4] + one.name[3] + one.name[5:]
            if wrong != one.name:
                yield f"{one.name}支出{m.n(one.final)}万元。", f"{wrong}支出{m.n(one.final)}万元。"


def another_year(m: Matter) -> Iterator[Pair]:
    for words in (
        "{}年度，本单位认真履行职责，各项工作有序推进。",
        "{}年，预算执行总体良好。",
        "{}年度部门整体支出绩效情况如下。",
    ):
        yield words.format(m.year), words.format(m.year - 1)


KINDS: dict[str, Callable[[Matter], Iterator[Pair]]] = {
    "上年数当作本年决算": last_year_as_this,
    "预算数当作决算": budget_as_final,
    "决算数当作预算": final_as_budget,
    "本年数当作上年数": this_as_last_year,
    "决算数当作年初预算": final_as_initial,
    "全年预算当作年初预算": full_as_initial,
    "项目预算当作执行数": project_budget_as_outturn,
    "项目执行数当作预算": project_outturn_as_budget,
    "别的年度的数": another_years_outturn,
    "别的项目的数": another_projects_number,
    "别的支出的数": another_lines_number,
    "两个数对调": numbers_exchanged,
    "人数对调": staff_exchanged,
    "相邻两位颠倒": digits_swapped,
    "小数点两边颠倒": swapped_across_the_point,
    "漏一位": digit_lost,
    "末位差一": one_off,
    "小数点移位": point_moved,
    "单位写错": wrong_unit,
    "合计在前": total_before,
    "合计在后": total_behind,
    "其中超过合计": list_exceeds_whole,
    "各次之和": sum_of_counts,
    "合计换了单位": total_in_another_unit,
    "两个半年": half_years,
    "半年超过全年": half_above_whole,
    "由两数算增幅": growth_from_stated,
    "增幅与表": growth_against_forms,
    "增减额与表": change_against_forms,
    "由两数算占比": share_from_stated,
    "占比与表": share_against_forms,
    "件数的占比": share_of_counts,
    "百分点算错": per_cent_points,
    "百分点写成百分之": points_as_per_cent,
    "执行率": execution_rate,
    "项目执行率": project_rate,
    "由两数算执行率": rate_from_stated,
    "人均": average_from_stated,
    "平均每件": average_per_item,
    "结余": balance,
    "较预算节约": saved_against_budget,
    "节约还是超支": saved_or_overspent,
    "较上年增减": direction_word,
    "增减的别种说法": direction_fronted,
    "由多少到多少": from_to,
    "件数由多少到多少": from_to_of_counts,
    "是否超过预算": within_budget,
    "两项支出比较": two_lines_compared,
    "在职与编制": staff_against_posts,
    "几倍": times_of_last_year,
    "个数与所列": count_of_list,
    "等几个与所列": count_before_etc,
    "项目个数": number_of_projects,
    "所列项目的个数": named_projects_counted,
    "没有发生": nothing_spent,
    "最多最少": largest_project,
    "其中哪一项最多": largest_line,
    "均达到": all_projects_reach,
    "自评得分": total_score,
    "项目得分": project_score,
    "等级": grade_in_words,
    "指标完成值": actual_in_report,
    "指标值当作完成值": target_given_as_actual,
    "完成值当作指标值": actual_given_as_target,
    "高于还是低于目标": reached_in_words,
    "完成日期": day_completed,
    "已完成还是未完成": not_yet_done,
    "全部完成": all_reached,
    "两处两个数": two_places,
    "指标的数与报告": goal_and_report,
    "项目名称写错": near_miss_of_a_name,
    "写成上年": another_year,
}
