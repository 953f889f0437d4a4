"""The one glossary: English names in the code, official Chinese terms everywhere else.

Model fields, template variables and figure paths all take their Chinese names from here, so a
term is translated in one place. The mapping is one to one in both directions.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

TERMS: dict[str, str] = {
    # the year and the unit
    "year": "年度",
    "prior_year": "上年度",
    "form_set": "表单集",
    "unit": "单位",
    "unit_name": "单位名称",
    "filled_by": "填表人",
    "filled_on": "填报日期",
    "telephone": "联系电话",
    "staff": "人员",
    "fully_funded_posts": "全额拨款编制",
    "support_posts": "工勤编制",
    "support_staff": "工勤人员",
    "contract_staff": "政府购买服务人员",
    "retired": "退休人员",
    "departments": "内设机构数",
    # Annex 1: basic data
    "annex1": "附件1",
    "supported_staff": "财政供养人员",
    "authorized_posts": "编制数",
    "on_duty": "在职人数",
    "control_rate": "控制率",
    "three_public": "三公经费",
    "official_cars": "公务用车",
    "car_purchase": "公车购置",
    "car_running": "公车运行维护",
    "abroad": "出国经费",
    "receptions": "公务接待",
    "prior_final": "上年决算",
    "budget": "预算",
    "final": "决算",
    "project_outlay": "项目支出",
    "project_lines": "明细",
    "key": "行名",
    "public_funds": "公用经费",
    "office": "办公经费",
    "utilities_travel": "水费、电费、差旅费",
    "meetings_training": "会议费、培训费",
    "procurement": "政府采购金额",
    "basic_adjustment": "部门基本支出预算调整",
    "buildings": "楼堂馆所",
    "approved_size": "批复规模",
    "actual_size": "实际规模",
    "size_control_rate": "规模控制率",
    "budgeted_investment": "预算投资",
    "actual_investment": "实际投资",
    "investment_control_rate": "投资概算控制率",
    "thrift_measures": "厉行节约保障措施",
    # basic expenditure, as the report states it
    "basic_outlay": "基本支出",
    "initial": "年初预算",
    "personnel_funds": "人员经费",
    "added": "年中追加",
    "full_year_income": "全年收入",
    "wages": "工资福利支出",
    "goods_services": "商品和服务支出",
    "individuals_families": "对个人和家庭的补助",
    "personnel_outlay": "人员支出",
    "public_outlay": "公用支出",
    "total": "合计",
    "balance": "年末结余",
    "share_of_whole": "占总支出",
    "personnel_share": "人员支出占比",
    "public_share": "公用支出占比",
    "approved_initial": "年初预算批复",
    "whole_outlay": "整体支出",
    # control rates
    "control_rates": "控制指标",
    "three_public_change": "三公经费变动率",
    "three_public_control": "三公经费控制率",
    "public_funds_control": "公用经费控制率",
    "procurement_execution": "政府采购执行率",
    "budget_completion": "预算完成率",
    "budget_adjustment": "预算调整率",
    # Annexes 2 and 3: self-evaluation forms
    "annex2": "附件2",
    "annex3": "附件3",
    "annex5": "附件5",
    "income": "收入",
    "general_budget": "一般公共预算",
    "government_funds": "政府性基金拨款",
    "special_account": "纳入专户管理的非税收入拨款",
    "other_funds": "其他资金",
    "outlay": "支出",
    "funds": "资金",
    "annual_total": "年度资金总额",
    "current_grant": "当年财政拨款",
    "carried_over": "上年结转资金",
    "initial_budget": "年初预算数",
    "full_year_budget": "全年预算数",
    "outturn": "全年执行数",
    "points": "分值",
    "execution_rate": "执行率",
    "score": "得分",
    "goals": "年度总体目标",
    "expected": "预期目标",
    "achieved": "实际完成情况",
    "indicators": "绩效指标",
    "indicator_rows": "指标行",
    "level1_starts": "一级首行",
    "level2_starts": "二级首行",
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "target": "年度指标值",
    "actual": "实际完成值",
    "deviation": "偏差原因",
    "total_score": "总分",
    "total_deviation": "总分偏差原因",
    "projects": "各项目",
    "this_project": "本项目",
    "identifier": "标识",
    "number": "序号",
    "name": "名称",
    "supervisor": "主管部门",
    "implementer": "实施单位",
    "outlay_class": "支出类别",
    "annex1_position": "附件1行次",
    # Annex 5: the bureau's scoring sheet
    "criteria": "评分项",
    "criteria_rows": "评分行",
    "standard": "评分标准",
    "evidence": "所需佐证材料",
    "evidence_files": "佐证文件",
    "has_evidence": "有佐证",
    "total_points": "合计分值",
    # overrides
    "overrides": "按原件列报",
    "where": "位置",
    "reference": "引用",
    "occurrence": "第几处",
    "as_filed": "实报",
    "implied": "数据算出",
    "reason": "理由",
    # waivers and control totals
    "waivers": "豁免",
    "rule": "规则",
    "subject": "对象",
    "seen": "所见",
    "by": "责任人",
    "until": "有效期至",
    "controls": "核对数",
    "amount": "数额",
    "source": "出处",
    "movement_reasons": "变动原因",
    "movement_norms": "变动说明",
    "scope": "范围",
    "absolute": "绝对变动",
    "relative": "相对变动",
    # a year with final accounts only
    "prior": "上年",
    # the form set
    "authority": "主管机关",
    "applies_to": "适用年度",
    "package_name": "成套文件名",
    "parts": "组成",
    "label": "标签",
    "title": "标题",
    "template": "模板",
    "kind": "类型",
    "scoring": "评分",
    "basis": "依据",
    "execution_weight": "执行率分值",
    "rate_places": "执行率小数位",
    "printed_rate_places": "执行率印刷小数位",
    "score_places": "得分小数位",
    "execution_steps": "执行率分档",
    "line": "界限",
    "indicator_places": "指标得分小数位",
    "equal_scoring": "等于计分",
    "at_most_scoring": "不大于计分",
    "quality_bands": "定性分档",
    "lower_bound": "下限",
    "upper_bound": "上限",
    "grades": "等级",
    "indicator_system": "指标体系",
    "weight": "权重",
    "outlay_classes": "项目支出类别",
    "printed_as": "印作",
    "report_title": "报告标题",
    "sections": "报告章节",
    "source_file": "文件",
    "attachments_file": "附件清单文件",
    # the form set's rules
    "checks": "核验",
    "ties": "勾稽关系",
    "left": "左边",
    "relation": "关系",
    "right": "右边",
    "severity": "级别",
    "completeness": "完整性",
    "score_checks": "计分",
    "above_hundred": "执行率超过百分之百",
    "low_execution": "执行率偏低",
    "misjudged": "得分不符",
    "overshoot": "超额完成",
    "budget_indicators": "预算控制指标",
    "cost_level2": "成本类指标",
    "reverse_words": "反向指标用语",
    "unfinished_words": "未完成用语",
    "sections_may_be_none": "可写无的章节",
    "sections_with_projects": "列全项目的章节",
    "optional_level2": "可不设的二级指标",
    "self_checks": "考核自查",
    "criterion": "考核项",
    "about": "查什么",
    "deduction": "每缺扣分",
    "writing": "文字",
    "template_hints": "表样提示语",
    "official_wording": "照录官方原文",
    "persons": "个人信息",
    "allowed_in": "许可位置",
    "forms_of_address": "称谓",
    "private_words": "私事用语",
    "topics": "用语",
    "aliases": "说法",
    "limits": "对照",
    "plain_numbers": "无需声明的数字",
    "filing_deadline": "报送期限",
    "last_day": "最后一日",
}

_IDENTIFIERS = {term: identifier for identifier, term in TERMS.items()}
_PUNCTUATION = re.compile(r"[^\w]")


def template_name(term: str) -> str:
    """Return a term as a template writes it, without punctuation: 水费、电费 → 水费电费."""
    return _PUNCTUATION.sub("", term)


_TEMPLATE_IDENTIFIERS = {template_name(term): identifier for identifier, term in TERMS.items()}


def term(identifier: str) -> str:
    """Return the official term of an English name; KeyError for a name the glossary lacks."""
    return TERMS[identifier]


def identifier(term_or_name: str) -> str | None:
    """Return the English name of an official term, with or without its punctuation; None if unknown."""
    return _IDENTIFIERS.get(term_or_name) or _TEMPLATE_IDENTIFIERS.get(term_or_name)


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.4) -> str | None:
    """Return the known word most like ``word``; None if none is alike to the degree of ``cutoff`` (0–1)."""
    matches = difflib.get_close_matches(word, sorted(known), n=1, cutoff=cutoff)
    return matches[0] if matches else None
