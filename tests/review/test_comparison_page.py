"""The comparison page: whole in itself, harmless, the same bytes, and usable in a real Chromium."""

import hashlib
import re
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from importlib import resources
from pathlib import Path

import lxml.html
import pytest
from msgspec.structs import replace

from jixiao.findings import Finding, Place
from jixiao.review.change import Change, ChangeKind, MoveKind
from jixiao.review.comparison_page import chart_words, render_comparison_page
from jixiao.review.fact_changes import FactComparison
from jixiao.review.review_types import Review, SideName, Trend, TrendLine
from tests.support.browser import Page, browser, chromium
from tests.support.reviews import figure, move, paragraph, part, record, text

CHART_JS = ("Chart.js v4.5.1", "48444a82d4edcb5bec0f1965faacdde18d9c17db3063d042abada2f705c9f54a")
HOSTILE = """</script></style><img src=x onerror="alert('1')">&amp;"""
DIFFERENCES = ("0.34", "-1.1", "12", "0.07", "-9.76", "100")


def entered() -> tuple[Change, ...]:
    changes = [
        figure(
            f"项目{number} 决算",
            "10",
            str(10 + Decimal(step)),
            file="data/2023/annex1.yaml",
            line=number,
            consequences=(figure("三公经费 决算", "1.92", "2.19"),) * number,
            places=("附件1 第4、9行", "报告 二（一）第3段"),
        )
        for number, step in enumerate(DIFFERENCES, start=1)
    ]
    return (*changes, figure("项目7 决算", None, "3", reason="新增项目"))


def trend(years: int) -> Trend:
    values: tuple[Decimal | None, ...] = (None, *(Decimal(number) + Decimal("0.255") for number in range(1, years)))
    lines = (TrendLine("合计", values), TrendLine("公务接待", values))
    return Trend("三公经费", "万元", tuple(range(2024 - years, 2024)), lines)


def review() -> Review:
    """Return a review with something of every kind."""
    old, new = "公务接待1.36万元。", "公务接待1.63万元。"
    place = Place("data/2023/annex1.yaml", 12)
    return Review(
        SideName("2022年度", 2022, whole=False),
        SideName("2023年度", 2023, errors=1, notes=("模板没有改。",)),
        FactComparison(2022, 2023),
        entered=entered(),
        derived=tuple(figure(f"合计{number}", "1", str(number)) for number in range(2, 6)),
        texts=(text(old, new, label="联系人"),),
        paragraphs=(paragraph(new, "二（一）第3段"),),
        moves=(move("甲", "乙", MoveKind.PROJECT_RENAMED, label="保管费", details=("金额 3 万元",)),),
        records=(record("2.19", "附件1 三公经费.决算", "按原件列报"),),
        settings=(Change(ChangeKind.SETTING, "核验.容差", "0.01", "0.02", what="设置"),),
        templates=(Change(ChangeKind.TEMPLATE, "templates/annex1.docx", "a", "b", details=("第3列变宽",)),),
        new_findings=(Finding("A101", place, "合计不对。", "2.19", "改合计", subject="甲"),),
        resolved=(Finding("W003", place, "连用逗号。", "，", "删去", subject="乙"),),
        parts=(part("a", "b"), part("a", "a", "附件2")),
        trends=(trend(2), trend(10)),
    )


def empty() -> Review:
    return Review(SideName("甲", 2023), SideName("乙", 2023), FactComparison(2023, 2023))


def text_of(page: str) -> str:
    return "".join(str(piece) for body in lxml.html.fromstring(page).iter("body") for piece in body.itertext())


# what the page is


def test_the_same_review_gives_the_same_bytes() -> None:
    assert render_comparison_page(review()) == render_comparison_page(review())


def test_every_kind_of_change_has_a_section_that_the_summary_links_to() -> None:
    tree = lxml.html.fromstring(render_comparison_page(review()))
    links = [str(link.get("href")) for link in tree.iterfind(".//nav/a")]
    kinds = ("entered", "derived", "moves", "texts", "paragraphs", "records", "findings", "settings", "templates")
    assert links == [f"#{kind}" for kind in kinds]
    identifiers = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert {link[1:] for link in links} <= set(identifiers)


def test_every_head_of_a_table_says_what_it_heads() -> None:
    tree = lxml.html.fromstring(render_comparison_page(review()))
    tables = [*tree.iterfind(".//table[@class='grid']"), *tree.iterfind(".//figure//table")]
    heads = [head for table in tables for head in table.iter("th")]
    assert heads
    assert {head.get("scope") for head in heads} == {"col", "row"}


def test_two_equal_sides_are_told_so_in_one_sentence() -> None:
    tree = lxml.html.fromstring(render_comparison_page(empty()))
    assert tree.findtext(".//main/p/strong") == "两边完全相同。"
    assert tree.find(".//table") is None


def test_a_change_that_no_page_shows_is_told_so() -> None:
    unseen = replace(empty(), records=(record("理由"),), parts=(part("a", "a"),))
    assert "纸面没有变化" in text_of(render_comparison_page(unseen))


def test_words_that_went_and_came_are_marked() -> None:
    page = render_comparison_page(review())
    assert "<span>公务接待</span><del>1.36</del><ins>1.63</ins><span>万元。</span>" in page


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("1.255", "1.26"), ("-0.001", "0"), ("100", "100"), ("3.80", "3.8"), ("1E+2", "100"), (None, None)],
)
def test_values_of_charts_have_two_decimals_at_most(amount: str | None, shown: str | None) -> None:
    assert chart_words(None if amount is None else Decimal(amount)) == shown


def test_a_chart_says_which_years_have_no_values() -> None:
    assert "2022年的数据里没有这些数" in text_of(render_comparison_page(review()))


# nothing foreign, nothing harmful


def test_the_chart_library_is_the_one_published_and_brings_its_licence() -> None:
    name, digest = CHART_JS
    assets = resources.files("jixiao.web") / "assets"
    code = (assets / "chart.umd.min.js").read_bytes()
    assert hashlib.sha256(code).hexdigest() == digest
    page = render_comparison_page(review())
    assert name in page
    assert (assets / "chart.LICENSE.md").read_text("utf-8") in page


def test_the_page_names_no_other_file() -> None:
    tree = lxml.html.fromstring(render_comparison_page(review()))
    assert not tree.xpath("//link | //img | //iframe | //@src | //@style | //@onclick")
    assert all(one.get("href", "#").startswith("#") for one in tree.iter())
    assert "sourceMappingURL" not in render_comparison_page(review())


def hostile() -> Review:
    """Return a review whose every name and text tries to be code."""
    place = {"printed": (HOSTILE,), "places": (HOSTILE,), "file": HOSTILE, "details": (HOSTILE,), "reason": HOSTILE}
    kinds = dict.fromkeys(("name", "old", "new", "label", "what", "unit"), HOSTILE)
    settings = {**kinds, **place}
    change, told, moved, template = (
        Change(kind, **settings)  # type: ignore[arg-type]
        for kind in (ChangeKind.FIGURE, ChangeKind.TEXT, ChangeKind.MOVE, ChangeKind.TEMPLATE)
    )
    return Review(
        SideName(HOSTILE, 2022, notes=(HOSTILE,)),
        SideName(HOSTILE, 2023),
        FactComparison(2022, 2023),
        entered=(replace(change, consequences=(change,)),),
        texts=(told,),
        moves=(replace(moved, consequences=(change,)),),
        new_findings=(Finding(HOSTILE, Place(HOSTILE), HOSTILE, HOSTILE, HOSTILE, subject=HOSTILE, waived=HOSTILE),),
        templates=(template,),
        trends=(Trend(HOSTILE, HOSTILE, (2023,), (TrendLine(HOSTILE, (Decimal(1),)),)),),
    )


def test_names_that_look_like_code_stay_text() -> None:
    page = render_comparison_page(hostile())
    assert "<img" not in page
    assert len(re.findall("</script>", page)) == 4, "the page's own"
    assert len(re.findall("</style>", page)) == 1


# in the browser


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine; setup.sh dev installs one where it may")
    with browser(program) as page:
        yield page


@pytest.fixture
def opened(tab: Page, tmp_path: Path) -> Page:
    path = tmp_path / "对照 #1.html"
    path.write_text(render_comparison_page(review()), encoding="utf-8")
    tab.open(path)
    return tab


TABLE = "document.querySelector('#entered table')"
DIFFERENCE = 3


def head(column: int) -> str:
    return f"{TABLE}.tHead.rows[0].cells[{column}]"


def shown_differences(page: Page) -> list[str]:
    script = f"[...{TABLE}.tBodies[0].rows].filter(r => !r.hidden).map(r => r.cells[{DIFFERENCE}].textContent)"
    return list(page.value(script))


AS_GIVEN = ["+0.34", "-1.1", "+12", "+0.07", "-9.76", "+100", ""]
RISING = ["-9.76", "-1.1", "+0.07", "+0.34", "+12", "+100", ""]
FALLING = ["+100", "+12", "+0.34", "+0.07", "-1.1", "-9.76", ""]


def test_the_page_opens_without_a_complaint_and_asks_for_nothing(opened: Page) -> None:
    assert opened.complaints == []
    assert len(opened.requests) == 1


def test_a_page_full_of_code_runs_none_of_it(tab: Page, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(render_comparison_page(hostile()), encoding="utf-8")
    tab.open(path)
    assert (tab.complaints, len(tab.requests)) == ([], 1)
    assert tab.value("document.querySelector('figcaption').textContent") == f"{HOSTILE}（{HOSTILE}）"


def test_the_mouse_sorts_up_then_down_then_as_it_was(opened: Page) -> None:
    seen = []
    for _ in range(3):
        opened.click(f"{head(DIFFERENCE)}.querySelector('button')")
        seen.append((opened.value(f"{head(DIFFERENCE)}.getAttribute('aria-sort')"), shown_differences(opened)))
    assert seen == [("ascending", RISING), ("descending", FALLING), ("none", AS_GIVEN)]


def test_the_keyboard_reaches_a_head_and_sorts_by_it(opened: Page) -> None:
    reached = f"document.activeElement === {head(DIFFERENCE)}.querySelector('button')"
    for _ in range(40):
        opened.press("Tab")
        if opened.value(reached):
            break
    assert opened.value(f"{reached} && getComputedStyle(document.activeElement).outlineStyle") == "solid"
    opened.press("Enter")
    assert shown_differences(opened) == RISING
    opened.press(" ")
    assert shown_differences(opened) == FALLING
    assert opened.value(f"{head(DIFFERENCE)}.getAttribute('aria-sort')") == "descending"


def test_only_one_column_is_sorted_by_at_a_time(opened: Page) -> None:
    for column in (DIFFERENCE, 0):
        opened.click(f"{head(column)}.querySelector('button')")
    states = opened.value(f"[...{TABLE}.tHead.rows[0].cells].map(one => one.getAttribute('aria-sort'))")
    assert states == ["ascending", "none", "none", "none", "none", "none"]


def test_the_first_key_shows_a_link_past_the_head(opened: Page) -> None:
    opened.press("Tab")
    assert opened.value("document.activeElement.textContent") == "跳到正文"
    assert opened.value("document.activeElement.getBoundingClientRect().left") >= 0


def test_the_filter_leaves_the_rows_with_all_words_and_counts_them(opened: Page) -> None:
    opened.click("document.querySelector('#entered input')")
    opened.type("附件１ yaml:2")
    assert shown_differences(opened) == ["-1.1"]
    assert opened.value("document.querySelector('#entered output').textContent") == "显示 1 行，共 7 行"
    opened.value("document.querySelector('#entered input').select()")
    opened.type("新增项目")
    assert shown_differences(opened) == [""]


@pytest.mark.parametrize("width", [800, 1280])
def test_charts_are_drawn_and_nothing_is_wider_than_the_window(opened: Page, tmp_path: Path, width: int) -> None:
    opened.open(tmp_path / "对照 #1.html", width)
    painted = """[...document.querySelectorAll('canvas')].map(canvas => canvas.getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height).data.filter((part, at) => at % 4 === 3 && part).length)"""
    first, second = opened.value(painted)
    assert min(first, second) > 5000
    assert opened.value("document.documentElement.scrollWidth") <= width


def printed(page: Page, folder: Path) -> str:
    (folder / "page.pdf").write_bytes(page.pdf())
    command = ["pdftotext", "-layout", str(folder / "page.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()


def test_print_has_every_row_and_no_controls(opened: Page, tmp_path: Path) -> None:
    opened.click("document.querySelector('#entered input')")
    opened.type("新增项目")
    paper = printed(opened, tmp_path)
    assert paper.count("三公经费 决算 1.92 → 2.19") == sum(range(1, 7))
    assert "筛选" not in paper
    assert "随之变动 5 个数" not in paper
    assert opened.value("document.querySelectorAll('details[open]').length") == 0


def test_a_table_over_several_printed_pages_repeats_its_head(tab: Page, tmp_path: Path) -> None:
    many = replace(review(), derived=tuple(figure(f"合计{number}", "1", "2") for number in range(100)))
    (tmp_path / "page.html").write_text(render_comparison_page(many), encoding="utf-8")
    tab.open(tmp_path / "page.html")
    pages = [page for page in printed(tab, tmp_path).split("\f") if re.search(r"合计\d\d", page)]
    assert len(pages) > 2
    assert all("幅度" in page for page in pages)
