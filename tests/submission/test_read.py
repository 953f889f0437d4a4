"""A folder below cases/reading is a test: changed files laid over the made unit, and what is to be found.

``expected.txt`` lists all findings as ``code file:line:column found``; ``python -m tests.support.reading`` writes it.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.derive.derivation import derive
from jixiao.errors import UsageError
from jixiao.figures import Figure
from jixiao.model.entered_year import Submission
from jixiao.model.final_accounts import FinalAccounts
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from jixiao.submission.year_reading import YearReading
from tests.support.figures import figures_in
from tests.support.made_unit import copy_made_unit
from tests.support.project import ROOT, edit, edit_value
from tests.support.reading import MENDING, laid_over, listed

CASES = sorted((Path(__file__).parents[1] / "cases" / "reading").iterdir())
# Without a form set nobody knows what to print.
WITHOUT_FORM_SET = {"terms-unknown-form-set", "terms-form-set-flawed", "terms-form-set-unreadable"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_made_unit(tmp_path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_all_that_is_wrong_is_found_in_one_run(case: Path, tmp_path: Path) -> None:
    workspace = laid_over(case, tmp_path)
    reading = read_year(workspace, 2023)
    expected = (case / "expected.txt").read_text("utf-8")
    assert listed(reading.findings).split("\n") == expected.split("\n"), f"if that is right: {MENDING}"
    assert (reading.submission is None) == bool(reading.findings)
    assert (reading.repaired is None) == (case.name in WITHOUT_FORM_SET)
    if reading.repaired:
        assert derive(reading.repaired).year == "2023"


def test_every_finding_says_what_is_expected_and_how_to_mend_it(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "many-faults-in-many-files")
    findings = read_year(laid_over(case, tmp_path), 2023).findings
    assert all(one.expected and one.remedy.endswith(("。", "？")) for one in findings)


def test_the_real_year_has_no_findings() -> None:
    reading = read_year(Workspace(ROOT), 2023)
    assert listed(reading.findings) == ""
    assert reading.submission is not None
    assert len(reading.submission.projects) == 5
    assert {source.file for source in reading.sources} >= {
        "data/2023/unit.yaml",
        "data/2023/report/attachments.md",
        "data/2022/final-accounts.yaml",
        "templates/yueyang-2023/forms.yaml",
    }


def test_reading_twice_gives_the_same() -> None:
    assert read_year(Workspace(ROOT), 2023).submission == read_year(Workspace(ROOT), 2023).submission


def test_a_year_without_folder_names_the_years_there_are() -> None:
    with pytest.raises(UsageError, match=r"没有 2031 年度的数据：data/2031/ 不存在。已有年度：.*2022、2023"):
        read_year(Workspace(ROOT), 2031)


def test_a_project_without_any_year_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(UsageError, match=r"已有年度：（没有）。"):
        read_year(Workspace(tmp_path), 2023)


def test_a_year_with_final_accounts_only_is_no_package() -> None:
    with pytest.raises(UsageError, match="2022 年度只有决算数"):
        read_year(Workspace(ROOT), 2022)


def test_a_year_without_overrides_needs_no_file(workspace: Workspace) -> None:
    (workspace.year(2023) / "overrides.yaml").unlink()
    submission = whole(read_year(workspace, 2023))
    assert submission.overrides == ()


def test_a_year_without_projects_is_whole(workspace: Workspace) -> None:
    for path in (workspace.year(2023) / "projects").iterdir():
        path.unlink()
    (workspace.year(2023) / "projects").rmdir()
    assert whole(read_year(workspace, 2023)).projects == ()


def test_a_draft_shows_what_is_to_be_mended(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "many-faults-in-many-files")
    draft = read_year(laid_over(case, tmp_path), 2023).repaired
    assert draft is not None
    posts = draft.annex1.supported_staff.authorized_posts
    assert posts is not None
    assert posts.literal == "〔待改〕"
    assert draft.annex1.supported_staff.on_duty.literal is None
    assert draft.basic_outlay.initial.personnel_funds.literal == "〔待改〕"
    assert draft.projects[0].project.funds.current_grant.full_year_budget.literal == "〔待改〕"
    assert draft.projects[0].project.funds.current_grant.outturn.literal is None


def test_a_draft_without_unit_uses_the_only_form_set(workspace: Workspace) -> None:
    (workspace.year(2023) / "unit.yaml").write_text("年度: [", encoding="utf-8")
    reading = read_year(workspace, 2023)
    assert listed(reading.findings).count("\n") == 1
    assert reading.repaired is not None
    assert (reading.repaired.unit.form_set, reading.repaired.unit.unit_name) == ("yueyang-2023", "〔待改〕")


def test_a_draft_does_not_choose_among_form_sets(workspace: Workspace) -> None:
    other = workspace.form_set("changsha-2023")
    other.mkdir()
    (other / "forms.yaml").write_bytes((workspace.form_set("yueyang-2023") / "forms.yaml").read_bytes())
    edit(workspace.year(2023) / "unit.yaml", "表单集: yueyang-2023\n", "表单集:\n")
    assert read_year(workspace, 2023).repaired is None


def test_a_file_name_that_is_not_utf8_can_be_shown(workspace: Workspace) -> None:
    strange = workspace.year(2023) / "projects" / "档案.yaml".encode("gbk").decode("utf-8", "surrogateescape")
    strange.write_text("", encoding="utf-8")
    findings = read_year(workspace, 2023).findings
    assert [one.code for one in findings] == ["L015"]
    assert listed(findings).encode("utf-8")


# last year


def test_last_year_may_be_missing(workspace: Workspace) -> None:
    (workspace.year(2022) / "final-accounts.yaml").unlink()
    workspace.year(2022).rmdir()
    assert whole(read_year(workspace, 2023)).prior is None


def test_last_year_may_be_final_accounts_only() -> None:
    assert isinstance(whole(read_year(Workspace(ROOT), 2023)).prior, FinalAccounts)


def next_year(workspace: Workspace, year: int) -> None:
    """Copy the data of 2023 into ``year``."""
    for path in sorted(workspace.year(2023).rglob("*")):
        target = workspace.year(year) / path.relative_to(workspace.year(2023))
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            target.write_bytes(path.read_bytes())
    edit(workspace.year(year) / "unit.yaml", "年度: 2023\n", f"年度: {year}\n")


def test_last_year_may_be_a_whole_submission(workspace: Workspace) -> None:
    next_year(workspace, 2024)
    submission = whole(read_year(workspace, 2024))
    assert isinstance(submission.prior, Submission)
    assert submission.prior.year == 2023


def test_the_year_before_last_is_not_read(workspace: Workspace) -> None:
    next_year(workspace, 2024)
    (workspace.year(2022) / "final-accounts.yaml").write_text("damaged: [", encoding="utf-8")
    reading = read_year(workspace, 2024)
    assert isinstance(whole(reading).prior, Submission)
    assert not any(source.file.startswith("data/2022/") for source in reading.sources)


def test_the_figures_of_last_year_have_paths_of_their_own(workspace: Workspace) -> None:
    next_year(workspace, 2024)
    submission = whole(read_year(workspace, 2024))
    prior = submission.prior
    assert isinstance(prior, Submission)
    assert prior.annex1.three_public.receptions.final.path == "上年.附件1.三公经费.公务接待.决算"
    data = (prior.annex1, prior.annex2, prior.basic_outlay, prior.projects)
    assert all(figure.path.startswith("上年.") for figure in figures_in(data))


def test_what_is_wrong_with_last_year_is_found_this_year(workspace: Workspace) -> None:
    next_year(workspace, 2024)
    edit_value(workspace.year(2023) / "annex1.yaml", "决算", lambda _: "一点三六", under="公务接待")
    [finding] = read_year(workspace, 2024).findings
    assert (finding.code, finding.place.file) == ("M003", "data/2023/annex1.yaml")
    assert finding.found == "三公经费 › 公务接待 › 决算：“一点三六”不是数"


# whatever is in the files

TROUBLE = "：:，,#'\"[]{}&*!|>%@`-—?～~ \t\n\r\x00\x07\x85\ufeff\u200b\u2028\u3000０９５.eE+_档案🗂\ud7ff"
EDITS = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 6), st.text(st.sampled_from(TROUBLE), max_size=4)),
    min_size=1,
    max_size=4,
)
ONE_PROJECT = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def test_no_edit_of_a_file_is_too_much(workspace: Workspace) -> None:
    path = workspace.year(2023) / "annex1.yaml"
    original = path.read_text("utf-8")

    @ONE_PROJECT
    @given(EDITS)
    def edited(edits: list[tuple[int, int, str]]) -> None:
        text = original
        for position, removed, added in edits:
            position %= len(text)
            text = text[:position] + added + text[position + removed :]
        path.write_bytes(text.encode("utf-8"))
        check_sound(read_year(workspace, 2023))

    edited()


def test_no_bytes_in_a_file_are_too_much(workspace: Workspace) -> None:
    path = workspace.year(2023) / "annex1.yaml"

    @ONE_PROJECT
    @given(st.binary(max_size=60))
    def filled(data: bytes) -> None:
        path.write_bytes(data)
        reading = read_year(workspace, 2023)
        assert reading.findings
        check_sound(reading)

    filled()


def check_sound(reading: YearReading) -> None:
    """A draft there is, findings can be printed, and each has a place that exists."""
    assert reading.repaired is not None
    assert isinstance(derive(reading.repaired).annex1.three_public.final, Figure)
    for one in reading.findings:
        assert one.place.file == "data/2023/annex1.yaml"
        assert min(one.place.line, one.place.column) >= 1
        assert (one.found + one.expected + one.remedy).isprintable()
        assert len(one.found) < 300


def whole(reading: YearReading) -> Submission:
    assert listed(reading.findings) == ""
    assert reading.submission is not None
    return reading.submission


# what is not a file


@pytest.mark.parametrize("name", ["unit.yaml", "annex2.yaml", "report/01-overview.md", "projects/01-building.yaml"])
@pytest.mark.parametrize("kind", ["link", "broken link", "pipe", "device"])
def test_links_pipes_and_devices_are_named_and_not_read(workspace: Workspace, name: str, kind: str) -> None:
    path, secret = workspace.year(2023) / name, workspace.root / "secret"
    path.rename(secret)
    targets = {"link": secret, "broken link": workspace.root / "nowhere", "device": Path("/dev/zero")}
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(targets[kind])
    found = [one for one in read_year(workspace, 2023).findings if one.place.file == workspace.shown(path)]
    assert [one.code for one in found][:1] == ["L009"]
    assert ("管道" in found[0].found) == (kind == "pipe")


@pytest.mark.parametrize("name", ["", "projects", "report", "evidence"])
def test_a_folder_that_is_a_link_is_named_and_not_read(workspace: Workspace, name: str) -> None:
    folder = workspace.year(2023) / name
    (workspace.root / "elsewhere").mkdir()
    if folder.exists():
        folder.rename(workspace.root / "elsewhere/folder")
    else:
        (workspace.root / "elsewhere/folder").mkdir()
    folder.symlink_to(workspace.root / "elsewhere/folder")
    reading = read_year(workspace, 2023)
    assert [(one.code, one.place.file) for one in reading.findings] == [("L009", workspace.shown(folder))]
    assert reading.submission is None
    behind = [one for one in reading.sources if one.file.startswith(f"{workspace.shown(folder)}/")]
    assert not any(one.text for one in behind)
    assert reading.repaired is not None


def test_a_file_of_gigabytes_is_named_at_once(workspace: Workspace) -> None:
    with (workspace.year(2023) / "basic.yaml").open("r+b") as file:
        file.truncate(3_000_000_000)
    assert "L008" in [one.code for one in read_year(workspace, 2023).findings]
