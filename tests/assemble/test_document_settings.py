"""What a document has once: settings and the table of fonts."""

from collections.abc import Mapping

from jixiao.assemble import OpenedPart
from jixiao.docx.package import write_package

from .sample_parts import Whole, members_of, prose


def test_fonts_of_all_parts_are_in_the_table_once() -> None:
    def add(members: Mapping[str, bytes], name: str) -> bytes:
        table = members["word/fontTable.xml"].replace(b"</w:fonts>", f'<w:font w:name="{name}"/></w:fonts>'.encode())
        return write_package({**members, "word/fontTable.xml": table})

    parts = [
        OpenedPart(f"附件{n}", add(members_of(prose("x")), n)) for n in ("楷体_GB2312", "方正小标宋简体", "楷体_GB2312")
    ]
    fonts = Whole(*parts).values("font", "name", of="word/fontTable.xml")
    assert fonts.count("楷体_GB2312") == fonts.count("方正小标宋简体") == fonts.count("Cambria") == 1
