"""A hundred wordings of a hand that had not seen the reader nor the other lots, measured once and not mended for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.claim_phrases import fill_all, line_words, year_words
from benchmarks.claim_sentences import Matter, Pair, computed
from benchmarks.later_hands import Wordings, make_later, more_words
from jixiao.targets import Deadline, parse

THIRD_HAND: Wordings = {
    "合计在前在后": (
        "both",
        (
            "{s}、{o}两项共计列支{sum|sum_}万元，前者{n}万元，后者{on}万元。",
            "{s}{n}万元，{o}{on}万元，两者相加为{sum|sum_}万元。",
            "以上支出累计{sum|sum_}万元，包括{s}{n}万元和{o}{on}万元。",
        ),
    ),
    "合计（各种单位）": (
        "plain",
        (
            "印刷费{3.6}万元、邮电费{1.9}万元、差旅费{4.25}万元，三项小计{9.75|9.57}万元。",
            "本次拨付补贴{86000}元，其中第一批{52000}元、第二批{34000|43000}元。",
            "发放慰问物资{320}份，其中老党员{140}份、困难职工{95}份、离退休干部{85|75}份。",
            "维修费总额{2.38|2.83}万元，由水电维修{13800}元和门窗维修{10000}元组成。",
        ),
    ),
    "其中": (
        "year",
        (
            "当年各类支出共{whole}万元，其中：用于基本支出{basic}万元，用于项目支出{project|project_}万元。",
            "基本支出{basic}万元、项目支出{project}万元，构成全年支出{whole|whole_}万元。",
            "全年执行{whole}万元，扣除基本支出{basic}万元后，项目支出为{project|project_}万元。",
            "基本支出占全部支出的比重为{bshare|bshare_}%，其余{pshare}%为项目支出。",
            "支出结构上，基本支出与项目支出的比例分别为{bshare|bshare_}%、{pshare}%。",
        ),
    ),
    "增减率": (
        "line",
        (
            "{s}{n}万元，上年同口径{p}万元，{g}率为{rate|rate_}%。",
            "与{z}年决算数{p}万元比，{s}{w}{off}万元，{g}幅度为{rate|rate_}%。",
            "{s}决算数相当于上年决算数的{ratio|ratio_}%。",
            "同上年比，{s}变动{off|off_}万元，变动率{rate}%。",
            "{s}支出{n}万元，比上年决算{w}{off|off_}万元，{g}{rate}%，主要原因是业务工作量有变化。",
        ),
    ),
    "两数之率": (
        "plain",
        (
            "窗口办件由{400}件上升到{500}件，升幅{25|20}%。",
            "应检样本{800}份，实检{760}份，抽检率{95|97}%。",
            "收回问卷{180}份，其中表示满意的{171}份，满意比例{95|92}%。",
            "报名{250}人，实到{225}人，到课率为{90|88}%。",
        ),
    ),
    "占比": (
        "both",
        (
            "{s}在部门全年支出中所占份额为{share|share_}%。",
            "全年支出{whole}万元中，有{share|share_}%用于{s}。",
            "{s}{n}万元，占支出总额{whole}万元的{share|share_}%。",
            "除{s}外，其他支出共{rest|rest_}万元，全年支出总额为{whole}万元。",
        ),
    ),
    "百分点": (
        "plain",
        (
            "群众知晓率由{82}%升到{90}%，提升{8}{个百分点|%}。",
            "按期办结率{96.4}%，上年为{94.1}%，同比提高{2.3|3.2}个百分点。",
            "设备完好率{97}%，低于上年的{99}%，下滑{2|3}个百分点。",
        ),
    ),
    "距全额的百分点": (
        "own",
        (
            "{s}预算执行率{done}%，距全额执行相差{pp|pp_}个百分点。",
            "{s}尚有{pp|pp_}%的预算没有执行，执行率为{done}%。",
        ),
    ),
    "人均": (
        "own",
        (
            "按在职{staff}人计算，{s}人均{per|per_}万元。",
            "{s}{n}万元，在职人员{staff}人，平均每人{per|per_}万元。",
        ),
    ),
    "平均": (
        "plain",
        (
            "举办讲座{8}场，到场{640}人次，场均{80|90}人次。",
            "购置书架{25}组，花费{37500}元，每组{1500|1800}元。",
            "全年接访{240}批次，平均每月{20|24}批次。",
        ),
    ),
    "结余": (
        "both",
        (
            "{s}预算{b}万元，已执行{n}万元，剩余{left|left_}万元未用。",
            "{s}收支相抵，年末余额为{left|left_}万元，其中预算安排{b}万元、实际使用{n}万元。",
            "{s}较预算{keep|keep_}{left}万元。",
            "通过压减不必要开支，{s}比预算省下{left|left_}万元。",
            "{s}节支率为{savedrate|savedrate_}%，预算{b}万元、决算{n}万元。",
        ),
    ),
    "升降": (
        "line",
        (
            "{s}延续了{w|w_}的态势，比上年{w|w_}{off}万元。",
            "{s}从{p}万元{to|to_}{n}万元。",
            "{s}决算{hi|hi_}去年水平。",
            "比照{z}年，{s}{mo2|mo2_}花了{off}万元。",
            "{s}与上年相比{far|near}。",
            "{s}{w|w_}的主要原因是上年{p}万元、本年{n}万元，工作安排有所不同。",
        ),
    ),
    "与预算相比": (
        "both",
        (
            "{s}决算{kept|kept_}预算控制数。",
            "{s}实际列支{under|under_}全年预算{b}万元。",
            "{s}预算完成程度为{done|done_}%。",
            "{s}决算数是全年预算数的{done|done_}%，两者分别为{n}万元和{b}万元。",
        ),
    ),
    "别的栏当作决算": (
        "both",
        (
            "截至{y}年12月31日，{s}累计支出{n|b}万元。",
            "{s}全年实际执行{n|p}万元，资金使用合规。",
            "{y}年度{s}经核算共发生{n|p}万元。",
            "{s}年初安排{i|n}万元。",
            "{z}年度{s}决算{p|n}万元，可作本年编制参考。",
            "{s}实际到账并支付{n|i}万元。",
        ),
    ),
    "张冠李戴的数": (
        "own",
        (
            "{o|s}全年执行{on}万元，{s|o}全年执行{n}万元。",
            "用于{s}的资金为{n|on}万元。",
            "{s}安排资金已支付{n|on}万元，达到预期进度。",
        ),
    ),
    "数字抄错": (
        "digits",
        (
            "{y}年度{s}决算金额{n|nx}万元，数据来源于决算报表。",
            "{s}经审核确认为{ny|nyx}元。",
            "{s}折合{ny|ny10}元。",
            "据决算反映，{s}支出总量{n|n10}万元。",
            "列入{s}科目的支出计{n|nx}万元。",
        ),
    ),
    "错一位": ("both", ("{s}支出数额为{n|n_}万元，凭证齐全。", "经统计，{s}共使用财政资金{n|n_}万元。")),
    "列举的个数": (
        "plain",
        (
            "修订了《值班制度》《用印办法》《考勤规定》{3|4}项制度。",
            "在甲镇、乙镇、丙镇、丁镇{4|5}个乡镇开展了试点。",
            "抓好{三|四}个方面：一是加强学习，二是规范管理，三是强化监督。",
            "内设办公室、财务股、业务股、法规股、信息股共{5|6}个股室。",
        ),
    ),
    "项目个数和最多最少": (
        "year",
        (
            "纳入自评范围的项目共{count|count_}个。",
            "本年度{count|count_}个项目均编报了绩效目标。",
            "资金量最大的为{most|most_}。",
            "{least|least_}是全年支出规模最小的项目。",
            "没有一个项目的执行率低于{low|low_}%。",
            "项目执行率普遍较高，最低的也在{low|low_}%以上。",
        ),
    ),
    "没有发生": (
        "own",
        (
            "当年{zero|some}支出为0。",
            "我单位{y}年度未列支{zero|some}。",
            "{zero|some}本年没有安排，也没有支出。",
        ),
    ),
    "目标和实际": (
        "row",
        (
            "从完成情况看，{name}为{actual|wrong}，与年初计划相符或有差异的已作说明。",
            "{name}的实际值是{actual|wrong}。",
            "年初我们把{name}定为{target|actual}。",
            "{name}计划{target}，年末实际{actual|wrong}。",
            "绩效监控显示{name}已做到{actual|wrong}。",
        ),
    ),
    "时限": (
        "done",
        (
            "{name}{已如期完成|仍未完成}。",
            "受客观条件影响不大，{name}{按时完成|延期完成}。",
            "到年底，{name}{已经落实|尚未落实}。",
        ),
    ),
    "完成的日子": (
        "own",
        ("{dated}的日期是{month|month_}月{day}日。", "我单位于{month|month_}月{day}日实现了{dated}的要求。"),
    ),
    "问题和扣分": (
        "lost",
        (
            "失分的指标是{lost|full}。",
            "{lost}一项失分{lp|lp_}分。",
            "本次自评{some|none}。",
            "扣分指标有{many|many_}项，已逐项分析原因。",
            "{full|lost}得到了该项全部分值。",
            "指标得分方面，{most|all}。",
        ),
    ),
    "两处不一": (
        "plain",
        (
            "志愿服务队出动{46}次。\n\n综上，志愿服务队全年出动{46|64}次，受到好评。",
            "新增绿地养护面积{1200}平方米。\n\n其中新增绿地养护面积{1200|2100}平方米，品质明显提升。",
            "调解邻里纠纷{73}起，化解率高。\n\n据统计，共调解邻里纠纷{73|78}起。",
        ),
    ),
    "别的单位": (
        "unit",
        ("本报告由{u|u_}编制并对数据负责。", "{u|un}严格落实过紧日子要求。"),
    ),
    "项目名和年度写错": (
        "own",
        (
            "{s|s_}已执行{n}万元。",
            "按照要求，我单位组织开展了{y|z}年度部门整体支出绩效自评。",
            "现将{y|z}年度绩效自评有关情况报告如下。",
        ),
    ),
    "季度和半年": (
        "part",
        (
            "{s}上半年使用{h1}万元，下半年使用{h2|h2_}万元，全年为{n}万元。",
            "{s}第一至第四季度分别列支{q1}万元、{q2}万元、{q3}万元、{q4|q4_}万元，年度总额{n}万元。",
            "截至6月底，{s}已执行{h1|h2_}万元。",
        ),
    ),
    "得分和等级": (
        "year",
        (
            "对照评分标准逐项打分，最终得{score|score_}分，评定为“{grade}”。",
            "综合评定，本单位整体支出绩效为“{grade|grade_}”等次。",
            "满分100分，扣{deduct|deduct_}分，得{score}分。",
            "自评得分超过{over|over_}分。",
            "在职{staff}人，编制{posts}名，财政供养人员控制率{ctl|ctl_}%。",
            "编制数{posts}名，空编{free|free_}名，现有在职{staff}人。",
        ),
    ),
}


def _own_words(m: Matter) -> Iterator[dict[str, str]]:
    """Yield what may be said of each project and line, with an average per head and what is left of all."""
    year, zero = year_words(m), _none_and_some(m)
    for lines in (m.lines, m.projects):
        for line, other in zip(lines, (*lines[1:], *lines[:1]), strict=True):
            words = more_words(m, line_words(m, line, other)) | zero
            now, budget, staff = m.v(line.final), m.v(line.budget), m.v(m.staff)
            if "done" in words and now < budget:
                gap = 100 - now / budget * 100
                words |= {"pp": computed(gap), "pp_": computed(gap + 6)}
            if staff > 1:
                words |= {"staff": year["staff"], "per": computed(now / staff), "per_": computed(now / staff * 2 + 1)}
            name = line.name
            if lines is m.projects and len(name) >= 6 and name[1] != name[2]:
                words["s_"] = name[0] + name[2] + name[1] + name[3:]
            yield words


def _none_and_some(m: Matter) -> dict[str, str]:
    none = {"出国（境）经费": "附件1.三公经费.出国经费.决算", "公车购置费": "附件1.三公经费.公车购置.决算"}
    names = [name for name, path in none.items() if m.figure(path) is not None and not m.v(path)]
    some = [line.name for line in m.lines if line.name in ("公务接待费", "公车运行维护费")]
    return {"zero": names[0], "some": some[0]} if names and some else {}


def _say_own(m: Matter, wordings: tuple[str, ...]) -> Iterator[Pair]:
    """Yield wordings of the words that only this lot has."""
    for words in (*_own_words(m), *_dated(m)):
        yield from fill_all(wordings, words)


def _dated(m: Matter) -> Iterator[dict[str, str]]:
    """Yield indicators done on one day, with that day and its like in another month."""
    names = [row.level3.words for row in m.rows]
    for row in m.rows:
        actual, name = parse(row.actual.words), row.level3.words.lstrip("0123456789.").removesuffix("时间")
        is_single = names.count(row.level3.words) == 1 and len(name) >= 4
        if is_single and isinstance(actual, Deadline) and not actual.bound and actual.first == actual.last:
            month, day = actual.first
            yield {"dated": name, "month": str(month), "month_": str(month % 12 + 1), "day": str(day)}


def _make(scope: str, wordings: tuple[str, ...]) -> Callable[[Matter], Iterator[Pair]]:
    return (lambda m: _say_own(m, wordings)) if scope == "own" else make_later(scope, wordings)


THIRD_HAND_KINDS = {f"第三只手：{name}": _make(*one) for name, one in THIRD_HAND.items()}
