"""What runs at the code hosts and before a commit calls make and nothing else, and what it calls works here."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.support.docx import edit_document
from tests.support.project import ROOT, copy_project, edit_value

# On Windows there is no make.
GITHUB = sorted(path for path in (ROOT / ".github/workflows").glob("*.yml") if path.stem != "windows")
GITLAB = ROOT / ".gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-config.yaml"
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.MULTILINE))
# As the hosts set it: a revision, with nothing a shell would take for more.
VARIABLES = {"$BASE", "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}
NOT_JOBS = {"workflow", "default", "variables", "stages"}
PROJECT_FILES = ("Makefile", "build.py", ".gitattributes")


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


def github_jobs() -> Iterator[dict[str, Any]]:
    for path in GITHUB:
        yield from read(path)["jobs"].values()


def github_steps() -> list[dict[str, Any]]:
    return [step for job in github_jobs() for step in job["steps"]]


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    return {name: job for name, job in read(GITLAB).items() if name not in NOT_JOBS}


def hooks() -> list[dict[str, Any]]:
    return [hook for repository in read(HOOKS)["repos"] for hook in repository["hooks"]]


def commands() -> list[str]:
    """Return every line that a workflow or a hook runs."""
    of_github = [line for step in github_steps() for line in step.get("run", "").splitlines()]
    of_gitlab = [
        line
        for job in [read(GITLAB)["default"], *gitlab_jobs().values()]
        for key in ("before_script", "script", "after_script")
        for line in job.get(key, [])
    ]
    return [*of_github, *of_gitlab, *(hook["entry"] for hook in hooks())]


COMMANDS = sorted(set(commands()))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_a_call_of_make_with_targets_that_exist(command: str) -> None:
    program, *words = shlex.split(command)
    assert program == "make"
    targets = [word for word in words if "=" not in word]
    assert targets
    assert set(targets) <= TARGETS
    for name, _, value in (word.partition("=") for word in words if "=" in word):
        assert name in ("ARGS", "BASE", "YEAR")
        assert value in VARIABLES or not re.search(r"[$`;&|<>(){}\\]", value)


def test_each_workflow_checks_the_data_builds_compares_and_comments() -> None:
    for called in (
        [step["run"] for step in github_steps() if "run" in step],
        [line for job in gitlab_jobs().values() for line in job["script"]],
    ):
        assert [shlex.split(line)[1] for line in called] == ["check-data", "report", "review", "comment"]


def test_github_uses_actions_for_checkout_and_attachments_only() -> None:
    used = [step["uses"] for step in github_steps() if "uses" in step]
    assert {name.partition("@")[0] for name in used} == {"actions/checkout", "actions/upload-artifact"}
    assert all(set(step) & {"uses", "run"} in ({"uses"}, {"run"}) for step in github_steps())


def test_the_whole_history_is_there_for_the_comparison() -> None:
    checkouts = [step for step in github_steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == len(list(github_jobs()))
    assert all(step["with"] == {"fetch-depth": 0, "persist-credentials": False} for step in checkouts)
    assert read(GITLAB)["variables"]["GIT_DEPTH"] == "0"


def test_no_expression_of_github_stands_in_a_command() -> None:
    assert not [step["run"] for step in github_steps() if "${{" in step.get("run", "")]


def test_github_grants_no_more_than_reading_the_code_and_writing_the_comment() -> None:
    for path in GITHUB:
        workflow = read(path)
        assert workflow["permissions"] == {"contents": "read"}
        for job in workflow["jobs"].values():
            comments = any(step.get("run") == "make comment" for step in job["steps"])
            wanted = {"contents": "read", "pull-requests": "write"} if comments else None
            assert job.get("permissions") == wanted
            assert "pull_request_target" not in workflow["on"]


def test_both_hosts_keep_the_package_and_the_comparison() -> None:
    of_github = [step["with"]["path"] for step in github_steps() if "upload-artifact" in step.get("uses", "")]
    of_gitlab = [path for job in gitlab_jobs().values() for path in job.get("artifacts", {}).get("paths", [])]
    assert of_github == of_gitlab == ["output/", "output/review/"]


# --- what they call, run here ---------------------------------------------------------------------------------------


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a clone of the project under Git, with the real data and templates."""
    copy_project(tmp_path)
    for name in PROJECT_FILES:
        shutil.copy(ROOT / name, tmp_path)
    for name in ("jixiao", "scripts"):
        (tmp_path / name).symlink_to(ROOT / name)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "data", "templates", ".gitattributes")
    git(tmp_path, "commit", "--quiet", "--message=报送")
    return tmp_path


def git(folder: Path, *words: str) -> str:
    identity = ["-c", "user.name=填表人甲", "-c", "user.email=jia@example.invalid", "-c", "core.quotePath=false"]
    return run(folder, "git", *identity, *words).stdout


def run(folder: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command as from a terminal: nothing of the make that may run the tests is handed on."""
    own = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "ARGS")}
    done = subprocess.run(words, cwd=folder, env=own, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def make(folder: Path, command: str, *, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a workflow's command with the Python that runs the tests, which is ready."""
    program, *words = shlex.split(command)
    return run(folder, program, "--old-file=ready", f"PYTHON={sys.executable}", *words, code=code)


def break_the_data(clone: Path) -> None:
    edit_value(clone / "data/2023/projects/02-custody.yaml", "全年执行数", lambda value: f"{value}万元")


def command(target: str, *, having: str = "") -> str:
    [found] = [one for one in COMMANDS if shlex.split(one)[1] == target and having in one]
    return found


def test_findings_stand_beside_the_changed_lines_at_github(clone: Path) -> None:
    break_the_data(clone)
    told = make(clone, command("check-data", having="github"), code=2).stdout
    errors = [line for line in told.splitlines() if line.startswith("::error ")]
    assert errors
    assert all(line.startswith("::error file=data/2023/projects/02-custody.yaml,line=") for line in errors)


def test_findings_stand_beside_the_changed_lines_at_gitlab(clone: Path) -> None:
    break_the_data(clone)
    make(clone, command("check-data", having="gitlab"), code=2)
    [report] = [job["artifacts"]["reports"]["codequality"] for job in gitlab_jobs().values() if "reports" in str(job)]
    found = json.loads((clone / report).read_text("utf-8"))
    assert {one["location"]["path"] for one in found if one["severity"] == "critical"} == {
        "data/2023/projects/02-custody.yaml"
    }


def test_the_comparison_leaves_what_the_comment_and_the_attachments_need(clone: Path) -> None:
    base = git(clone, "rev-parse", "HEAD").strip()
    edit_value(clone / "data/2023/projects/02-custody.yaml", "全年执行数", lambda value: f"{value}3")
    git(clone, "commit", "--quiet", "--all", "--message=改一个数")
    make(clone, command("review", having="$BASE").replace("$BASE", base))
    made = {path.name for path in (clone / "output/review").iterdir()}
    assert {"review.md", "review.html", "tracked.docx"} <= made
    assert re.search(r"(\S+) → \1\d*3", (clone / "output/review/review.md").read_text("utf-8"))


def test_a_comment_is_not_tried_outside_a_merge_request(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GITHUB_ACTIONS", "GITLAB_CI"):
        monkeypatch.delenv(variable, raising=False)
    assert "只在 GitHub、GitLab 的合并请求流水线里使用" in make(clone, command("comment"), code=2).stderr


# --- before a commit ------------------------------------------------------------------------------------------------


def test_hooks_fetch_nothing_and_get_no_file_names() -> None:
    assert [repository["repo"] for repository in read(HOOKS)["repos"]] == ["local"]
    assert all(hook["language"] == "system" and hook["pass_filenames"] is False for hook in hooks())


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("data/2024/annex2.yaml", {"check-data", "fmt"}),
        ("data/2024/report/06-performance.md", {"check-data", "fmt"}),
        ("data/2023/annex2.yaml", {"check-data"}),
        ("templates/yueyang-2023/annex1.docx", {"check-data"}),
        ("templates/yueyang-2023/forms.yaml", {"check-data"}),
        ("jixiao/cli/building.py", set()),
        ("docs/handbook.md", set()),
    ],
)
def test_a_hook_runs_for_the_files_it_is_about(file: str, wanted: set[str]) -> None:
    chosen = [hook for hook in hooks() if re.search(hook["files"], file)]
    assert {hook["id"] for hook in chosen if not re.search(hook.get("exclude", "^$"), file)} == wanted


def test_hooks_let_sound_data_pass_and_change_nothing(clone: Path) -> None:
    make(clone, "make fmt")  # the filed data keep a few half-width signs of the original
    git(clone, "commit", "--quiet", "--all", "--message=整理")
    for hook in hooks():
        make(clone, hook["entry"])
    assert git(clone, "status", "--porcelain", "--untracked-files=no") == ""


def test_the_hook_for_data_stops_an_error(clone: Path) -> None:
    break_the_data(clone)
    assert "17.71万元" in make(clone, hooks()[0]["entry"], code=2).stdout


def test_the_hook_for_data_stops_a_template_with_a_wrong_name(clone: Path) -> None:
    cover = clone / "templates/yueyang-2023/cover.docx"
    edit_document(cover, lambda document: document.add_paragraph("{{ 单位.没有这个名称 }}"))
    assert "cover.docx" in make(clone, hooks()[0]["entry"], code=2).stdout


def test_the_hook_for_layout_stops_data_written_otherwise(clone: Path) -> None:
    edit_value(clone / "data/2023/projects/02-custody.yaml", "全年执行数", lambda value: f"   {value}")
    [entry] = [hook["entry"] for hook in hooks() if hook["id"] == "fmt"]
    assert "02-custody.yaml" in make(clone, entry, code=2).stdout


# --- templates as text ----------------------------------------------------------------------------------------------


def test_git_shows_a_changed_template_as_text_once_it_is_set_up(clone: Path) -> None:
    cover = clone / "templates/yueyang-2023/cover.docx"
    edit_document(cover, lambda document: document.add_paragraph("联系电话：{{ 单位.联系电话 }}"))
    assert "Binary files" in git(clone, "diff")
    assert "以文字显示 DOCX" in make(clone, "make git-setup").stdout
    for folder in (clone, clone / "data/2023"):
        shown = git(folder, "diff")
        assert "+联系电话：{{ 单位.联系电话 }}\n" in shown
        assert not re.search(r"^-(?!-- )", shown, flags=re.MULTILINE)


def test_a_template_that_is_no_docx_does_not_break_git_diff(clone: Path) -> None:
    make(clone, "make git-setup")
    (clone / "templates/yueyang-2023/cover.docx").write_bytes(b"no docx")
    assert "+（不能读出文字：文件已损坏或不是 .docx、.xlsx 文件" in git(clone, "diff")
