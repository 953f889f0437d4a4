"""What goes along inside the PDF is a choice of the form set, of either kind; without one nothing does."""

from jixiao.model.form_description import Description
from jixiao.model.formset import FormSet
from jixiao.model.pdf_attachments import PdfAttachments


def test_either_kind_of_form_set_may_choose_and_nothing_goes_along_without() -> None:
    for kind in (FormSet, Description):
        field = kind.model_fields["pdf_attachments"]
        assert (field.annotation, field.default) == (PdfAttachments, PdfAttachments.NONE)


def test_the_choices_are_read_by_their_chinese_names() -> None:
    assert [PdfAttachments(name) for name in ("无", "数据和来源")] == list(PdfAttachments)
