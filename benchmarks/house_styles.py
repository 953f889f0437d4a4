"""Wordings in the house styles of finance offices, written before the reader was mended for them.

Besides lines, projects, indicators and the year: other units named as ours, points lost, quarters that make up a year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from benchmarks.claim_phrases import amount_in, fill_all, line_words, year_words
from benchmarks.claim_sentences import Matter, Pair, computed, number, rounded
from benchmarks.claim_wordings import make_kind
from jixiao.rules.form_tables import FormRow, list_evaluation_forms

HOUSE_STYLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "决算说明": (
        "line",
        (
            "{s}{y}年决算数为{n|p}万元，{z}年决算数为{p|n}万元。",
            "{s}支出{n|p}万元，主要用于保障日常工作开展。",
            "{z}年决算数为{p}万元，{y}年{s}支出决算为{n}万元，比{z}年决算数{w|w_}{rate}%。",
            "{s}{n}万元，较上年决算{p}万元{w}{off|off_}万元，主要原因是工作任务变化。",
            "与{z}年度相比，{y}年度{s}{w|w_}{off}万元，{amp}为{rate}%。",
            "{s}决算数与上年决算数相比{w|w_}，原因是人员变动。",
            "{s}支出较{z}年决算数{w|w_}{rate}%，原因是落实过紧日子要求。",
            "{s}同比去年{w|w_}{off}万元。",
            "{s}同比变动{rate|rate_}%。",
            "{y}年{s}比{z}年{w}{off|off_}万元，变动幅度为{rate}%。",
            "{z}、{y}两年{s}分别为{p|n}万元、{n|p}万元。",
            "{s}近两年支出分别为{p|n}万元和{n|p}万元。",
            "{s}支出由上年{p}万元调整为{n|n_}万元。",
            "{s}支出（{n|p}万元）控制在合理区间。",
            "{s}{y}年度共计发生{n|p}万元。",
            "{s}实际列支{n|b}万元，没有超出预算安排的{b|n}万元。",
            "{s}支出{n}万元，较上年{p}万元{d|d_}明显。",
            "{s}支出较上年有较大幅度{up|up_}。",
            "{s}较上年{w}，{w}额为{off|off_}万元。",
            "{s}支出比{z}年{spend|spend_}{off}万元。",
            "{s}同上年比{w|w_}了{off}万元。",
            "{s}支出{n}万元，上年同期为{p}万元，同比{g|g_}{rate}%。",
            "{s}{hi|hi_}上年支出{off}万元。",
            "{s}支出与上年相比{far|near}。",
        ),
    ),
    "预算执行": (
        "both",
        (
            "{s}安排{b}万元，支出{n}万元，完成{done|done_}%。",
            "{s}资金使用率{done|done_}%。",
            "{s}预算资金{b}万元，已支付{n}万元，资金支付率为{done|done_}%。",
            "{s}下达资金{b|n}万元。",
            "{s}到位{b}万元，支出{n}万元，支出率{done|done_}%。",
            "{s}支出占全年预算的{done|done_}%。",
            "{s}预算执行率达到{done|done_}%，执行情况良好。",
            "{s}支出较预算压减{left|left_}万元。",
            "{s}年末尚有{left|left_}万元未支出。",
            "{s}尚未支出{left|left_}万元，结转下年继续使用。",
            "{s}结转结余{left|left_}万元。",
            "{s}剩余资金{left|left_}万元已交回财政。",
            "{s}预算{b}万元，支出{n}万元，未使用{left|left_}万元。",
            "{s}支出{kept|kept_}年度预算。",
            "{s}决算数{under|under_}预算数，主要原因是落实过紧日子要求。",
            "{s}支出数与预算数相比，{keep|keep_}{left}万元。",
            "截至{y}年12月31日，{s}支出{n|b}万元，执行率{done}%。",
            "{s}年初预算{i}万元，年中调整为{b|n_}万元。",
            "财政拨付{s}{b|n}万元，实际使用{n}万元。",
            "{s}预算安排与实际支出分别为{b|n}万元、{n|b}万元。",
            "{s}的预算数、决算数分别为{b|n}万元、{n|b}万元。",
            "{s}预算{b}万元、决算{n|n_}万元、执行率{done}%。",
            "{s}实际支出{n}万元，预算执行率仅为{done|done_}%。",
        ),
    ),
    "结构": (
        "both",
        (
            "{s}支出{n}万元，占全年总支出的{share|share_}%。",
            "{s}在全部支出中占比{share|share_}%。",
            "{s}占部门支出总额的比例为{share|share_}%。",
            "全年支出{whole}万元，{s}支出占{share|share_}%。",
            "{s}占到了支出总额的{share|share_}%。",
            "{s}和{o}共支出{sum|sum_}万元。",
            "{s}、{o}支出合计达{sum|sum_}万元。",
            "{s}{n}万元、{o}{on}万元，两项支出{sum|sum_}万元。",
            "{s}支出远{high|high_}{o}。",
            "{s}支出{more|more_}{o}支出。",
            "{s}支出比{o}{mo|mo_}。",
        ),
    ),
    "项目": (
        "project",
        (
            "{s}累计拨付{n|on}万元。",
            "{s}资金{n|on}万元已全部支付到位。",
            "{s}共投入资金{n|on}万元。",
            "为保障{s}实施，安排资金{b|on}万元。",
            "{s}项目预算{b|on}万元，全部为财政拨款。",
            "其中{s}支出{n|on}万元。",
            "{s}：预算{b}万元，支出{n|on}万元。",
            "支付{s}{n|on}万元。",
            "{s}及{o}支出分别为{n|on}万元、{on|n}万元。",
            "{s}年度预算{b|on}万元，已执行{n}万元。",
            "围绕{s}，全年支出{n|on}万元。",
            "在{s}上投入{n|on}万元。",
        ),
    ),
    "全年": (
        "year",
        (
            "{y}年全年支出{whole|whole_}万元。",
            "本年支出合计{whole}万元，其中：基本支出{basic}万元，占{bshare|bshare_}%；项目支出{project}万元，占{pshare}%。",
            "基本支出{basic}万元，占{bshare|bshare_}%；项目支出{project}万元，占{pshare}%。",
            "本年支出{whole}万元，其中基本支出占{bshare|bshare_}%、项目支出占{pshare}%。",
            "部门整体支出{whole|whole_}万元，其中基本支出{basic}万元。",
            "单位在职职工{staff|free_}人，编制{posts}人。",
            "年末实有在编人员{staff|retired}人。",
            "现有离退休人员{retired|staff}人。",
            "编制{posts|free_}名，现有在职人员{staff}名，退休人员{retired}名。",
            "在职人员控制率为{ctl|ctl_}%。",
            "全年绩效自评得分为{score|score_}分，评价等级为“{grade}”。",
            "经自评，综合得分{score|score_}分，评价等次为{grade}。",
            "自评总体得分{score}分，自评结果为{grade|grade_}。",
            "部门整体绩效自评结论为“{grade|grade_}”。",
            "对照指标体系逐项打分，我单位得{score|score_}分。",
            "本年度预算项目共计{count|count_}个。",
            "{count|count_}个项目均开展了绩效自评。",
            "我单位{y}年共安排项目支出{count|count_}项。",
            "支出规模最大的项目是{most|most_}。",
            "其中，{least|least_}支出最少。",
            "{most|most_}支出居各项目首位。",
            "各项目执行率均在{low|low_}%以上。",
            "所有项目预算执行率都超过了{low|low_}%。",
            "各项目预算执行率最低也在{low|low_}%以上。",
            "自评得分{score}分，扣{deduct|deduct_}分。",
            "自评{score|score_}分，共扣{deduct}分。",
            "自评得分在{over|over_}分以上，总体较好。",
        ),
    ),
    "另一单位": (
        "unit",
        (
            "{u|un}认真落实过紧日子要求。",
            "本单位全称为{u|un}。",
            "{u|u_}（以下简称“我单位”）{y}年度部门整体支出绩效自评情况如下。",
            "我单位（{u|u_}）严格执行预算管理规定。",
            "{u|u_}{y}年度部门整体支出{whole}万元。",
            "{u|u_}编制{posts}名，在职{staff}名。",
            "{u|un}全年支出{whole}万元。",
            "{u|u_}{y}年度部门整体支出绩效自评得分{score}分。",
        ),
    ),
    "扣分": (
        "lost",
        (
            "自评中{some|none}。",
            "{most|all}，总体情况较好。",
            "“{lost|full}”未得满分，主要是工作安排有变。",
            "“{lost}”扣{lp|lp_}分。",
            "“{lost|full}”指标扣分，主要原因是年初目标设置偏高。",
            "“{lost}”得{ls|lw}分。",
            "“{full|lost}”得满分。",
            "“{lost}”满分{lm|lm_}分，得{ls}分。",
            "未得满分的指标有{many|many_}个。",
            "“{lost}”因故被扣{lp|lp_}分。",
            "“{full|lost}”没有扣分。",
        ),
    ),
    "两处": (
        "plain",
        (
            "举办档案讲座{8}期。\n\n全年开办档案讲座{8|6}期，听众踊跃。",
            "维修水渠{35}公里。\n\n共维修水渠{35|53}公里。",
            "全年新建文化广场{4}处。\n\n新建文化广场{4|7}处，群众活动有了去处。",
            "培训窗口人员{150}人次。\n\n窗口人员培训{150|510}人次，服务更加规范。",
            "收到群众来信{62}件，均已答复。\n\n群众来信{62|26}件全部办结。",
            "义诊服务群众{800}人次。\n\n为群众提供义诊服务{800|900}人次。",
            "采购图书{2400}册。\n\n新购图书{2400|4200}册，藏书更加丰富。",
        ),
    ),
    "另一年度": (
        "year",
        (
            "{y|z}年度，单位紧紧围绕中心工作，扎实推进各项任务。",
            "截至{y|z}年12月底，各项任务均已完成。",
            "{y|z}年1月至12月，各股室按月报送工作进展。",
            "回顾{y|z}年，单位上下团结一心，工作有序开展。",
        ),
    ),
    "季度和半年": (
        "part",
        (
            "{s}四个季度分别支出{q1}万元、{q2}万元、{q3}万元、{q4|q4_}万元，全年支出{n}万元。",
            "{s}上半年支出{h1}万元，下半年支出{h2|h2_}万元。",
            "{s}前三季度支出{half|half_}万元，四季度集中支付。",
            "截至11月底，{s}支付{half|half_}万元。",
            "{s}1—10月执行{half|half_}万元。",
            "{s}上半年支出{h1}万元，下半年支出{h2|h2_}万元，全年支出{n}万元。",
        ),
    ),
    "自己的数": (
        "plain",
        (
            "办公设备购置费{8.6}万元、维修费{3.15}万元，累计{11.75|12.75}万元。",
            "三次会议分别有{40}人、{35}人、{52}人参加，共{127|137}人。",
            "计划采购{25}台，到货{20}台，到货率{80|85}%。",
            "抽查{60}户，满意{57}户，满意度为{95|98}%。",
            "共发放问卷{500}份，收回有效问卷{480}份，有效率{96|98}%。",
            "每人补助{300}元，共补助{200}人，合计{6|8}万元。",
            "办件量{6400}件，上年{5000}件，增幅{28|24}%。",
            "办件量较上年的{5000}件增加{1400|1500}件，达到{6400}件。",
            "用纸量从去年{90}箱{减少|增加}到今年{72}箱。",
            "合格{196}批次，占抽检{200}批次的{98|96}%。",
            "抽检{200}批次，合格{196}批次，不合格{4|6}批次。",
            "总投资{500}万元，其中中央资金{300}万元、省级资金{120}万元、市县配套{80|100}万元。",
            "省级资金{120}万元，市级资金{80}万元，资金总额{200|220}万元。",
            "{3}个标段中标价分别为{45.2}万元、{38.6}万元、{21.4}万元，合计{105.2|115.2}万元。",
            "完成投资{360}万元，占总投资{480}万元的{75|80}%。",
            "车辆{4}辆，运行费{9.6}万元，车均{2.4|2.8}万元。",
            "户均增收{1500}元，{40}户共增收{6|8}万元。",
            "会议由上年的{30}个压减到{24}个，减少{6|8}个。",
            "合同价{28}万元，比控制价{30}万元节约{2|3}万元。",
            "全年召开党组会{24}次、中心组学习{12}次、主题党日{12}次，共{48|46}次。",
            "收入{35}万元，支出{28}万元，收支相抵结余{7|9}万元。",
            "上年结转{5}万元，本年收入{60}万元，本年支出{58}万元，年末结转{7|9}万元。",
            "应缴{15}万元，已缴{12}万元，欠缴{3|5}万元。",
        ),
    ),
    "所列": (
        "plain",
        (
            "设有办公室、财务科、业务科、信息科等{4|3}个内设机构。",
            "内设{4|5}个科室，分别为办公室、财务科、业务科、信息科。",
            "重点推进数字化、标准化、规范化{三|四}项建设。",
            "荣获全国先进、省级示范、市级标兵等{3|2}项荣誉。",
            "存在{三|两}方面问题：1.编制不细；2.执行偏慢；3.监管不严。",
            "有以下{2|3}点建议：一是增加投入；二是加强培训。",
        ),
    ),
    "有无": (
        "plain",
        (
            "{出国（境）|公务接待}费用未发生。",
            "全年无{因公出国（境）|公务接待}支出。",
            "{公务用车购置费|公车运行维护费}当年没有支出。",
            "本年度{公车购置费|公务接待费}为零。",
        ),
    ),
    "指标": (
        "row",
        (
            "{name}计划完成{target|wrong}，实际完成{actual}。",
            "按年初目标{target}，{name}实际完成{actual|wrong}。",
            "{name}{actual|wrong}，达到年初设定的目标。",
            "{name}指标年初目标{target|wrong}，年终完成{actual}。",
            "{name}全年共完成{actual|wrong}。",
            "{name}目标为{target}，年末实际值为{actual|wrong}。",
        ),
    ),
}


def _say_of_unit(m: Matter, wordings: tuple[str, ...]) -> Iterator[Pair]:
    """Yield wordings that name the unit: a near miss of its name, or another unit of the same place."""
    name = str(m.package.dossier.unit.unit_name)
    other = f"{name[:-3]}统计局" if not name.endswith("统计局") else f"{name[:-3]}审计局"
    words = year_words(m) | {"u": name, "u_": other, "un": name[:-3] + name[-2] + name[-3] + name[-1]}
    yield from fill_all(wordings, words)


def _say_of_parts(m: Matter, wordings: tuple[str, ...]) -> Iterator[Pair]:
    """Yield wordings of quarters and halves that make up a line's outturn."""
    lines = (*m.lines, *m.projects)
    for line, other in zip(lines, (*lines[1:], lines[0]), strict=True):
        now = m.v(line.final)
        quarter, half = (rounded(now * share / 20) for share in (3, 9))
        words = line_words(m, line, other)
        words |= {"q1": number(quarter), "q2": number(rounded(now * 4 / 20)), "q3": number(rounded(now * 6 / 20))}
        rest = now - sum(map(amount_in, (words["q1"], words["q2"], words["q3"])))
        words |= {"q4": computed(rest, 6), "q4_": computed(rest * 3 / 2 + 1), "h1": number(half)}
        words |= {
            "h2": computed(now - amount_in(number(half)), 6),
            "h2_": computed((now - amount_in(number(half))) * 2),
        }
        yield from fill_all(wordings, words)


def _say_of_losses(m: Matter, wordings: tuple[str, ...]) -> Iterator[Pair]:
    """Yield wordings of points lost, by an indicator that alone bears its name, and by the year."""
    forms = list_evaluation_forms(m.package)
    rows = [row for form in forms for row in form.rows]
    names = [row.level3.words for row in rows]
    single = [row for row in rows if names.count(row.level3.words) == 1 and len(row.level3.words) >= 4]
    lost, full = [row for row in single if row.shortfall > 0], [row for row in single if row.full]
    if lost and full:
        words = _lost_words(lost[0], full[0]) | year_words(m)
        words |= {"many": number(str(sum(row.shortfall > 0 for row in rows)))}
        words |= {"many_": number(str(sum(row.shortfall > 0 for row in rows) + 1))}
        words |= {"some": "个别指标扣了分", "none": "没有扣分", "most": "大多数指标得满分", "all": "各项指标均得满分"}
        yield from fill_all(wordings, words)


def _lost_words(lost: FormRow, full: FormRow) -> dict[str, str]:
    names = {"lost": lost.level3.words.lstrip("0123456789."), "full": full.level3.words.lstrip("0123456789.")}
    score, points = lost.score.amount or Decimal(0), lost.points.amount or Decimal(0)
    words = {"lp": computed(lost.shortfall), "lp_": computed(lost.shortfall + 1), "ls": computed(score)}
    return names | words | {"lw": computed(points), "lm": computed(points), "lm_": computed(points + 2)}


_SCOPES: dict[str, Callable[[Matter, tuple[str, ...]], Iterator[Pair]]] = {
    "unit": _say_of_unit,
    "part": _say_of_parts,
    "lost": _say_of_losses,
}


def make_scoped(scope: str, wordings: tuple[str, ...]) -> Callable[[Matter], Iterator[Pair]]:
    """Return the maker of a kind's pairs, of a scope that stands here or of one of ``claim_wordings``."""
    return (lambda m: _SCOPES[scope](m, wordings)) if scope in _SCOPES else make_kind(scope, wordings)


HOUSE_STYLE_KINDS = {f"各单位的写法：{name}": make_scoped(*one) for name, one in HOUSE_STYLES.items()}
