"""WordprocessingML in small: names, the order of children the schema demands, a root for several documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from lxml import etree

# lxml is read in where a document is: a check that finds its templates scanned already saves 8 ms.
Element: TypeAlias = "etree._Element"

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W, R, MC = f"{{{W_NS}}}", f"{{{R_NS}}}", f"{{{MC_NS}}}"
VAL = f"{W}val"


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


# Each string is the schema's sequence (ECMA-376, transitional), as far as we insert something.
PARAGRAPH_ORDER = words(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
RUN_ORDER = words(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath rPrChange"
)
STYLE_ORDER = words(
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
)
SECTION_ORDER = words(
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
# Only what may stand before evenAndOddHeaders: everything else comes after it.
SETTINGS_ORDER = words(
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
    "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders"
)

Look = tuple[Any, ...]


def new(name: str, **attributes: str) -> Element:
    """Return a new element of the main namespace with attributes of the same."""
    from lxml import etree

    return etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})


def local(element: Element) -> str:
    """Return the element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: Element | None) -> str | None:
    """Return ``w:val``, None when there is no element or no value."""
    return None if element is None else element.get(VAL)


def is_on(element: Element | None) -> bool:
    """Return whether a switch such as ``w:titlePg`` is there and not turned off."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off")


def put(parent: Element, child: Element, order: Sequence[str]) -> Element:
    """Insert ``child`` where the schema's sequence wants it, behind its equals, and return it."""
    rank = {name: place for place, name in enumerate(order)}
    mine = rank[local(child)]
    before = [n for n, sibling in enumerate(parent) if rank.get(local(sibling), len(order)) <= mine]
    parent.insert(before[-1] + 1 if before else 0, child)
    return child


def sure(parent: Element, name: str, order: Sequence[str]) -> Element:
    """Return the child of that name, made if missing."""
    found = parent.find(f"{W}{name}")
    return put(parent, new(name), order) if found is None else found


def properties(owner: Element, name: str) -> Element:
    """Return the properties element (``pPr``, ``rPr``, ``tblPr``) of a paragraph, run or table, made if missing."""
    found = owner.find(f"{W}{name}")
    if found is None:
        found = new(name)
        owner.insert(0, found)
    return found


def take_attribute(element: Element, name: str) -> str | None:
    """Remove an attribute and return its value, None if it was not there."""
    found = element.get(name)
    if found is not None:
        del element.attrib[name]
    return found


def attributes(root: etree._Element, path: str, **namespaces: str) -> list[tuple[etree._Element, str, str]]:
    """Return owner, name and value of the attributes that an XPath finds, in document order."""
    found: Any = root.xpath(path, namespaces=namespaces)
    return [(attribute.getparent(), attribute.attrname, str(attribute)) for attribute in found]


def drop_attributes(root: etree._Element, path: str, **namespaces: str) -> None:
    """Remove the attributes that an XPath finds."""
    for owner, name, _ in attributes(root, path, **namespaces):
        del owner.attrib[name]


def detach(element: etree._Element) -> None:
    """Take an element out of its parent; a root stays what it is."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def look(element: Element) -> Look:
    """Return the element as a value: equal for equal XML, whatever its prefixes, attribute order or white space."""
    return (element.tag, tuple(sorted(element.attrib.items())), tuple(look(child) for child in element))


def every(stories: Iterable[Element], *names: str) -> Iterator[Element]:
    """Yield all elements of these names, story by story, in document order."""
    tags = [f"{W}{name}" for name in names]
    for story in stories:
        yield from story.iter(*tags)


def common_root(name: str, roots: Sequence[Element]) -> Element:
    """Return an empty root that declares every prefix of ``roots`` and ignores what any of them ignores.

    A prefix that two of them use for different namespaces gets a second name; ``mc:Choice`` follows.
    """
    from lxml import etree

    spaces = {"w": W_NS, "r": R_NS}
    ignored: list[str] = []
    for number, root in enumerate(roots, 1):
        renamed = _declare(spaces, root, number)
        prefixes = [renamed.get(prefix, prefix) for prefix in root.get(f"{MC}Ignorable", "").split()]
        ignored += [prefix for prefix in prefixes if prefix in spaces and prefix not in ignored]
        for choice in root.iter(f"{MC}Choice") if renamed else ():
            choice.set("Requires", " ".join(renamed.get(p, p) for p in choice.get("Requires", "").split()))
    if ignored:
        spaces.setdefault("mc", MC_NS)
    common = etree.Element(f"{W}{name}", nsmap=spaces)
    if ignored:
        common.set(f"{MC}Ignorable", " ".join(ignored))
    return common


def _declare(spaces: dict[str, str], root: Element, number: int) -> dict[str, str]:
    """Add the root's prefixes to ``spaces`` and return those that had to be renamed."""
    renamed = {}
    for prefix, space in root.nsmap.items():
        if prefix is None or spaces.setdefault(prefix, space) == space:
            continue
        renamed[prefix] = f"{prefix}{number}"
        spaces[renamed[prefix]] = space
    return renamed
