"""Eyes for marks: what stands between the ends of bookmarks."""

from lxml import etree

from tests.support.docx import W


def spans(root: etree._Element) -> dict[str, str]:
    """Return the text between the ends of each bookmark by its name; each must stand once, and end."""
    open_: dict[str, str] = {}
    found: dict[str, str] = {}
    for element in root.iter():
        if element.tag == f"{W}bookmarkStart":
            name = open_[element.get(f"{W}id", "")] = element.get(f"{W}name", "")
            assert name not in found, f"{name} stands twice"
            found[name] = ""
        elif element.tag == f"{W}bookmarkEnd":
            del open_[element.get(f"{W}id", "")]
        else:
            words = {f"{W}t": element.text or "", f"{W}br": "\n", f"{W}tab": "\t"}.get(str(element.tag), "")
            for name in open_.values():
                found[name] += words
    assert not open_
    return found
