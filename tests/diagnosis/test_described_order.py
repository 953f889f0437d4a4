"""Where findings on described forms are told, and in which order."""

from decimal import Decimal

from jixiao.diagnosis.described_order import in_described_order
from jixiao.findings import Balance, Finding, Operand, Place, Severity

FILE = "data/2030/sample/project.yaml"


def finding(line: int, *, balance: Balance | None = None, severity: Severity = Severity.ERROR) -> Finding:
    found = f"第 {line} 行"
    place = Place(FILE, line)
    return Finding(
        "K103", place=place, found=found, expected="", remedy="", severity=severity, subject=found, balance=balance
    )


def operand(line: int, amount: str, weight: int = 1) -> Operand:
    return Operand(f"项目表.第{line}行", Place(FILE, line), Decimal(amount), weight)


def test_a_sum_is_told_at_the_number_that_a_slip_explains() -> None:
    sides = Balance((operand(3, "40"), operand(7, "585"), operand(9, "98.5", -1)), gap=Decimal("-526.5"))
    (told,) = in_described_order([finding(3, balance=sides)])
    assert told.place.line == 7


def test_where_two_numbers_may_be_mistyped_the_place_stays() -> None:
    sides = Balance((operand(3, "12"), operand(7, "12")), gap=Decimal(9))
    (told,) = in_described_order([finding(3, balance=sides)])
    assert told.place.line == 3


def test_the_line_that_most_are_about_comes_first_and_hints_last() -> None:
    hint = finding(1, severity=Severity.HINT)
    two = finding(8), finding(8, balance=Balance((operand(8, "1"),)))
    assert in_described_order([hint, finding(4), *two]) == [*two, finding(4), hint]
