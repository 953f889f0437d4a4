"""A hundred wordings written after the reader was mended for ``house_styles``, and tried once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.claim_sentences import Matter, Pair
from benchmarks.claim_wordings import make_kind
from benchmarks.house_styles import make_scoped

FRESH: dict[str, tuple[str, tuple[str, ...]]] = {
    "本年和上年": (
        "line",
        (
            "本年度{s}决算为{n|p}万元，执行较为平稳。",
            "纳入决算的{s}共{n|n_}万元。",
            "{s}总支出数为{n|b}万元。",
            "{s}全口径支出{n|n_}万元。",
            "{y}年我单位发生{s}{n|p}万元。",
            "{z}年的{s}为{p|n}万元，{y}年为{n}万元。",
            "去年全年{s}{p|n}万元。",
            "上年决算中{s}为{p|n}万元。",
            "{s}上年、本年分别支出{p|n}万元、{n|p}万元。",
        ),
    ),
    "升降": (
        "line",
        (
            "{s}支出较去年同期{w|w_}，{w|w_}了{off}万元。",
            "对比上年决算，{s}{w|w_}{rate}%。",
            "{s}较{z}年{w}{off|off_}万元，{amp}达{rate}%。",
            "{s}本年{n}万元，去年{p}万元，{w|w_}{off}万元。",
            "受业务量影响，{s}支出同比{w|w_}{off}万元，{amp}{rate}%。",
            "{s}与上年比较{w|w_}{rate}%。",
            "本年{s}比上年度实际{w|w_}{off}万元。",
            "{s}支出同比{g}{rate|rate_}%，主要是工作任务有调整。",
            "{s}支出总体{d|d_}，比上年{w}{off}万元。",
            "{s}{w}较多，比{z}年{w}{off|off_}万元。",
        ),
    ),
    "预算执行": (
        "both",
        (
            "{s}全年可用预算{b|n_}万元，支出{n}万元。",
            "{s}批复{b}万元，执行{n|n_}万元。",
            "{s}支出{n}万元，支出进度达到{done|done_}%。",
            "{s}支出占预算比例为{done|done_}%。",
            "{s}预算{b}万元，已全部下达，实际支出{n}万元，预算执行率{done|done_}%。",
            "{s}预算总额{b}万元，累计执行{n}万元，执行进度{done|done_}%。",
            "{s}预算与决算相差{left|left_}万元。",
            "{s}支出较全年预算少{left|left_}万元。",
            "{s}年末结余{left|left_}万元。",
            "{s}年度预算剩余{left|left_}万元，已按规定收回。",
            "{s}执行数比预算数{under|under_}。",
            "{s}没有用完的资金{left|left_}万元。",
            "{s}调整后预算为{b|n_}万元。",
            "{s}预算安排{b}万元，实际支付{n}万元，使用率{done|done_}%。",
            "{s}支出{n}万元，仅占预算的{done|done_}%。",
        ),
    ),
    "比重与合并": (
        "both",
        (
            "{s}支出比重为{share|share_}%。",
            "{s}占单位全年支出的{share|share_}%。",
            "{s}支出{n}万元，在总支出里占{share|share_}%。",
            "总支出{whole}万元，其中{s}{n}万元，占比{share|share_}%。",
            "{s}同{o}合计支出{sum|sum_}万元。",
            "{s}{n}万元，加上{o}{on}万元，总计{sum|sum_}万元。",
            "{s}、{o}共计发生{sum|sum_}万元。",
            "{s}的支出{more|more_}{o}。",
            "{s}支出明显{high|high_}{o}。",
        ),
    ),
    "项目": (
        "project",
        (
            "{s}全年共支付{n|on}万元。",
            "{s}预算资金{b|on}万元已足额到位。",
            "本年度{s}完成支出{n|on}万元，按计划推进。",
            "项目“{s}”支出{n|on}万元。",
            "{s}资金使用{n|on}万元，专款专用。",
            "本年安排{s}{b|on}万元，支出{n}万元。",
            "（一）{s}。预算{b}万元，支出{n|on}万元。",
        ),
    ),
    "全年": (
        "year",
        (
            "全年累计支出{whole|whole_}万元，基本支出{basic}万元、项目支出{project}万元。",
            "支出结构为：基本支出占{bshare|bshare_}%，项目支出占{pshare}%。",
            "我单位总支出{whole|whole_}万元。",
            "单位人员编制{posts}名，在岗{staff|free_}人。",
            "年末有退休人员{retired|staff}人。",
            "财政供养人员控制率{ctl|ctl_}%。",
            "本次绩效自评，我单位自评分为{score|score_}分。",
            "自评综合得分{score}分，评定为“{grade|grade_}”。",
            "自评得分{score|score_}分，等级为{grade}。",
            "年度内共有{count|count_}个预算项目。",
            "自评共涉及项目{count|count_}个。",
            "{most|most_}支出金额最高。",
            "支出最少的项目是{least|least_}。",
            "各项目资金执行率均达{low|low_}%以上。",
            "整体自评扣{deduct|deduct_}分，最终得{score}分。",
        ),
    ),
    "单位": (
        "unit",
        (
            "{u|un}组织开展了绩效自评。",
            "{u|u_}（以下称本单位）{y}年度绩效自评报告如下。",
            "{u|u_}现有编制{posts}名，在职{staff}人。",
        ),
    ),
    "失分": (
        "lost",
        (
            "失分指标为“{lost|full}”。",
            "“{lost}”自评得{ls|lw}分。",
            "“{lost}”指标扣了{lp|lp_}分。",
            "“{full|lost}”自评满分。",
            "{most|all}。",
        ),
    ),
    "年度的部分": (
        "part",
        (
            "{s}上半年{h1}万元、下半年{h2|h2_}万元。",
            "{s}截止三季度末累计支出{half|half_}万元。",
            "{s}上半年执行{half|half_}万元，时间过半进度合理。",
        ),
    ),
    "自己算得出": (
        "plain",
        (
            "中央资金{45}万元，地方配套{30}万元，总投资{75|85}万元。",
            "安装路灯{64}盏，其中新装{40}盏，更换{24|34}盏。",
            "参训学员{80}人，合格{76}人，合格率为{95|92}%。",
            "全年接访{150}批，其中群众来访{120}批，网上信访{30|50}批。",
            "应收{36}万元，实收{30}万元，尚欠{6|9}万元。",
            "评审项目{25}个，通过{21}个，未通过{4|6}个。",
            "每村补助{2}万元，{15}个村共补助{30|36}万元。",
            "电费由上年{12}万元降到{9}万元，{减少|增加}{25}%。",
            "电费由上年{12}万元降到{9}万元，减少{25|30}%。",
            "培训{6}期{300}人，平均每期{50|60}人。",
            "购置电脑{12}台，每台{0.5}万元，共计{6|8}万元。",
            "问卷{400}份，其中满意{380}份，占{95|90}%。",
            "招录{5}人，退休{3}人，净增{2|4}人。",
            "道路{18}公里，已完成{15}公里，完成率{83.33|93.33}%。",
            "甲类{12}件、乙类{20}件、丙类{8}件，总共{40|42}件。",
        ),
    ),
    "所列": (
        "plain",
        (
            "设综合科、业务科、财务科{3|4}个科室。",
            "推出便民、利民、惠民{三|四}项举措。",
            "印发了《值班办法》《考勤办法》《保密办法》{三|两}项制度。",
            "问题有{两|三}个方面：一是力量不足；二是经费偏紧。",
        ),
    ),
    "两处": (
        "plain",
        (
            "组织技能竞赛{5}场。\n\n举办技能竞赛{5|7}场，参赛踊跃。",
            "更换老旧电梯{9}部。\n\n全年更换老旧电梯{9|6}部。",
            "慰问困难职工{32}人次。\n\n共慰问困难职工{32|23}人次。",
        ),
    ),
    "指标": (
        "row",
        (
            "{name}年末达到{actual|wrong}。",
            "{name}目标数{target|wrong}，完成数{actual}。",
            "{name}年初计划{target}，年末完成{actual|wrong}。",
            "本年{name}完成{actual|wrong}，好于预期。",
        ),
    ),
}


def _make(scope: str, wordings: tuple[str, ...]) -> Callable[[Matter], Iterator[Pair]]:
    return make_scoped(scope, wordings) or make_kind(scope, wordings)


FRESH_KINDS = {f"最后一百句：{name}": _make(*one) for name, one in FRESH.items()}
