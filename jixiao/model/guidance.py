"""What editors say about a key while it is typed, in one sentence; titles, units and kinds they know already.

By field (``budget``), by field of one record where it means something else there (``Adjustment.budget``),
and by record for whole files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

GUIDANCE: Mapping[str, str] = {
    # whole files
    "Unit": "单位、填表人和所用表单集。",
    "Annex1": "附件1：部门整体支出绩效评价基础数据表。合计、控制率和上年决算由程序得出。",
    "Annex2": "附件2：部门整体支出绩效自评表。资金总额、执行率、执行率得分和总分由程序计算。",
    "Annex5": "附件5：部门整体支出绩效自评工作考核评分表。一级指标的分值由二级指标相加。",
    "BasicOutlay": "基本支出。合计、人员支出、公用支出、结余和占比由程序计算。",
    "Project": "附件3：一个项目的绩效自评表。文件名：两位序号-英文标识.yaml。",
    "Overrides": "按原件列报：已报送的原件印的是另一个值的地方，一处一条。",
    "Waivers": "豁免：核对过、确有原因而保留的问题。所见的内容变了，豁免就不再有效。",
    "Movements": "变动说明：与上年相比变动大的数，逐个写明原因。",
    "Controls": "核对数：从别的文件抄来的合计数，只用来核对，不印。",
    "FinalAccounts": "只保存决算数的年度，供下一年度附件1的“上年决算”一栏取用。",
    "FormSet": "表单集：一个机关、一个时期的一套表和核验规则。",
    # unit.yaml
    "year": "四位年份，与文件夹名相同。",
    "form_set": "templates/ 下的文件夹名。",
    "unit_name": "单位全称，封面和各表都用它。",
    "filled_by": "填表人姓名。",
    "filled_on": "填报日期，年-月-日。",
    "telephone": "联系电话。",
    "staff": "年末人数，只在报告里用；编制数和在职人数填在 annex1.yaml。",
    "fully_funded_posts": "全额拨款编制数。",
    "support_posts": "工勤编制数。",
    "support_staff": "年末工勤人员。",
    "contract_staff": "年末政府购买服务人员。",
    "retired": "年末退休人员。",
    "departments": "内设机构数。",
    # annex1.yaml
    "supported_staff": "年末数。",
    "authorized_posts": "年末编制数。",
    "on_duty": "年末实际在职人数。",
    "three_public": "三公经费各项；合计由程序计算。",
    "car_purchase": "公务用车购置费。",
    "car_running": "公务用车运行维护费。",
    "abroad": "因公出国（境）费用。",
    "receptions": "公务接待费。",
    "budget": "本年预算数；没有发生的填 0。",
    "final": "本年决算数；没有发生的填 0。",
    "Adjustment.budget": "预算调整数：追加为正，调减为负。",
    "Adjustment.final": "调整部分的决算数：追加为正，调减为负。",
    "public_funds": "“其中”各行，只列表上要求的几项，不必等于公用经费合计。",
    "office": "办公费。",
    "utilities_travel": "水费、电费、差旅费之和。",
    "meetings_training": "会议费、培训费之和。",
    "procurement": "政府采购金额。",
    "basic_adjustment": "部门基本支出的预算调整。",
    "buildings": "当年完工的楼堂馆所；没有的四项都填 0。",
    "approved_size": "批复的规模。",
    "actual_size": "实际建成的规模。",
    "budgeted_investment": "投资概算。",
    "actual_investment": "实际投资。",
    "thrift_measures": "厉行节约的措施，每条一行。",
    # annex2.yaml
    "income": "全年预算数按收入性质分。",
    "general_budget": "一般公共预算收入。",
    "government_funds": "政府性基金拨款。",
    "special_account": "纳入专户管理的非税收入拨款。",
    "Income.other_funds": "其他资金。",
    "goals": "年度总体目标，每条目标一行。",
    "expected": "年初设定的目标。",
    "achieved": "与各条目标对应的完成情况。",
    "indicators": "一级、二级指标的名称由表单集规定；二级指标下每条三级指标以“- ”开头。",
    "total_deviation": "总分的偏差原因；没有的写“无”或留空。",
    "level3": "三级指标的名称，具体、可衡量。",
    "target": "年度指标值，照表上的写法，含单位。",
    "actual": "实际完成值，照表上的写法，含单位；写实际达到的数，不写目标。",
    "Indicator.points": "本指标的分值；各级分值之和等于表单集规定的权重。",
    "score": "自评得分，不超过分值。",
    "deviation": "偏差原因分析及改进措施；得满分又无偏差的，写“无”。",
    # annex5.yaml
    "criteria": "一级指标，按表上的顺序。",
    "CriteriaGroup.level1": "一级指标的名称。",
    "CriteriaGroup.level2": "该一级指标下的各项。",
    "Criterion.name": "二级指标的名称。",
    "Criterion.points": "该项分值。",
    "standard": "评分标准，每条一行。",
    "evidence": "所需佐证材料；表上没有的，冒号后不写。",
    "evidence_files": "已备的佐证材料，data/<年度>/evidence/ 下的文件名。",
    # basic.yaml and final-accounts.yaml
    "initial": "年初批复的预算。",
    "personnel_funds": "人员经费。",
    "InitialBasic.public_funds": "公用经费；附件1的公用经费预算取自这里。",
    "added": "年中追加；追加为正，调减为负。",
    "BasicOutlay.final": "决算，按支出经济分类。",
    "wages": "工资福利支出。",
    "goods_services": "一般商品和服务支出，即公用经费。",
    "individuals_families": "对个人和家庭的补助。",
    "total": "公用经费合计。",
    "project_outlay": "每个项目一项；当年没有的项目不列。",
    "ProjectAccounts.identifier": "项目标识，与下一年度项目文件名里的标识相同。",
    "PublicFundsAccounts.office": "办公费。",
    "FinalAccounts.public_funds": "公用经费合计和“其中”各行。",
    "FinalAccounts.three_public": "三公经费各项。",
    # projects
    "Project.name": "项目全称，各表和报告都用它。",
    "ProjectAccounts.name": "当年的项目名称。",
    "supervisor": "主管部门；没有的，冒号后不写。",
    "implementer": "实施单位；就是本单位的，不必填。",
    "outlay_class": "决定列在附件1“项目支出”的哪一类。",
    "annex1_position": "在附件1同一类里排第几；不填则按序号。",
    "funds": "按资金来源；年度资金总额、执行率和得分由程序计算。",
    "current_grant": "当年财政拨款。",
    "carried_over": "上年结转资金。",
    "other_funds": "其他资金。",
    "initial_budget": "年初预算数；没有的填 0，表上确实留空的不写。",
    "full_year_budget": "全年预算数；没有的填 0，表上确实留空的不写。",
    "outturn": "全年执行数；没有的填 0，表上确实留空的不写。",
    # overrides.yaml, waivers.yaml, control.yaml
    "overrides": "一处一条。",
    "where": "部件的标签，或“报告 一”这样的章节、“报告 附件清单”。",
    "reference": "数据里的路径，各级之间用点隔开。",
    "Override.as_filed": "原件印的值；原件留空的，冒号后不写。",
    "reason": "为什么与数据不同，依据是什么。",
    "Waiver.reason": "为什么可以保留，依据是什么。",
    "occurrence": "同一位置印了几次而只改其中一次的，写第几次。",
    "implied": "写这一条时由数据算出的值；数据变了，检查会要求重新核对。",
    "waivers": "一个问题一条；可用 make check-data ARGS=--waivers 列出。",
    "rule": "规则代码，如 T201。",
    "subject": "检查结果里的“对象”，照抄。",
    "seen": "检查结果里的一段话，照抄；内容变了，豁免就不再有效。",
    "by": "对理由负责的人。",
    "until": "豁免的最后一日，年-月-日；过期后问题重新列出。",
    "movement_reasons": "一个数一条。",
    "MovementReason.reason": "变动的原因。",
    "controls": "一个数一条。",
    "amount": "出处写的数，单位与引用处相同。",
    "source": "抄自哪里：文件、表名、行次。",
}

EXAMPLES: Mapping[str, list[Any]] = {
    "form_set": ["yueyang-2023"],
    "telephone": ["0730-1234567"],
    "target": ["≥96%", "≤191万元", "12次", "2023年12月31日前"],
    "actual": ["97%", "189.2万元", "12次"],
    "deviation": ["无"],
    "where": ["附件1", "附件3（1）", "报告 二"],
    "reference": ["附件1.公用经费.预算", "各项目.building.资金.年度资金总额.全年预算数"],
    "annex1_position": [1],
    "source": ["部门决算报表 财决01表"],
}


def guidance(record: str, field: str) -> str:
    """Return the sentence on a record's field; "" if there is none."""
    return GUIDANCE.get(f"{record}.{field}") or GUIDANCE.get(field, "")


def examples(record: str, field: str) -> list[Any]:
    """Return what may be typed there, for example."""
    return EXAMPLES.get(f"{record}.{field}") or EXAMPLES.get(field, [])
