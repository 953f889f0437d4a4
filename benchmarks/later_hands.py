"""A hundred and fifty wordings more, written before the reader was mended, from what notes on accounts look like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from benchmarks.claim_phrases import amount_in, fill_all, fill_in, line_words
from benchmarks.claim_sentences import TEN_THOUSAND, Matter, Pair, number, rounded
from benchmarks.house_styles import make_scoped
from jixiao.targets import Deadline, parse

Wordings = dict[str, tuple[str, tuple[str, ...]]]

LATER_HANDS: Wordings = {
    "本年的数": (
        "line",
        (
            "{y}年度，我单位{s}财政拨款支出决算为{n|p}万元。",
            "{s}本期发生额为{n|n_}万元。",
            "经统计，{s}全年支出{n|n_}万元，均有据可查。",
            "{s}实际支出数为{n|b}万元，支出结构合理。",
            "我单位严格控制{s}，全年仅支出{n|n_}万元。",
            "{s}（{n|n_}万元）主要用于日常工作开展。",
            "本年发生{s}{n|p}万元，未出现超范围列支。",
            "{s}共计列支{n|n_}万元，资金使用规范。",
            "{y}年{s}支付总额{n|b}万元。",
            "年末决算反映，{s}为{n|p}万元。",
            "全年用于{s}的资金为{n|n_}万元。",
            "{n|n_}万元用于{s}。",
        ),
    ),
    "错了位的数": (
        "digits",
        (
            "{s}当年支出{n|nx}万元。",
            "{s}支出决算数为{n|n10}万元。",
            "{s}全年支出{ny|nyx}元。",
            "{s}实际开支{ny|ny10}元，低于控制数的部分按规定办理。",
            "{s}决算{n}万元（即{ny|ny10}元）。",
        ),
    ),
    "上年和预算的数": (
        "line",
        (
            "{s}上年实际支出{p|n}万元。",
            "{z}年度{s}支出决算为{p|n}万元，为近年正常水平。",
            "上一年度{s}决算数为{p|n}万元。",
            "{s}{z}、{y}两年分别支出{p|n}万元、{n|p}万元。",
            "近两年{s}分别为{p|n}万元和{n|p}万元。",
            "{s}全年预算为{b|n}万元，其中年初安排与年中调整均按程序报批。",
            "核定{s}预算{b|n}万元。",
            "{s}年度控制指标为{b|n}万元。",
            "{s}当年预算数{b|n_}万元、决算数{n}万元。",
            "{s}预决算分别为{b|n}万元、{n|b}万元。",
        ),
    ),
    "增减": (
        "line",
        (
            "{s}支出决算比上年决算数{w}{off|off_}万元，{g}{rate}%。",
            "{s}支出决算比上年决算数{w}{off}万元，{g|g_}{rate}%。",
            "{s}与去年相比{w|w_}了{off}万元，主要是工作量变化。",
            "和{z}年相比，{s}{w}{off|off_}万元，{amp}{rate}%。",
            "{s}较上年决算{p|n_}万元{w}{off}万元。",
            "{s}呈{d|d_}趋势，由{p}万元变化为{n}万元。",
            "{s}支出{n}万元，比上年{w}{off}万元，{amp}为{rate|rate_}%，变动原因为业务调整。",
            "{s}同上年相比{d|d_}明显。",
            "相较于{z}年，{s}{g|g_}{rate}%。",
            "{s}本年较上年{mo2|mo2_}支出{off}万元。",
            "{s}今年为{n}万元，去年为{p}万元，同比{w}{rate|rate_}%。",
            "{s}比上年度的{p}万元{mo2|mo2_}{off}万元。",
            "{s}支出额{hi|hi_}上年同期，{w}{off}万元。",
            "{s}增减变动率为{rate|rate_}%。",
            "{s}支出变动：上年{p}万元，本年{n}万元，{w}{off|off_}万元。",
            "与上年{p}万元相比，{s}支出{n}万元，{w|w_}{off}万元。",
            "{s}支出相当于上年的{ratio|ratio_}%。",
            "{s}支出{p}万元（上年）、{n}万元（本年），{w|w_}{rate}%。",
        ),
    ),
    "预算执行": (
        "both",
        (
            "{s}支出决算为{n}万元，完成全年预算{b}万元的{done|done_}%。",
            "{s}全年预算{b}万元，支出{n}万元，预算执行进度为{done|done_}%，结余{left}万元。",
            "{s}全年预算{b}万元，支出{n}万元，预算执行进度为{done}%，结余{left|left_}万元。",
            "{s}预算与决算相差{left|left_}万元，差异率不大。",
            "{s}决算数比预算数少{left|left_}万元，主要是压减开支。",
            "{s}决算小于预算{left|left_}万元。",
            "{s}决算数{less2|less2_}预算数，主要原因是据实列支。",
            "{s}实际支出控制在预算{b|n_}万元以内。",
            "{s}未支出资金{left|left_}万元已收回财政统筹。",
            "预算安排{s}{b|n_}万元，实际执行{n}万元。",
            "{s}预算完成率{done|done_}%，未完成部分系据实结算。",
            "{s}下达指标{b}万元，实现支出{n}万元，支付率{done|done_}%。",
            "{s}资金执行率为{done|done_}%，较好完成了预算。",
            "{s}预算{b}万元，执行数{n}万元，两者相差{left|left_}万元。",
            "{s}节约资金{left|left_}万元，节约率{savedrate}%。",
            "{s}节约资金{left}万元，节约率{savedrate|savedrate_}%。",
            "{s}调整预算数{b|n_}万元，决算数{n}万元。",
            "截至年末，{s}预算{b}万元已执行{n}万元，占{done|done_}%。",
            "{s}全年支出{n}万元，与全年预算{b}万元相比{less3|less3_}{left}万元。",
            "{s}支出{n}万元，占全年预算数的{done|done_}%，完成情况良好。",
        ),
    ),
    "占比与合并": (
        "both",
        (
            "{s}支出{n}万元，占本年支出合计的{share|share_}%。",
            "{s}在全年支出中占比为{share|share_}%。",
            "本年支出合计{whole}万元，其中：{s}{n}万元，占{share|share_}%。",
            "{s}占部门整体支出的比例为{share|share_}%。",
            "{s}（占总支出{share|share_}%）保障了工作开展。",
            "总支出的{share|share_}%用于{s}。",
            "{s}和{o}分别支出{n}万元、{on}万元，合计{sum|sum_}万元。",
            "{s}与{o}之和为{sum|sum_}万元。",
            "{s}{n}万元、{o}{on}万元，两项共{sum|sum_}万元。",
            "合计支出{sum|sum_}万元，其中{s}{n}万元、{o}{on}万元。",
            "{s}比{o}{mo|mo_}{gap}万元。",
            "{s}比{o}{mo}{gap|gap_}万元。",
            "{s}支出规模{more|more_}{o}。",
            "除{s}外，其余支出{rest|rest_}万元。",
        ),
    ),
    "项目": (
        "project",
        (
            "“{s}”全年执行{n|on}万元。",
            "{s}：预算{b|on}万元，支出{n}万元。",
            "{s}累计拨付{n|on}万元。",
            "{s}资金到位{b}万元，支出{n|on}万元，项目已完工。",
            "完成{s}投资{n|on}万元。",
            "{s}当年结算支付{n|on}万元。",
            "其中{s}支出{n|on}万元，其他项目按计划实施。",
            "{s}一项就支出{n|on}万元。",
            "{s}、{o}分别支出{n|on}万元、{on|n}万元。",
            "{s}实际使用{n}万元，剩余{left|left_}万元。",
        ),
    ),
    "全年": (
        "year",
        (
            "全年支出{whole|whole_}万元：基本支出{basic}万元，项目支出{project}万元。",
            "{y}年度总支出{whole}万元，其中：基本支出{basic}万元，占{bshare|bshare_}%；项目支出{project}万元，占{pshare}%。",
            "基本支出{basic}万元、项目支出{project}万元，总支出为{whole|whole_}万元。",
            "项目支出占总支出的{pshare|bshare}%。",
            "本单位编制数{posts}人，年末实有在职人员{staff}人，控制率为{ctl|ctl_}%。",
            "年末实有人数{staff|free_}人，其中退休不在此列。",
            "编制{posts|free_}名，实有{staff}名。",
            "退休人员{retired|heads_}名。",
            "自评总得分为{score|score_}分，评价等次为{grade}。",
            "按照评分细则，自评得分{score}分，属于“{grade|grade_}”等次。",
            "自评结果：得分{score|score_}分，等级{grade}。",
            "扣分{deduct|deduct_}分，自评得分{score}分。",
            "纳入本次自评的项目有{count|count_}个。",
            "{count|count_}个项目均编制了绩效目标。",
            "单体支出最大的项目是{most|most_}。",
            "{least|most}支出最少。",
            "所有项目执行率均不低于{low|low_}%。",
            "自评得分在{over|over_}分以上。",
        ),
    ),
    "单位": (
        "unit",
        (
            "{u|u_}属全额拨款事业单位。",
            "根据要求，{u|u_}对{y}年度部门整体支出进行了自评。",
            "{u|un}{y}年度决算已经批复。",
        ),
    ),
    "失分": (
        "lost",
        (
            "“{lost}”得{ls|lw}分，扣分原因见自评表。",
            "本次自评失分项为“{lost|full}”，需在下一年度改进。",
            "“{lost}”扣{lp|lp_}分，主要是完成情况与目标有差距。",
            "未得满分的指标共{many|many_}个。",
            "自评表中，{many|many_}项指标存在扣分。",
        ),
    ),
    "年度的部分": (
        "part",
        (
            "{s}上半年支出{h1}万元，下半年支出{h2|h2_}万元。",
            "{s}一至四季度分别支出{q1}万元、{q2}万元、{q3}万元、{q4|q4_}万元。",
            "截至6月底，{s}已支出{half|half_}万元。",
            "{s}前三季度支出{half|half_}万元，四季度支出其余部分。",
            "7月至12月，{s}支出{half|half_}万元。",
        ),
    ),
    "自己算得出": (
        "plain",
        (
            "预算{500}万元，执行{480}万元，执行率{96|91}%。",
            "合计{480|490}万元，其中基础工程{300}万元、配套工程{180}万元。",
            "维护费由{100}万元增加到{120}万元，增长{20|25}%。",
            "投入{60}万元，其中财政{45}万元，自筹{15|20}万元。",
            "共完成{48}件，其中简易件{30}件，普通件{18|16}件。",
            "到位资金{80}万元，使用{72}万元。资金使用率{90|95}%。",
            "受理申请{250}件。其中办结{240}件，办结率{96|92}%。",
            "开展巡查{120}次，发现隐患{45}处，已整改{45}处，整改率{100|95}%。",
            "全年发电{36}万度，同比增加{6}万度，上年为{30|28}万度。",
            "走访{90}户，平均每月{7.5|9}户。",
            "下拨{8}个乡镇共{64}万元，平均每个乡镇{8|9}万元。",
            "补助标准每人{500}元，{60}人共发放{3|3.6}万元。",
            "完成率为{95|85}%，即计划{40}项，完成{38}项。",
            "计划{40}项，未完成{2|4}项，实际完成{38}项。",
            "经费{25.5}万元，支出{23.2}万元，结余{2.3|3.2}万元。",
            "经费{25.5}万元，结余{2.3}万元，支出{23.2|22.3}万元。",
            "全年到馆{12.6}万人次，比上年的{10.5}万人次增长{20|12}%。",
            "服务时长由{900}小时缩短至{720}小时，缩短{20|25}%。",
            "合同价{198}万元，审减{8}万元，审定{190|188}万元。",
            "参考{150}人，及格{141}人，不及格{9|11}人。",
            "男职工{14}人，女职工{9}人，共{23|24}人。",
            "新建{3}座、改建{5}座、扩建{2}座，共{10|11}座。",
            "一期{120}万元，二期{80}万元，两期共投资{200|210}万元。",
            "抽检{60}批次，合格{59}批次，合格率{98.33|97.33}%。",
            "问卷发放{500}份，回收{485}份，回收率{97|95}%；有效{470}份，有效率{96.91}%。",
            "上级补助{40}万元，本级安排{25}万元，全部资金{65|70}万元。",
            "占地{1200}平方米，其中绿化{360}平方米，绿化率{30|35}%。",
            "人均培训{12}学时，{45}人共培训{540|450}学时。",
            "应到{50}人，实到{47}人，缺席{3|5}人。",
            "同比多{15}件，今年{95}件，去年{80|85}件。",
            "费用比上年{节约|增加}{5}万元，由{30}万元变为{25}万元。",
            "完成投资{3000}万元，为计划{4000}万元的{75|80}%。",
            "调解纠纷{86}起，成功{84}起，成功率{97.67|95.67}%。",
            "每期{40}人，共办{6}期，培训{240|260}人。",
        ),
    ),
    "所列": (
        "plain",
        (
            "下设{4|5}个股室：办公室、财务股、业务股、执法股。",
            "建立了{三|四}项机制，即会商机制、通报机制、督办机制。",
            "打造了学习、服务、创新{三|五}个平台。",
            "主要有以下{三|四}个问题：一是编制不细；二是进度不快；三是监管不严。",
            "获得省级文明单位、市级先进集体{两|三}项荣誉。",
            "办公楼、食堂、车库、门卫室{4|3}处均完成检修。",
        ),
    ),
    "两处": (
        "plain",
        (
            "开展志愿服务{16}次。\n\n志愿服务深入人心，全年开展志愿服务{16|18}次。",
            "改造老旧小区{7}个。\n\n共改造老旧小区{7|9}个，居民满意。",
            "发放助学金{85}万元。\n\n全年发放助学金{85|58}万元，惠及困难学生。",
            "维修农村公路{32}公里。\n\n全年维修农村公路{32|23}公里，群众出行便利。",
        ),
    ),
    "指标": (
        "row",
        (
            "{name}（目标{target|wrong}）实际{actual}。",
            "{name}实现{actual|wrong}，完成年度目标。",
            "年度内{name}已完成{actual|wrong}。",
            "产出方面，{name}为{actual|wrong}。",
            "{name}：目标值{target}，完成值{actual|wrong}。",
            "{name}预期为{target|wrong}，实际为{actual}。",
            "经核实，{name}达{actual|wrong}。",
            "{name}累计{actual|wrong}。",
        ),
    ),
    "完成没有": (
        "done",
        (
            "{name}{已按期完成|未能按期完成}。",
            "{name}任务{全部完成|尚未开展}。",
            "由于经费原因，{name}{完成略晚但年内完成|没有完成}。",
        ),
    ),
    "另一年度": ("plain", ("截至{本年|上年}12月底，各项任务均已完成。",)),
    "有无": (
        "plain",
        (
            "全年未列支{因公出国（境）费|公务接待费}。",
            "{因公出国（境）费|公车运行维护费}支出为0万元。",
            "{公车购置费|公务接待费}全年未发生支出。",
            "本年度不存在{出国（境）|公务接待}支出。",
        ),
    ),
}


def more_words(m: Matter, words: dict[str, str]) -> dict[str, str]:
    """Return a line's words with those that are reckoned from them: differences, ratios, remainders."""
    more = dict(words)
    now, b, p, on = (_amount(words.get(key, "")) for key in ("n", "b", "p", "on"))
    if "under" in words and now is not None and b is not None:
        more["less2"], more["less2_"] = ("小于", "大于") if now < b else ("大于", "小于")
        if now < b:
            rate = (b - now) / b * 100
            more |= {"savedrate": number(rounded(rate)), "savedrate_": number(rounded(rate + 7))}
            more |= {"less3": "减少", "less3_": "增加"}
    if "w" in words and now is not None and p is not None:
        more["mo2"], more["mo2_"] = ("多", "少") if now > p else ("少", "多")
        more |= {"ratio": number(rounded(now / p * 100)), "ratio_": number(rounded(now / p * 100 + 8))}
    if on is not None and now is not None:
        more |= {"gap": number(rounded(abs(now - on), 6)), "gap_": number(rounded(abs(now - on) * 2 + 1))}
        more |= {"ratioo": number(rounded(now / on)), "ratioo_": number(rounded(now / on + 1))}
        more["more3"], more["more3_"] = ("更多", "更少") if now > on else ("更少", "更多")
    whole = m.v("附件2.资金.全年执行数")
    if "whole" in words and now is not None:
        more |= {"rest": number(rounded(whole - now, 6)), "rest_": number(rounded((whole - now) * 3 / 4 + 1))}
    return more


def _amount(written: str) -> Decimal | None:
    return amount_in(written) if written else None


def _say(m: Matter, wordings: tuple[str, ...], lines: tuple[object, ...]) -> Iterator[Pair]:
    for line, other in zip(lines, (*lines[1:], lines[0]), strict=True):
        words = more_words(m, line_words(m, line, other))  # type: ignore[arg-type]
        yield from fill_all(wordings, words)


def _say_digits(m: Matter, wordings: tuple[str, ...]) -> Iterator[Pair]:
    """Yield wordings of outturns whose digits are spoilt, also written in 元."""
    for line in (*m.lines, *m.projects):
        now = m.v(line.final)
        digits, yuan = rounded(now), rounded(now * TEN_THOUSAND)
        words = {"s": line.name, "y": str(m.year), "n": m.n(line.final), "ny": number(yuan)}
        words |= {"n10": number(rounded(now * 10)), "ny10": number(rounded(now * TEN_THOUSAND / 10))}
        words |= {"nx": number(_swapped(digits)), "nyx": number(_swapped(yuan))}
        yield from fill_all(wordings, words)


def _swapped(digits: str) -> str:
    for at in range(1, len(digits)):
        pair = digits[at - 1 : at + 1]
        if pair.isdigit() and pair[0] != pair[1] and not (at == 1 and pair[1] == "0"):
            return digits[: at - 1] + pair[::-1] + digits[at + 1 :]
    return digits


def _say_done(m: Matter, wordings: tuple[str, ...]) -> Iterator[Pair]:
    """Yield wordings of indicators that reached their targets in full, with a day or a number that says so."""
    names = [row.level3.words for row in m.rows]
    for row in m.rows:
        name, actual = row.level3.words.lstrip("0123456789."), parse(row.actual.words)
        if row.full and names.count(row.level3.words) == 1 and len(name) >= 5 and isinstance(actual, Deadline):
            yield from (pair for one in wordings if (pair := fill_in_spoken(one, {"name": name})) is not None)


def fill_in_spoken(wording: str, words: dict[str, str]) -> Pair | None:
    """Return the pair of a wording whose braces hold words of their own beside those given."""
    own: dict[str, str] = {}
    for slot in wording.split("{")[1:]:
        for side in slot.split("}")[0].split("|"):
            own.setdefault(side, side)
    return fill_in(wording, own | words)


_SCOPES: dict[str, Callable[[Matter, tuple[str, ...]], Iterator[Pair]]] = {
    "line": lambda m, words: _say(m, words, tuple(m.lines)),
    "project": lambda m, words: _say(m, words, tuple(m.projects)),
    "both": lambda m, words: _say(m, words, (*m.lines, *m.projects)),
    "digits": _say_digits,
    "done": _say_done,
}


def make_later(scope: str, wordings: tuple[str, ...]) -> Callable[[Matter], Iterator[Pair]]:
    """Return the maker of a kind's pairs."""
    own = _SCOPES.get(scope)
    return (lambda m: own(m, wordings)) if own else make_scoped(scope, wordings)


def make_kinds(title: str, wordings: Wordings) -> dict[str, Callable[[Matter], Iterator[Pair]]]:
    """Return the makers of all kinds of a set of wordings, named after it."""
    return {f"{title}：{name}": make_later(*one) for name, one in wordings.items()}


LATER_KINDS = make_kinds("后来的手", LATER_HANDS)
