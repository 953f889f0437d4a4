"""What is opened as a workbook, by its contents; floats become the shortest decimal."""

import io
from decimal import Decimal

import pytest

from jixiao.accounts.stored_workbook import open_workbook, shortest_decimal
from jixiao.docx.package import BadPackage
from tests.support.accounts import RUNNING, export


def test_an_xlsx_is_its_sheets_with_their_formats() -> None:
    opened = open_workbook(export())
    assert opened.sheets[0].name == RUNNING
    assert opened.formats is not None


@pytest.mark.parametrize("data", [b"<html></html>", b"%PDF-1.7", "项目,决算数\n".encode(), b""])
def test_what_is_no_workbook_is_refused_whatever_it_is_called(data: bytes) -> None:
    with pytest.raises(BadPackage, match="不是 Excel 工作簿"):
        open_workbook(data)


def test_a_password_is_told() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(BadPackage, match="密码"):
        open_workbook(locked)


def test_macros_are_refused() -> None:
    import zipfile

    data = io.BytesIO(export())
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(BadPackage, match="宏"):
        open_workbook(data.getvalue())


def test_a_float_is_its_shortest_decimal() -> None:
    assert shortest_decimal(320.149999999999977) == Decimal("320.15")
    assert str(shortest_decimal(21.0)) == "21"
    assert str(shortest_decimal(1e20)) == "100000000000000000000"
