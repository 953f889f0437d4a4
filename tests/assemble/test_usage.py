"""Which styles a part uses, and what unstyled text names."""

from .sample_parts import W, Whole, cover, prose, text_part, val


def names(whole: Whole) -> list[str]:
    return [val(style, f"{W}name") for style in whole.styles.values()]


def test_styles_that_no_text_uses_come_along_from_the_first_part_only() -> None:
    whole = Whole(cover("封面"), prose("附件2"))
    assert "Title" in names(whole)
    assert "Title（附件2）" not in names(whole)


def test_unstyled_paragraphs_name_the_default_style_of_their_part() -> None:
    whole = Whole(text_part("附件1", "甲"), cover("封面"))
    assert whole.style_of("甲") == "Normal"
    assert whole.paragraph("甲").find(f"{W}pPr/{W}pStyle") is None
    assert whole.style_of("封面标题") == "Normal（封面）"
