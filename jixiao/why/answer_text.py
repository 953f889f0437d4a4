"""An answer for people: on a terminal, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.figures import Figure, Text
from jixiao.findings import Finding, Severity
from jixiao.lineage import Step, amount_words, derivation_words, formula_words, unit_words
from jixiao.model.scalars import Day
from jixiao.plain import cut_end, cut_start, first_of, one_line, printable
from jixiao.why.rule_trial import ValueTrial
from jixiao.why.value_facts import Answer, PrintInContext, ValueFacts, typed_at, value_words
from jixiao.why.year_view import Value

_BOLD, _FAINT, _GREEN, _RED = "1", "2", "32;1", "31;1"
_AROUND = 24
_STANDS = 200
_LISTED, _VALUES, _STEPS = 12, 25, 25


def answer_text(answer: Answer, *, colour: bool = False, everything: bool = False) -> str:
    """Return the answer as a text to read: a single value is told, several are listed; many only if ``everything``."""
    return "\n".join(_AnswerWriter(answer.projects, colour=colour, everything=everything).lines(answer)) + "\n"


class _AnswerWriter:
    def __init__(self, projects: Mapping[str, str], *, colour: bool, everything: bool) -> None:
        self.projects = projects
        self.colour = colour
        self.everything = everything

    def paint(self, words: str, style: str) -> str:
        return f"\033[{style}m{words}\033[0m" if self.colour else words

    def lines(self, answer: Answer) -> Iterator[str]:
        single = answer.values[0] if len(answer.values) == 1 else None
        if answer.stands or single is None:
            yield self.paint(printable(answer.title), _BOLD)
        if answer.stands:
            yield f"  {cut_end(one_line(answer.stands), _STANDS)}"
        yield from (f"  {one_line(note)}" for note in answer.notes)
        if single is not None:
            if answer.stands or answer.notes:
                yield ""
            yield from self._facts(single)
        elif answer.values:
            yield from self._listed(answer.values)

    def _listed(self, values: tuple[ValueFacts, ...]) -> Iterator[str]:
        yield ""
        yield from first_of([self._entry(facts) for facts in values], _VALUES, everything=self.everything, unit="个")
        yield ""
        yield "  看其中一个的来历：make why WHAT=上面的路径"

    def _entry(self, facts: ValueFacts) -> str:
        source = typed_at(facts.value)
        origin = f"填在 {source}" if source else "由程序计算"
        origin += (
            f"，取自 {facts.value.drawn}" if source and isinstance(facts.value, Figure) and facts.value.drawn else ""
        )
        filed = next((seen.print.printed for seen in facts.seen if seen.print.override is not None), None)
        origin += "" if filed is None else f"，有一处照原件印作 {one_line(filed) or '空白'}"
        return f"  {self.paint(value_words(facts.value), _BOLD)}  {facts.value.path}  {self.paint(origin, _FAINT)}"

    def _facts(self, facts: ValueFacts) -> Iterator[str]:
        yield f"{self.paint(facts.value.path, _BOLD)} = {self.paint(value_words(facts.value), _BOLD)}"
        for title, lines in (
            ("怎么来的", self._origin(facts)),
            ("印在哪里", self._prints(facts)),
            ("用它算出的数", self._users(facts)),
            ("核对数", self._controls(facts)),
            ("查出的问题", self._findings(facts)),
            ("核对它的规则", self._checks(facts.trial) if facts.trial else iter(())),
        ):
            found = list(lines)
            if found:
                yield from ("", self.paint(title, _BOLD), *found)

    def _origin(self, facts: ValueFacts) -> Iterator[str]:
        value, place = facts.value, typed_at(facts.value)
        if not isinstance(value, Day) and (how := derivation_words(value)):
            key = value.path.rpartition(".")[2]
            yield f"  没有填，由程序推出：{one_line(how)}。要另写的，填上“{key}: ”和它的值。"
        elif not isinstance(value, Figure):
            yield f"  填在 {place}" + ("" if isinstance(value, Day) else f"，共 {len(value)} 字")
        roots = [value] if isinstance(value, Figure) else _rests_on(value)
        tree = [line for root in roots for line in self._tree(root.path, facts.steps, "  ", below="  ", listed=set())]
        yield from first_of(tree, _STEPS, everything=self.everything, unit="行")
        named = (
            f"{identifier} 是“{name}”" for identifier, name in self.projects.items() if _speaks_of(facts, identifier)
        )
        if legend := "；".join(named):
            yield f"  {self.paint(f'（{legend}）', _FAINT)}"

    def _tree(self, name: str, steps: dict[str, Step], lead: str, below: str, listed: set[str]) -> Iterator[str]:
        step = steps[name]
        again = bool(step.operands) and name in listed
        yield f"{lead}{self._step(step)}" + ("（怎么算的，上面已列出）" if again else "")
        listed.add(name)
        if again:
            return
        for number, operand in enumerate(step.operands, start=1):
            last = number == len(step.operands)
            corner, line = ("└─ ", "   ") if last else ("├─ ", "│  ")
            yield from self._tree(operand, steps, lead=below + corner, below=below + line, listed=listed)

    def _step(self, step: Step) -> str:
        amount = " ".join(filter(None, (amount_words(step.figure), unit_words(step.figure))))
        path = step.figure.path or "（中间一步）"
        origin = str(step.place) if step.place else f"= {formula_words(step.figure)}"
        origin += f" ← {step.drawn}" if step.drawn else ""
        return f"{self.paint(amount, _BOLD)}  {path}  {self.paint(origin, _FAINT)}"

    def _prints(self, facts: ValueFacts) -> Iterator[str]:
        if not facts.seen:
            yield "  没有印在任何一页上。"
        for seen in facts.seen:
            yield f"  {seen.print.spoken}：{self._around(seen)}"
            if seen.print.override is not None:
                implied, reason = seen.print.implied or "空白", one_line(seen.print.override.reason)
                yield f"      照原件印的；数据算出 {implied}。理由：{reason}（{seen.print.override.as_filed.place}）"

    def _around(self, seen: PrintInContext) -> str:
        before, behind = one_line(seen.before), one_line(seen.behind)
        printed = cut_end(one_line(seen.print.printed), 2 * _AROUND) or "空白"
        return f"{cut_start(before, _AROUND)}{self.paint(f'【{printed}】', _GREEN)}{cut_end(behind, _AROUND)}"

    def _users(self, facts: ValueFacts) -> Iterator[str]:
        lines = [f"  {value_words(figure)}  {figure.path}" for figure in facts.users]
        yield from first_of(lines, _LISTED, everything=self.everything, unit="个")

    def _controls(self, facts: ValueFacts) -> Iterator[str]:
        for held in facts.controls:
            verdict = self.paint("相符", _GREEN) if held.met else self.paint("不符", _RED)
            control = held.control
            drawn = f"；取自 {control.amount.drawn}" if control.amount.drawn else ""
            source = f"{one_line(control.source)}；{control.reference.place}{drawn}"
            yield f"  {amount_words(control.amount)}，{verdict}（{source}）"

    def _findings(self, facts: ValueFacts) -> Iterator[str]:
        for finding in facts.findings:
            yield f"  {self._severity(finding)} {finding.code}  {one_line(finding.found)}（{finding.place}）"
            if finding.waived:
                yield f"      已豁免，理由：{one_line(finding.waived)}"

    def _severity(self, finding: Finding) -> str:
        return self.paint(finding.severity.value, _RED if finding.severity is Severity.ERROR else _BOLD)

    def _checks(self, tried: ValueTrial) -> Iterator[str]:
        for check in tried.checks:
            subjects = "、".join(one_line(one) for one in check.subjects[:3])
            more = f"等 {len(check.subjects)} 处" if len(check.subjects) > 3 else ""
            yield f"  {check.code}  {check.title}：{subjects}{more}"
        if not tried.checks:
            yield "  试改以后，没有一条规则的结论有变化。"
        yield f"  {self.paint(_tried_words(tried), _FAINT)}"


def _rests_on(value: Value) -> tuple[Figure, ...]:
    return value.basis.operands if isinstance(value, Text) and value.basis else ()


def _speaks_of(facts: ValueFacts, identifier: str) -> bool:
    return any(f".{identifier}." in name for name in facts.steps)


def _tried_words(tried: ValueTrial) -> str:
    return f"（逐一试改后重新核验，结论有变化的列在上面。试过：{'；'.join(one_line(one) for one in tried.tried)}）"
