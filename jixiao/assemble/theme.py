"""A document has one theme; what a later part takes from a different one is written out as plain fonts and colours."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from jixiao.assemble.opened_part import Dress, shared_tree, tree_of
from jixiao.docx.wml import W_NS, Element, Look, W, drop_attributes, look, take_attribute

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FONT_ATTRIBUTES = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}
_COLOUR_ATTRIBUTES = "//@w:*[starts-with(local-name(), 'theme')]"
_NO_FONT = "Times New Roman"  # what holds where nothing is stated, and where a theme leaves a font open
_SCRIPTS = {"zh-CN": "Hans", "zh-SG": "Hans", "zh-TW": "Hant", "zh-HK": "Hant", "ja-JP": "Jpan", "ko-KR": "Hang"}


class Theme(Struct, frozen=True):
    """The fonts by theme name (``minorEastAsia``; empty if the theme leaves them open) and the colour scheme."""

    fonts: dict[str, str] = field(default_factory=dict)
    colours: tuple[Look, ...] = ()


def theme_of(dress: Dress) -> Theme:
    """Return the part's theme; an empty one if it has none."""
    _, raw, stated = dress
    if not raw:
        return Theme()
    root, settings = tree_of(raw), shared_tree("settings", stated)
    language = settings.find(f"{W}themeFontLang")
    east_asia = None if language is None else language.get(f"{W}eastAsia")
    script = _SCRIPTS.get(east_asia or "", "")
    fonts: dict[str, str] = {}
    for size in ("major", "minor"):
        scheme = root.find(f".//{_A}{size}Font")
        if scheme is not None:
            latin, eastern, complex_ = (_typeface(scheme, tag) for tag in ("latin", "ea", "cs"))
            fonts |= {f"{size}Ascii": latin, f"{size}HAnsi": latin, f"{size}Bidi": complex_}
            fonts[f"{size}EastAsia"] = eastern or _of_script(scheme, script)
    mapping = settings.find(f"{W}clrSchemeMapping")
    parts = [*root.iter(f"{_A}clrScheme"), *([] if mapping is None else [mapping])]
    return Theme(fonts, tuple(look(part) for part in parts))


def _typeface(scheme: Element, tag: str) -> str:
    element = scheme.find(f"{_A}{tag}")
    return "" if element is None else element.get("typeface", "")


def _of_script(scheme: Element, script: str) -> str:
    fonts = (font for font in scheme.iter(f"{_A}font") if font.get("script") == script)
    return next((font.get("typeface", "") for font in fonts), "")


def write_out(trees: Iterable[Element], own: Theme, common: Theme) -> None:
    """Replace in ``trees`` what refers to the part's ``own`` theme, as far as the ``common`` one differs."""
    for tree in trees:
        if own.fonts != common.fonts:
            for fonts in tree.iter(f"{W}rFonts"):
                _write_out_fonts(fonts, own.fonts)
        if own.colours != common.colours:
            drop_attributes(tree, _COLOUR_ATTRIBUTES, w=W_NS)


def _write_out_fonts(fonts: Element, known: dict[str, str]) -> None:
    for themed, plain in _FONT_ATTRIBUTES.items():
        name = take_attribute(fonts, f"{W}{themed}")
        if name is not None and (known.get(name) or f"{W}{plain}" not in fonts.attrib):
            fonts.set(f"{W}{plain}", known.get(name) or _NO_FONT)
