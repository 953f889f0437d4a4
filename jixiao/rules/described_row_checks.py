"""What is to be objected to in a row of indicators: scores above points, without reason, without an actual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.figures import Figure, Text
from jixiao.findings import Severity
from jixiao.forms.described_set import FormList
from jixiao.lineage import amount_words
from jixiao.model.described_record import Value
from jixiao.model.form_roles import Role
from jixiao.rules.described_fault import DescribedFault, place_of_value

_NONE = ("", "无", "—", "——", "-", "/")


class RowCheck:
    """Checks one row of indicators, by the roles of its columns; ``measured`` is whether it must have an actual."""

    def __init__(self, listed: FormList, row: Mapping[str, Value], number: int, *, measured: bool = True) -> None:
        self.listed = listed
        self.measured = measured
        self.row = row
        name = self._words(Role.LEVEL3)
        self.about = f"{listed.path} “{name}”" if name else f"{listed.path}[{number}]"

    def _value(self, role: Role) -> Value | None:
        field = self.listed.by_role(role)
        return self.row[field.name] if field is not None and field.is_entered else None

    def _words(self, role: Role) -> str:
        value = self._value(role)
        return str(value).strip() if isinstance(value, Text) and not value.unknown else ""

    def _figure(self, role: Role) -> Figure | None:
        value = self._value(role)
        return value if isinstance(value, Figure) and value.literal is None else None

    def met(self) -> Iterator[DescribedFault]:
        """Yield what is to be objected to in the row."""
        points, score = self._figure(Role.INDICATOR_POINTS), self._figure(Role.INDICATOR_SCORE)
        if score is None:
            return
        if points is not None and score.amount > points.amount:
            yield self._fault(
                "K104",
                Severity.ERROR,
                score,
                found=f"得分 {amount_words(score)} 超过分值 {amount_words(points)}",
                expected=f"不超过 {amount_words(points)}",
                remedy="核对得分和分值。",
                seen=(amount_words(score), amount_words(points)),
            )
        reason, actual = self._value(Role.REASON), self._value(Role.ACTUAL)
        if points is not None and score.amount < points.amount and _says_nothing(reason):
            yield self._fault(
                "K105",
                Severity.WARNING,
                score,
                found=f"得分 {amount_words(score)}，少于分值 {amount_words(points)}，没有写原因",
                expected="没有得满分的，写明偏差原因和改进措施",
                remedy="补上原因；得分填错的改正。",
                seen=(amount_words(score), amount_words(points)),
            )
        if self.measured and _says_nothing(actual) and not self._is_as_targeted():
            yield self._fault(
                "K106",
                Severity.WARNING,
                score,
                found=f"得 {amount_words(score)} 分，没有写完成值",
                expected="有得分的，写明实际完成值",
                remedy="补上完成值。",
                seen=(amount_words(score),),
            )

    def _is_as_targeted(self) -> bool:
        """Return whether 无 is the very target: of leaks, say, of complaints."""
        return bool(words := self._words(Role.ACTUAL)) and words == self._words(Role.TARGET)

    def _fault(
        self,
        code: str,
        severity: Severity,
        score: Figure,
        *,
        found: str,
        expected: str,
        remedy: str,
        seen: tuple[str, ...],
    ) -> DescribedFault:
        return DescribedFault(
            code,
            severity,
            path=score.path,
            place=place_of_value(score),
            found=f"{self.about}：{found}",
            expected=expected,
            remedy=remedy,
            seen=seen,
            about=self.about,
        )


def _says_nothing(value: Value | None) -> bool:
    return isinstance(value, Text) and not value.unknown and value.strip() in _NONE
