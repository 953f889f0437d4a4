"""Files of a wrong kind are named as what they are."""

from __future__ import annotations

import pytest

from jixiao.docx.document_kinds import check_document_kind
from jixiao.docx.package import BadPackage, read_package
from tests.support.changed_docx import DOCUMENT, TYPES, Change, changed, replaced
from tests.support.docx import form

MAIN = r"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document\.main\+xml"
STRICT = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'


def retyped(type_: str) -> Change:
    return replaced(MAIN, type_, TYPES)


def test_an_ordinary_document_passes() -> None:
    check_document_kind(read_package(form("一段")))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (retyped("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"), ".dotx"),
        (retyped("application/vnd.ms-word.document.macroEnabled.main+xml"), ".docm"),
        (retyped("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), ".dotm"),
        (retyped("text/plain"), "text/plain"),
        (lambda held: held.update({DOCUMENT: STRICT}), "Strict"),
        (lambda held: held.update({"mimetype": b"application/vnd.oasis.opendocument.text"}), ".odt"),
    ],
)
def test_a_file_of_another_kind_is_named(change: Change, words: str) -> None:
    with pytest.raises(BadPackage, match=words):
        check_document_kind(read_package(changed(form("一段"), change)))
