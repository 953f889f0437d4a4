"""Theme fonts."""

from jixiao.assemble import OpenedPart
from jixiao.docx.package import write_package

from .sample_parts import W, Whole, child, members_of, prose, text_part, val


def test_theme_fonts_of_a_different_theme_are_written_out() -> None:
    members = members_of(prose("附件2"))
    theme = next(name for name in members if "theme/" in name)
    other = members[theme].replace(b'<a:latin typeface="Cambria"/>', '<a:latin typeface="仿宋_GB2312"/>'.encode())
    assert other != members[theme]
    whole = Whole(text_part("附件1", "甲"), OpenedPart("附件2", write_package({**members, theme: other})))
    normal = next(s for s in whole.styles.values() if val(s, f"{W}name") == "Normal（附件2）")
    fonts = child(normal, f"{W}rPr/{W}rFonts")
    assert fonts.get(f"{W}ascii") == fonts.get(f"{W}hAnsi") == "仿宋_GB2312"
    assert fonts.get(f"{W}asciiTheme") is None
