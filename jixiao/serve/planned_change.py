"""What a request of the page comes to, planned in memory: new contents of files, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from jixiao.findings import quoted
from jixiao.glossary import term
from jixiao.serve.data_entries import EntryFile, HeldEntry
from jixiao.serve.entry_words import MOST_CHARACTERS, read_typed
from jixiao.serve.entry_writing import write_entries_into
from jixiao.serve.renamed_rows import follow_renames, rename_of
from jixiao.serve.report_paragraphs import WrittenParagraph, find_paragraph, read_paragraph, replace_paragraph
from jixiao.serve.served_year import ServedYear, raw_text
from jixiao.source.decoding import SourceText
from jixiao.source.scalar_text import UnwritableError, tidy

_PARAGRAPH = "_JXP"
_NOT_UTF8 = "这个文件不是 UTF-8 编码，页面不改它；先运行 make fmt，或在编辑器里另存为 UTF-8。"


class PlannedChange(Struct):
    """New contents by file (None: the file goes), what was done, and what was not and why.

    ``words`` are what undo says of it.
    """

    files: dict[str, bytes | None] = field(default_factory=dict)
    applied: list[str] = field(default_factory=list)
    noted: list[dict[str, str]] = field(default_factory=list)
    conflicts: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    words: str = ""

    def refuse(self, name: str, words: str) -> None:
        """Note that something was not done, and why."""
        self.refused.append({"field": name, "words": words})


class AskedEdit(Struct, frozen=True):
    """New text for an entry or a paragraph, and the stamp of what the page saw there."""

    field: str
    hash: str
    text: str


def plan_edits(year: ServedYear, edits: Sequence[AskedEdit]) -> PlannedChange:
    """Return what edits of entries and paragraphs come to; each is made, in conflict, or refused."""
    plan = PlannedChange()
    _plan_entries(plan, year, [one for one in edits if not one.field.startswith(_PARAGRAPH)])
    _plan_paragraphs(plan, year, [one for one in edits if one.field.startswith(_PARAGRAPH)])
    _follow_renames(plan, year, edits)
    plan.words = f"改了 {len(plan.applied)} 处" if len(plan.applied) != 1 else plan.words
    return plan


def _plan_entries(plan: PlannedChange, year: ServedYear, edits: Sequence[AskedEdit]) -> None:
    by_file: dict[str, dict[str, str]] = {}
    for edit in edits:
        held = year.entries.get(edit.field)
        if held is None:
            plan.conflicts.append({"field": edit.field, "yours": edit.text, "theirs": "", "hash": ""})
        elif held.stamp != edit.hash:
            theirs = {"theirs": held.entry.text, "hash": held.stamp}
            plan.conflicts.append({"field": edit.field, "yours": edit.text, **theirs})
        else:
            _take(plan, held, edit, by_file.setdefault(held.file.file, {}))
    for file, words in by_file.items():
        if words:
            _write(plan, year, year.files[file], words)


def _take(plan: PlannedChange, held: HeldEntry, edit: AskedEdit, words: dict[str, str]) -> None:
    typed = read_typed(held.entry, edit.text)
    if typed.refused:
        plan.refuse(edit.field, typed.refused)
        return
    if typed.noted:
        plan.noted.append({"field": edit.field, "words": typed.noted})
    if typed.words == tidy(held.entry.text) and held.entry.node is not None:
        plan.applied.append(edit.field)
        return
    words[held.entry.path] = typed.words
    plan.applied.append(edit.field)
    before, after = (quoted(one, characters=12) if one else "空白" for one in (held.entry.text, typed.words))
    plan.words = f"{held.entry.key} {before} → {after}"


def _write(plan: PlannedChange, year: ServedYear, file: EntryFile, words: Mapping[str, str]) -> None:
    """Plan a file with other words; those that cannot be written together are tried one by one."""
    source = source_of(year, file.file)
    if source is None or raw_text(source) is None:
        _give_back(plan, file, words, _NOT_UTF8)
        return
    try:
        plan.files[file.file] = write_entries_into(file, words).encode()
    except UnwritableError:
        if len(words) > 1:
            good = {path: one for path, one in words.items() if _can_write(file, path, one)}
            _give_back(plan, file, words.keys() - good.keys(), _UNWRITABLE)
            if good and len(good) < len(words):
                _write(plan, year, file, good)
        else:
            _give_back(plan, file, words, _UNWRITABLE)


_UNWRITABLE = "这样的文字在数据文件里写不成读出来仍是它的样子；换一种写法，或在文件里改。"


def _can_write(file: EntryFile, path: str, words: str) -> bool:
    try:
        write_entries_into(file, {path: words})
    except UnwritableError:
        return False
    return True


def _give_back(plan: PlannedChange, file: EntryFile, paths: Iterable[str], why: str) -> None:
    for path in [*paths]:
        name = HeldEntry(file, file.entries[path]).id
        plan.applied.remove(name)
        plan.refuse(name, why)


def source_of(year: ServedYear, file: str) -> SourceText | None:
    """Return a file of the year as it was read."""
    return next((one for one in year.sources if one.file == file), None)


def _plan_paragraphs(plan: PlannedChange, year: ServedYear, edits: Sequence[AskedEdit]) -> None:
    found: dict[str, list[tuple[WrittenParagraph, str]]] = {}
    for edit in edits:
        paragraph, theirs = _find(year, edit)
        if paragraph is None:
            plan.conflicts.append({"field": edit.field, "yours": edit.text, **theirs})
        elif len(edit.text) > MOST_CHARACTERS:
            plan.refuse(edit.field, f"一段最多 {MOST_CHARACTERS} 字。")
        elif any(not (sign.isprintable() or sign == "\n") for sign in edit.text):
            plan.refuse(edit.field, "文字里有看不见的控制字符，请删去后再填。")
        else:
            found.setdefault(paragraph.file, []).append((paragraph, edit.text))
            plan.applied.append(edit.field)
            plan.words = f"{quoted(paragraph.source, characters=12)}一段"
    for file, those in found.items():
        source = source_of(year, file)
        text = raw_text(source) if source else None
        for paragraph, words in sorted(those, key=lambda one: one[0].first, reverse=True):
            text = replace_paragraph(text or "", paragraph, words)
        plan.files[file] = (text or "").encode()


def _follow_renames(plan: PlannedChange, year: ServedYear, edits: Sequence[AskedEdit]) -> None:
    """Plan the report's references to indicators that get another name."""
    made = [
        (one, year.entries[one.field].entry) for one in edits if one.field in plan.applied and one.field in year.entries
    ]
    renames = [
        rename_of(entry.path, entry.text, edit.text.strip())
        for edit, entry in made
        if entry.key == term("level3") and entry.text and edit.text.strip() != entry.text
    ]
    if not renames:
        return
    for source in year.sources:
        planned = plan.files.get(source.file)
        text = planned.decode() if planned is not None else raw_text(source)
        if source.file.endswith(".md") and text is not None:
            followed, count = follow_renames(text, renames)
            if count:
                plan.files[source.file] = followed.encode()
                told = f"报告里按名称引用它的 {count} 处一起改了名（{source.file}）"
                plan.noted.append({"field": made[0][0].field, "words": told})


def _find(year: ServedYear, edit: AskedEdit) -> tuple[WrittenParagraph | None, dict[str, str]]:
    """Return the paragraph an edit is of, wherever it has moved; or what stands there now."""
    passage = year.paragraphs.get(edit.field)
    here = None
    if passage is not None and (source := source_of(year, passage.place.file)) is not None:
        here = read_paragraph(raw_text(source) or "", source.file, passage.place.line)
        if here.stamp == edit.hash:
            return here, {}
    for source in year.sources:
        if source.file.endswith(".md") and (moved := find_paragraph(raw_text(source) or "", source.file, edit.hash)):
            return moved, {}
    return None, {"theirs": here.source, "hash": here.stamp} if here else {"theirs": "", "hash": ""}
