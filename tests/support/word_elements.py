"""Every element of a run and every property of one that WordprocessingML has, and what a reader has to make of it."""

from __future__ import annotations

from jixiao.docx.unread import Unread

_BEGIN, _SEPARATE, _END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_BY = 'w:id="900" w:author="某人" w:date="2024-06-01T08:00:00Z"'


def field(code: str, result: str = "", inner: str = "") -> str:
    code = f"<w:r><w:instrText>{code}</w:instrText></w:r>{inner}"
    return f"{_BEGIN}{code}{_SEPARATE}<w:r><w:t>{result}</w:t></w:r>{_END}"


def alternatives(first: str, second: str, prefix: str = "wps") -> str:
    branches = f'<mc:Choice Requires="{prefix}">{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback>'
    return f'<mc:AlternateContent xmlns:mc="{_MC}" xmlns:wps="{_WPS}">{branches}</mc:AlternateContent>'


def text(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def math(content: str) -> str:
    return f'<m:oMath xmlns:m="{_MATH}">{content}</m:oMath>'


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


_BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
_FRACTION = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"

# Put behind a value: what is seen there is no text, and is named so.
NAMED: dict[str, tuple[str, Unread]] = {
    "sym": ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', Unread.SYMBOL),
    "private use": (text("\uf0b3"), Unread.SYMBOL),
    "symbol field": (field(" SYMBOL 179 "), Unread.SYMBOL),
    "oMath": (math(_FRACTION), Unread.FORMULA),
    "oMathPara": (f'<m:oMathPara xmlns:m="{_MATH}">{math(_FRACTION)}</m:oMathPara>', Unread.FORMULA),
    "EQ": (field(r" EQ \\f(1,2) "), Unread.FIELD),
    "formula field": (field(" =2*3 ", "6"), Unread.FIELD),
    "DDE": (field(" DDEAUTO Excel Sheet1 R1C1 ", "6"), Unread.FIELD),
    "INCLUDETEXT": (field(' INCLUDETEXT "a.docx" ', "六"), Unread.FIELD),
    "REF": (field(" REF _a ", "六"), Unread.FIELD),
    "DATE": (field(" DATE ", "六"), Unread.FIELD),
    "fldSimple": (f'<w:fldSimple w:instr=" AUTHOR ">{text("六")}</w:fldSimple>', Unread.FIELD),
    "nested": (
        field(" IF ", "六", field(" =2 ", "2") + "<w:r><w:instrText> &gt; 1 </w:instrText></w:r>"),
        Unread.NESTED_FIELD,
    ),
    "unended field": (_BEGIN + "<w:r><w:instrText> IF </w:instrText></w:r>" + text("六"), Unread.FIELD),
    "FORMCHECKBOX": (field(" FORMCHECKBOX "), Unread.CHECKBOX),
    "FORMDROPDOWN": (field(" FORMDROPDOWN "), Unread.CHOICE),
    "checkbox": (control(f'<w14:checkbox xmlns:w14="{_W14}"/>', text("☐")), Unread.CHECKBOX),
    "placeholder": (control("<w:showingPlcHdr/>", text("点此")), Unread.PLACEHOLDER),
    "dataBinding": (control('<w:dataBinding w:xpath="/a"/>', text("六")), Unread.BOUND),
    "footnoteReference": ('<w:r><w:footnoteReference w:id="2"/></w:r>', Unread.NOTE),
    "endnoteReference": ('<w:r><w:endnoteReference w:id="2"/></w:r>', Unread.NOTE),
    "drawing": ("<w:r><w:drawing/></w:r>", Unread.PICTURE),
    "pict": ("<w:r><w:pict/></w:r>", Unread.PICTURE),
    "text box": (f"<w:r><w:pict>{_BOX}</w:pict></w:r>", Unread.TEXT_BOX),
    "object": ("<w:r><w:object/></w:r>", Unread.OBJECT),
    "contentPart": ('<w:r><w:contentPart r:id="x"/></w:r>', Unread.OBJECT),
    "ruby": (
        f"<w:r><w:ruby><w:rt>{text('wan')}</w:rt><w:rubyBase>{text('万')}</w:rubyBase></w:ruby></w:r>",
        Unread.RUBY,
    ),
    "two branches": (alternatives(text("甲"), text("乙")), Unread.ALTERNATIVES),
    "branches in a run": (f"<w:r>{alternatives('<w:t>甲</w:t>', '<w:t>乙</w:t>')}</w:r>", Unread.ALTERNATIVES),
    "a branch nobody knows": (alternatives(text("甲"), text("乙"), "wpx"), Unread.ALTERNATIVES),
    "subDoc": ('<w:subDoc r:id="x"/>', Unread.SUBDOCUMENT),
    "bdo": (f'<w:bdo w:val="rtl">{text("12")}</w:bdo>', Unread.DIRECTION),
    "dir": (f'<w:dir w:val="rtl">{text("12")}</w:dir>', Unread.DIRECTION),
    "moveTo": (f"<w:moveTo {_BY}>{text('六')}</w:moveTo>", Unread.MOVED),
    "an element nobody knows": ("<w:r><w:hologram/></w:r>", Unread.ELEMENT),
    "a foreign element": ('<x:a xmlns:x="urn:x"/>', Unread.ELEMENT),
} | {
    name: (f"<w:r><w:{name}/></w:r>", Unread.FIELD)
    for name in ("pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong")
}

# Put behind a value: nothing that is seen, and nothing to say.
SILENT: dict[str, str] = {
    "proofErr": '<w:proofErr w:type="spellStart"/>',
    "perm": '<w:permStart w:id="9" w:edGrp="everyone"/><w:permEnd w:id="9"/>',
    "bookmark": '<w:bookmarkStart w:id="990" w:name="a"/><w:bookmarkEnd w:id="990"/>',
    "lastRenderedPageBreak": "<w:r><w:lastRenderedPageBreak/></w:r>",
    "softHyphen": "<w:r><w:softHyphen/></w:r>",
    "annotationRef": "<w:r><w:annotationRef/></w:r>",
    "page break": '<w:r><w:br w:type="page"/></w:r>',
    "deleted": f"<w:del {_BY}><w:r><w:delText>六</w:delText></w:r></w:del>",
    "deleted and struck": f"<w:del {_BY}><w:r><w:rPr><w:strike/></w:rPr><w:delText>六</w:delText></w:r></w:del>",
    "hidden nothing": "<w:r><w:rPr><w:vanish/></w:rPr></w:r>",
    "one text in two branches": alternatives("<w:r/>", "<w:r/>"),
}

# Put behind a value: read as text.
READ: dict[str, tuple[str, str]] = {
    "t": (text("六"), "六"),
    "hyperlink": (f'<w:hyperlink r:id="x">{text("六")}</w:hyperlink>', "六"),
    "HYPERLINK": (field(' HYPERLINK "https://example.cn" ', "六"), "六"),
    "smartTag": (f"<w:smartTag>{text('六')}</w:smartTag>", "六"),
    "customXml": (f"<w:customXml>{text('六')}</w:customXml>", "六"),
    "sdt": (control("<w:text/>", text("六")), "六"),
    "ins": (f"<w:ins {_BY}>{text('六')}</w:ins>", "六"),
    "tab": ("<w:r><w:tab/><w:t>六</w:t></w:r>", "\t六"),
    "ptab": ('<w:r><w:ptab w:alignment="left" w:relativeTo="margin" w:leader="none"/></w:r>', "\t"),
    "br": ("<w:r><w:br/><w:t>六</w:t></w:r>", "\n六"),
    "cr": ("<w:r><w:cr/><w:t>六</w:t></w:r>", "\n六"),
    "noBreakHyphen": ("<w:r><w:noBreakHyphen/><w:t>六</w:t></w:r>", "-六"),
}

# Put on a run: its letters mean something else.
PROPERTIES: dict[str, tuple[str, Unread]] = {
    "strike": ("<w:strike/>", Unread.STRUCK),
    "dstrike": ("<w:dstrike/>", Unread.STRUCK),
    "superscript": ('<w:vertAlign w:val="superscript"/>', Unread.SUPERSCRIPT),
    "subscript": ('<w:vertAlign w:val="subscript"/>', Unread.SUBSCRIPT),
    "raised": ('<w:position w:val="6"/>', Unread.SUPERSCRIPT),
    "lowered": ('<w:position w:val="-6"/>', Unread.SUBSCRIPT),
    "symbol font": ('<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>', Unread.SYMBOL),
    "Wingdings": ('<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>', Unread.SYMBOL),
    "vanish": ("<w:vanish/>", Unread.HIDDEN),
    "specVanish": ("<w:specVanish/>", Unread.HIDDEN),
    "white": ('<w:color w:val="FFFFFF"/>', Unread.FAINT),
    "tiny": ('<w:sz w:val="2"/>', Unread.FAINT),
    "blackened": ('<w:shd w:val="clear" w:fill="000000"/>', Unread.FAINT),
    "rtl": ("<w:rtl/>", Unread.DIRECTION),
    "two lines in one": ('<w:eastAsianLayout w:combine="1"/>', Unread.STACKED),
    "oMath": ("<w:oMath/>", Unread.FORMULA),
    "a property nobody knows": ("<w:hologram/>", Unread.FORMAT),
}
# Put on a paragraph: its letters stand elsewhere, read otherwise or are not seen; a reader of text names it.
PARAGRAPH_PROPERTIES: dict[str, tuple[str, Unread]] = {
    "framePr": ('<w:framePr w:hAnchor="page" w:x="1"/>', Unread.FRAME),
    "bidi": ("<w:bidi/>", Unread.DIRECTION),
    "textDirection": ('<w:textDirection w:val="tbRl"/>', Unread.STACKED),
    "outlineLvl": ('<w:outlineLvl w:val="-1"/>', Unread.FORMAT),
    "off the page": ('<w:ind w:left="-9000"/>', Unread.FAINT),
    "lines over one another": ('<w:spacing w:line="2" w:lineRule="exact"/>', Unread.FAINT),
    "blackened paragraph": ('<w:shd w:val="clear" w:fill="000000"/>', Unread.FAINT),
    "a property of paragraphs nobody knows": ("<w:hologram/>", Unread.FORMAT),
}
# Put on a paragraph: looks.
PARAGRAPH_LOOKS = [
    "<w:keepNext/>",
    '<w:jc w:val="distribute"/>',
    '<w:outlineLvl w:val="3"/>',
    '<w:bidi w:val="0"/>',
    '<w:textDirection w:val="lrTb"/>',
    '<w:ind w:firstLineChars="200"/>',
    '<w:spacing w:line="560" w:lineRule="exact"/>',
    '<w:pBdr><w:top w:val="single"/></w:pBdr>',
    '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>',
    '<w:pPrChange w:id="1" w:author="某人"><w:pPr><w:bidi/></w:pPr></w:pPrChange>',
]
# Put on a run: looks.
LOOKS = [
    '<w:rStyle w:val="none"/>',
    "<w:b/>",
    "<w:bCs/>",
    "<w:i/>",
    "<w:iCs/>",
    "<w:outline/>",
    "<w:shadow/>",
    "<w:emboss/>",
    "<w:imprint/>",
    "<w:noProof/>",
    "<w:snapToGrid/>",
    "<w:webHidden/>",
    '<w:spacing w:val="20"/>',
    '<w:w w:val="90"/>',
    '<w:kern w:val="2"/>',
    '<w:sz w:val="21"/>',
    '<w:szCs w:val="21"/>',
    '<w:highlight w:val="yellow"/>',
    '<w:u w:val="single"/>',
    "<w:cs/>",
    '<w:effect w:val="none"/>',
    '<w:bdr w:val="single"/>',
    '<w:shd w:val="clear" w:fill="auto"/>',
    '<w:color w:val="FF0000"/>',
    '<w:fitText w:val="900"/>',
    '<w:em w:val="dot"/>',
    '<w:lang w:val="zh-CN"/>',
    '<w:rFonts w:hint="eastAsia"/>',
    '<w:rFonts w:ascii="宋体" w:eastAsia="宋体"/>',
    '<w:strike w:val="0"/>',
    '<w:vanish w:val="false"/>',
    "<w:caps/>",
    '<w:vertAlign w:val="baseline"/>',
    '<w:position w:val="0"/>',
    "<w:smallCaps/>",
    '<w:rPrChange w:id="1" w:author="某人"><w:rPr><w:strike/></w:rPr></w:rPrChange>',
]
