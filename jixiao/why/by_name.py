"""Answers about paths, and about places on paper."""

from __future__ import annotations

from jixiao.errors import UsageError
from jixiao.why.query import CellQuestion, choose_name, key, list_ending, nearest
from jixiao.why.value_facts import Answer, values_at
from jixiao.why.year_view import PackageView

_LISTED = 12


def by_name(view: PackageView, asked: str) -> Answer:
    """Return what a path, a paragraph, a section, a part or a group of values holds; UsageError, with guesses."""
    path = choose_name(_with_part(view, asked), view.values) or choose_name(".".join(asked.split()), view.values)
    if path is None:
        path, others = _only(list_ending(asked, view.values))
        if others:
            several = f"“{asked}”不止一个，请写全"
            raise UsageError(f"{several}：{'；'.join(others[:_LISTED])}{'；……' if len(others) > _LISTED else ''}。")
    if path is not None:
        return Answer(path, "", (), values_at(view, [path]))
    return _paragraphs(view, asked) or _part(view, asked) or _group(view, asked)


def _only(found: list[str]) -> tuple[str | None, list[str]]:
    return (found[0], []) if len(found) == 1 else (None, found)


def _with_part(view: PackageView, asked: str) -> str:
    """Return a path below a form's label as a path of the data: 附件3（2）.资金.执行率."""
    for own, begins in view.list_aliases():
        if key(asked).startswith(f"{key(own)}."):
            return f"{begins}.{key(asked)[len(key(own)) + 1 :]}"
    return asked


def _labels(view: PackageView) -> list[str]:
    return list(dict.fromkeys([paragraph.where for paragraph in view.blocks] or [one.where for one in view.prints]))


def _paragraphs(view: PackageView, asked: str) -> Answer | None:
    """Return the answer about a paragraph of the report, or all of a section; None if it names neither."""
    wanted = key(asked)
    if not wanted.startswith("报告"):
        return None
    exact = [paragraph for paragraph in view.paragraphs if key(paragraph.spoken) == wanted]
    found = exact or [paragraph for paragraph in view.paragraphs if _is_below(key(paragraph.spoken), wanted)]
    if not found:
        return None
    text = "\n".join(paragraph.text for paragraph in found) if exact else ""
    notes = () if exact else (f"共 {len(found)} 段；下面列出各段取自数据的值。",)
    values = values_at(view, [span.print.path for paragraph in found for span in paragraph.marks])
    if exact and not values:
        place = found[0].place
        notes = (f"这一段全是直接写的文字，没有取自数据的值。改在 {place.file}:{place.line}。",)
    elif exact:
        notes = (f"正文写在 {found[0].place.file}:{found[0].place.line}；下面各值由数据填入。",)
    return Answer(found[0].spoken if exact else asked, text, notes, values)


def _is_below(spoken: str, section: str) -> bool:
    return spoken.startswith((f"{section}(", f"{section}第")) and section != "报告"


def _part(view: PackageView, asked: str) -> Answer | None:
    where = choose_name(asked, _labels(view))
    if where is None or any(path.startswith(f"{where}.") for path in view.values):
        return None
    paths = [printed.path for printed in view.prints if printed.where == where]
    return Answer(where, "", (f"“{where}”印的值：",), values_at(view, paths))


def _group(view: PackageView, asked: str) -> Answer:
    below = [path for path in view.values if key(path).startswith((f"{key(asked)}.", f"{key(asked)}["))]
    if not below:
        raise UsageError(_unknown(view, asked))
    return Answer(asked, "", (f"“{asked}”是一组值，下面有 {len(below)} 个：",), values_at(view, below))


def _unknown(view: PackageView, asked: str) -> str:
    wheres = [paragraph.spoken for paragraph in view.paragraphs] if key(asked).startswith("报告") else []
    guesses = nearest(asked, [*view.values, *_labels(view), *wheres])
    meant = f"是不是：{'；'.join(guesses)}？" if guesses else "路径的写法见 docs/template-names.md。"
    return f"没有“{asked}”这个值或位置。{meant}"


def by_cell(view: PackageView, query: CellQuestion) -> Answer:
    """Return what a cell or a row holds, be it fixed text of the form; UsageError if there is none."""
    where = choose_name(query.where, _labels(view))
    if where is None:
        known = "、".join(one for one in _labels(view))
        raise UsageError(f"没有“{query.where}”这个部件。整套材料有：{known}。报告写作：报告 二（一）第3段。")
    row = view.row(where, query.row)
    if query.row < 1 or not row:
        rows = max((paragraph.row for paragraph in view.blocks if paragraph.where == where), default=0)
        raise UsageError(f"{where}没有第 {query.row} 行；表格共 {rows} 行（几张表连着数）。")
    title = f"{where} 第{query.row}行"
    if query.cell is None:
        text = " │ ".join(one.text for one in row)
        return Answer(title, text, (), values_at(view, [span.print.path for one in row for span in one.marks]))
    if not 1 <= query.cell <= len(row):
        raise UsageError(f"{title}没有第 {query.cell} 格；这一行共 {len(row)} 格（合并的格算一格）。")
    block = row[query.cell - 1]
    values = values_at(view, [span.print.path for span in block.marks])
    notes = () if values else (_form_words(view, where, block.text),)
    return Answer(f"{title}第{query.cell}格", block.text, notes, values)


def _form_words(view: PackageView, where: str, text: str) -> str:
    if not text:
        return "这一格没有数据填入：表样上留空，或与上面的格合并成一格。"
    return f"这一格是表样的固定文字，不取自数据；要改，改模板：{view.folders.templates_shown}/。（{where}）"
