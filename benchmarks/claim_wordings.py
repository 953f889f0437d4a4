"""More wordings of the kinds of mistakes, as reports and notes on final accounts have them: whole paragraphs, halves.

``{right|wrong}`` stand for words of ``claim_phrases``. Each list is of a scope: money lines, projects, both, the year,
indicators, or words that the forms know nothing of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from benchmarks.claim_phrases import fill_all, plain, say, say_of_year
from benchmarks.claim_sentences import Matter, Pair, list_counted_rows, read_in_words

WORDINGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "决算说明的写法": (
        "line",
        (
            "{y}年度{s}支出预算为{b}万元，支出决算为{n|n_}万元，完成预算的{done}%。",
            "{y}年度{s}支出预算为{b}万元，支出决算为{n}万元，完成预算的{done|done_}%。",
            "{s}支出预算为{b}万元，支出决算为{n}万元，与上年相比{w|w_}{off}万元，主要原因是业务量变化。",
            "{s}支出预算为{b}万元，支出决算为{n}万元，决算数{under|under_}预算数，主要原因是严控支出。",
        ),
    ),
    "省去主语的增减": (
        "line",
        (
            "{s}决算{n}万元，比上年{w|w_}{off}万元。",
            "{s}支出{n}万元。与上年相比，{w|w_}{off}万元。",
            "本年{s}实际支出{n}万元，较上年{w}{off|off_}万元，{amp}{rate}%。",
            "{s}全年支出{n}万元，较上年{p}万元{w}{off|off_}万元。",
            "{s}支出{n}万元，同比{g}{rate|rate_}%。",
            "{s}支出{n}万元，较{z}年{w}{off}万元，{g}{rate|rate_}%。",
            "{s}本年支出{n}万元，上年{p}万元，{w}{off|off_}万元。",
        ),
    ),
    "省去主语的预算": (
        "both",
        (
            "{s}支出{n}万元，比预算{under|under_}{left}万元。",
            "{s}支出{n}万元，较预算节约{left|left_}万元。",
            "{s}全年执行{n}万元，预算{b|n_}万元。",
            "{s}实际支出{n}万元，占预算的{done|done_}%。",
            "{s}全年支出{n}万元，{kept|kept_}预算。",
        ),
    ),
    "上年与本年并列": (
        "line",
        (
            "{s}上年支出{p}万元，本年支出{n|n_}万元。",
            "{s}{z}年为{p|n_}万元，{y}年为{n}万元。",
            "{s}支出由{z}年的{p}万元变为{y}年的{n|n_}万元。",
            "从{z}年{p}万元{to|to_}{y}年{n}万元，{s}变化较大。",
        ),
    ),
    "方向的别种说法": (
        "line",
        (
            "{s}支出{hi|hi_}上年水平。",
            "{s}较上年略有{up|up_}。",
            "{s}同比{spend|spend_}{off}万元。",
            "与{z}年度相比，{s}呈{d|d_}态势。",
            "{s}比上年{spend|spend_}{off}万元。",
            "和上年比，{s}支出{w|w_}了{off}万元。",
            "本年度{s}与上年相比{g|g_}{rate}%。",
        ),
    ),
    "两项相加": (
        "both",
        (
            "{s}和{o}合计支出{sum|sum_}万元。",
            "{s}、{o}两项支出共{sum|sum_}万元。",
            "安排{s}{n}万元、{o}{on}万元，两者相加为{sum|sum_}万元。",
        ),
    ),
    "两项的高低": (
        "both",
        ("{s}支出{more|more_}{o}。", "{s}{n}万元，{high|high_}{o}的{on}万元。", "与{o}相比，{s}支出{more|more_}。"),
    ),
    "占全部支出": (
        "both",
        (
            "{s}{n}万元，占全部支出的{share|share_}%。",
            "{s}支出占全年总支出的比重为{share|share_}%。",
            "全年支出{whole}万元，其中{s}占{share|share_}%。",
            "{s}支出{n}万元，占总支出{share|share_}%。",
        ),
    ),
    "季度与全年": (
        "both",
        (
            "{s}截至6月底已支出{half|half_}万元。",
            "{s}前三季度支出{half|half_}万元，四季度集中付款。",
            "一季度{s}支出{half|half_}万元。",
            "1至9月，{s}累计支出{half|half_}万元。",
        ),
    ),
    "别的项目的金额": (
        "project",
        (
            "{s}项目资金执行{n|on}万元。",
            "资金主要用于{s}（{n|on}万元）。",
            "（1）{s}：实际使用{n|on}万元，按合同支付。",
            "{s}共使用资金{n|on}万元，项目已完工。",
            "{s}到位资金{b|on}万元，到位率100%。",
        ),
    ),
    "结余的别种说法": (
        "both",
        (
            "{s}预算{b}万元，执行{n}万元，尚余{left|left_}万元。",
            "{s}预算数{b}万元，决算数{n}万元，结转下年{left|left_}万元。",
            "{s}年末结余{left|left_}万元。",
            "{s}预算{b}万元，实际支出{n}万元，节约资金{left|left_}万元。",
        ),
    ),
    "人员": (
        "year",
        (
            "我单位编制{posts}名，实有在职人员{staff|free_}名。",
            "在职{staff|retired}人、退休{retired|staff}人。",
            "编制人数{posts}人，在职人员{staff}人，空编{free|free_}人。",
            "在职人员{staff}人、退休人员{retired}人，共{heads|heads_}人。",
            "在职人员{less|less_}核定编制数。",
        ),
    ),
    "总数与分项": (
        "year",
        (
            "全年总支出{whole|whole_}万元，由基本支出{basic}万元和项目支出{project}万元构成。",
            "基本支出{basic}万元，项目支出{project}万元，总支出{whole|whole_}万元。",
            "支出总额{whole}万元。其中：基本支出{basic}万元，项目支出{project|project_}万元。",
            "基本支出{basic|project}万元，占支出总额的大部分。",
        ),
    ),
    "项目数与排名": (
        "year",
        (
            "本年共有{count|count_}个预算项目。",
            "本单位{count|count_}个项目均开展了绩效自评。",
            "项目支出中，{most|most_}金额最高。",
            "{most|most_}支出在各项目中最多。",
            "支出规模最大的是{most|most_}，最小的是{least}。",
            "支出规模最大的是{most}，最小的是{least|least_}。",
            "各项目预算执行率均在{low|low_}%以上。",
            "全部项目执行率都超过了{low|low_}%。",
        ),
    ),
    "得分与等级的别种说法": (
        "year",
        (
            "本次自评综合得分{score|score_}分，评价等级为{grade|grade_}。",
            "对照评分标准，自评得{score|score_}分。",
            "自评得分为{score|score_}分，等次为“{grade}”。",
            "本单位绩效自评结果等级评定为{grade|grade_}。",
        ),
    ),
    "没有发生的别种说法": (
        "plain",
        (
            "本年度{出国（境）经费|公务接待费}未发生支出。",
            "全年没有{出国（境）|公务接待}支出。",
            "{因公出国（境）费|公务接待费}支出0万元。",
            "本年无{公车购置费|公务接待费}。",
        ),
    ),
    "合计、其中的别种说法": (
        "plain",
        (
            "全年开展培训{9}期、讲座{4}场、宣传{6}次，培训{180}人次，其中机关{120}人次，基层{60|90}人次。",
            "购置电脑{12}台、打印机{5}台，合计{17|18}台。",
            "支付印刷费{2.6}万元、邮寄费{0.9}万元和租车费{1.5}万元，三项共计{5|5.8}万元。",
            "共发放资料{3000}份（社区{1200}份、学校{1800|2100}份）。",
            "受理申请{85}件，其中已办结{80}件，在办{5|15}件。",
            "上半年接待{320}人次，下半年接待{410}人次，全年接待{730|760}人次。",
        ),
    ),
    "比率的别种说法": (
        "plain",
        (
            "受理{120}件，办结{114}件，办结率{95|92}%。",
            "抽检{60}批次，合格{57}批次，合格率为{95|97}%。",
            "发放问卷{200}份，收回{190}份，回收率{95|90}%。",
            "应到{50}人，实到{48}人，到会率{96|98}%。",
            "满意度由{92}%上升至{95}%，提高了{3|4}个百分点。",
            "合格率达到{98}%，较目标值{95}%高出{3个百分点|3%}。",
            "访问量由{4}万次增长到{5}万次，增长{25|20}%。",
            "举办讲座{8}场，听众{640}人次，场均{80|90}人次。",
            "维修{25}处，花费{5}万元，平均每处{0.2|0.3}万元。",
        ),
    ),
    "个数与所列的别种说法": (
        "plain",
        (
            "设有办公室、财务科、业务科{3|4}个科室。",
            "内设{4|5}个股室，分别为办公室、财务股、业务股、法规股。",
            "制定了《采购办法》《报销办法》《用车办法》{3|4}项制度。",
            "荣获先进集体、文明窗口、五四红旗团支部{3|2}项荣誉。",
            "完成了三项工作：{一是制度修订，二是业务培训，三是设备更新|一是制度修订，二是业务培训}。",
        ),
    ),
    "两处说法不一": (
        "plain",
        (
            "共走访企业{45}家。\n\n全年走访企业{45|54}家，收集意见若干。",
            "办理建议提案{18}件，办结率100%。\n\n承办建议提案{18|16}件，全部按时答复。",
            "更新图书{1200}册。\n\n图书室更新图书{1200|2100}册，种类更全。",
        ),
    ),
    "指标的别种说法": (
        "row",
        (
            "{name}完成{actual|wrong}。",
            "{name}为{actual|wrong}，年初目标为{target}。",
            "年初目标{name}{target}，实际完成{actual|wrong}。",
            "{name}目标{target|wrong}，实际{actual}。",
            "截至年底，{name}{actual|wrong}。",
        ),
    ),
}


def say_of_rows(m: Matter, wordings: tuple[str, ...]) -> Iterator[Pair]:
    """Yield every wording of every indicator that has a number of its own."""
    for name, _, target, actual in list_counted_rows(m):
        if target.approximate or actual.approximate or actual.bound or target.bound not in (None, actual.bound):
            continue
        more = max(actual.scale, (actual.amount / 4 / actual.scale).quantize(Decimal(1)) * actual.scale)
        wrong = actual.amount - 3 if actual.unit == "%" else actual.amount + more
        if wrong != target.amount:
            words = {"name": name, "actual": read_in_words(actual), "target": read_in_words(target)}
            words["wrong"] = read_in_words(actual, wrong)
            yield from fill_all(wordings, words)


_SCOPES: Mapping[str, Callable[[Matter, tuple[str, ...]], Iterator[Pair]]] = {
    "line": lambda m, words: say(m, words, m.lines),
    "project": lambda m, words: say(m, words, m.projects),
    "both": lambda m, words: say(m, words, (*m.lines, *m.projects)),
    "year": lambda m, words: say_of_year(m, words),
    "plain": lambda _, words: plain(words),
    "row": say_of_rows,
}


def make_kind(scope: str, wordings: tuple[str, ...]) -> Callable[[Matter], Iterator[Pair]]:
    """Return the maker of a kind's pairs."""
    return lambda m: _SCOPES[scope](m, wordings)


OTHER_KINDS = {name: make_kind(*one) for name, one in WORDINGS.items()}
