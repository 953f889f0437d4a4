"""What is wrong with a described form set beside its formulas: names, files, roles, synonyms, and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from jixiao.findings import Finding, Message, finding_at, quoted
from jixiao.forms.described_set import GIVEN, DescribedForm, DescribedSet, FormField
from jixiao.forms.description_places import DescriptionPlaces
from jixiao.glossary import nearest, term
from jixiao.model.field_patterns import ANY, last_step, list_above, parent
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import CHOICE_KINDS, REPEATED_ROLES, ROLES_OF_ROWS, Copies, Role

UNIT_NAMES = tuple(term(name) for name in ("unit_name", "filled_by", "filled_on", "telephone"))
# The way to a key of a form: 各项, 资金.*.执行数.
Keys = tuple[str | int, ...]


def check_set(described: DescribedSet, places: DescriptionPlaces) -> Iterator[Finding]:
    """Yield what is wrong with a set's forms, in the description's order."""
    yield from _repeated_names(described, places)
    yield from _repeated_wordings(described, places)
    for form in described.forms.values():
        yield from _FormCheck(form, places).findings()


def _repeated_names(described: DescribedSet, places: DescriptionPlaces) -> Iterator[Finding]:
    for key in ("name", "source_file", "label"):
        seen: dict[str, int] = {}
        for number, form in enumerate(described.description.forms):
            name = str(getattr(form, key) or "")
            if name and name in seen:
                found = f"{term(key)}{quoted(name)}与第 {seen[name] + 1} 张表相同"
                message = "B012", found, f"每张表一个{term(key)}", "改其中一个。"
                yield finding_at(places.key(number, term(key)), message, subject=name)
            seen.setdefault(name, number)


def _repeated_wordings(described: DescribedSet, places: DescriptionPlaces) -> Iterator[Finding]:
    for key in ("wordings", "topics"):
        groups: dict[str, int] = {}
        for number, words in enumerate(getattr(described.description, key)):
            for word in dict.fromkeys(map(str, words)):
                if word in groups:
                    found = f"{quoted(word)}在第 {groups[word] + 1} 组里已有"
                    remedy = "几组意思相同的合成一组；不同的，删去分不清的说法。"
                    message = "B009", found, "一个说法只有一个意思", remedy
                    yield finding_at(places.top(term(key), number), message, subject=word)
                groups.setdefault(word, number)


class _FormCheck(Struct):
    """Checks one form; each method yields the findings on one matter."""

    form: DescribedForm
    places: DescriptionPlaces

    def findings(self) -> Iterator[Finding]:
        yield from self._names()
        yield from self._ways()
        yield from self._described(self.form.description.fields, (term("fields"),), rows=False)
        yield from self._synonyms(self.form.description.fields, (term("fields"),))
        for path, one in self.form.description.lists.items():
            keys = term("lists"), path, term("fields")
            yield from self._described(one.fields, keys, rows=True)
            yield from self._synonyms(one.fields, keys)
        yield from self._roles()

    def _report(self, keys: Keys, message: Message, subject: str = "") -> Finding:
        name = f"{self.form.name}.{subject}" if subject else self.form.name
        return finding_at(self.places.key(self.form.number, *keys), message, subject=name)

    def _names(self) -> Iterator[Finding]:
        form = self.form.description
        if "." in form.name or form.name in GIVEN:
            message = "B012", f"名称{quoted(form.name)}不能用", "不含“.”的名称", "换一个名称。"
            yield self._report((term("name"),), message)
        per_project = form.copies is Copies.PER_PROJECT
        if per_project and form.label and "{序号}" not in form.label:
            message = "B012", f"标签{quoted(form.label)}里没有“{{序号}}”", "附件3（{序号}）", "补上“{序号}”。"
            yield self._report((term("label"),), message)
        if form.source_file.endswith(".yaml") is per_project:
            expected = "文件夹名，如 projects" if per_project else "文件名，如 project.yaml"
            message = "B012", f"文件{quoted(form.source_file)}与份数“{form.copies}”不合", expected, "改文件或份数。"
            yield self._report((term("source_file"),), message)

    def _ways(self) -> Iterator[Finding]:
        """Yield findings on paths that lead to a value and also to what holds others."""
        held = {**dict.fromkeys(self.form.fields, term("fields")), **dict.fromkeys(self.form.lists, term("lists"))}
        for path in held:
            above = next((one for one in list_above(path) if one in held), None)
            if above is not None:
                message = "B015", f"“{above}”是一项，又是“{path}”所在的一组", "一项，或一组", "其中一个改名。"
                yield self._report((held[above], above), message, path)

    def _described(self, fields: Mapping[str, FieldDescription], keys: Keys, *, rows: bool) -> Iterator[Finding]:
        for path, one in fields.items():
            if one.kind in CHOICE_KINDS and not one.choices:
                message = "B011", f"“{path}”没有写可选的词", "选项: [甲, 乙]", "补上“选项”。"
                yield self._report((*keys, path), message, path)
            if one.role is not None and one.role in ROLES_OF_ROWS and not rows:
                message = "B008", f"角色“{one.role}”是列表里一行的", "表的角色", "移到列表的“各项”里，或改角色。"
                yield self._report((*keys, path), message, path)
            if one.drawn_from is not None and FormField(path, path, one).is_number:
                message = "B013", f"“{path}”是{one.kind}，不能写“取自”", "公式", "数用“公式”写。"
                yield self._report((*keys, path), message, path)
            elif one.drawn_from is not None and not self._is_there(one.drawn_from):
                known = [*(f"单位.{name}" for name in UNIT_NAMES), "年度", "上年度"]
                guess = nearest(one.drawn_from, [*known, *self.form.fields])
                remedy = f"是否应为“{guess}”？" if guess else "改成所列的一个，或本表的一项。"
                message = "B013", f"“{path}”取自的“{one.drawn_from}”不存在", "、".join(known) + "，或本表的一项", remedy
                yield self._report((*keys, path), message, path)

    def _is_there(self, way: str) -> bool:
        first, _, rest = way.partition(".")
        return rest in UNIT_NAMES if first == "单位" else way in GIVEN or way in self.form.fields

    def _synonyms(self, fields: Mapping[str, FieldDescription], keys: Keys) -> Iterator[Finding]:
        meant: dict[tuple[str, str], str] = {}
        own = {(parent(path), last_step(path)): path for path in fields if last_step(path) != ANY}
        for path, one in fields.items():
            for word in map(str, one.synonyms):
                other = own.get((parent(path), word)) or meant.get((parent(path), word), path)
                if other != path:
                    found = f"“{path}”的同义词“{word}”也指“{other}”"
                    yield self._report((*keys, path), ("B009", found, "一个说法只指一项", "删去分不清的说法。"), path)
                meant.setdefault((parent(path), word), path)

    def _roles(self) -> Iterator[Finding]:
        groups: list[tuple[str, Iterable[tuple[str, str, FieldDescription]]]] = [
            ("", [(path, one.pattern, one.description) for path, one in self.form.fields.items()])
        ]
        for name, each in self.form.lists.items():
            groups.append((name, [(column, column, one.description) for column, one in each.columns.items()]))
        for name, fields in groups:
            keys: Keys = (term("lists"), name, term("fields")) if name else (term("fields"),)
            seen: dict[Role, str] = {}
            for path, pattern, one in fields:
                if one.role is None or (one.role in REPEATED_ROLES and not name):
                    continue
                if one.role in seen:
                    found = f"角色“{one.role}”有两项：“{seen[one.role]}”“{path}”"
                    message = "B008", found, "一张表（列表的一行）里一项", "只留一项的角色。"
                    yield self._report((*keys, pattern), message, path)
                seen.setdefault(one.role, path)
