"""The one comment in a merge request, posted and kept up to date; a local server plays the host's API."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.project import ROOT

MARKER = "<!-- jixiao-review -->"
COMMENTS = {
    "GitHub": "/api/repos/unit/jixiao/issues/7/comments",
    "GitLab": "/api/projects/42/merge_requests/7/notes",
}
CHANGE = {
    "GitHub": ("PATCH", "/api/repos/unit/jixiao/issues/comments"),
    "GitLab": ("PUT", "/api/projects/42/merge_requests/7/notes"),
}


@dataclass
class Api:
    """Comments of one merge request as a host keeps them, and what was asked of it."""

    name: str
    comments: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    status: int = 0
    address: str = ""

    def answer(self, method: str, target: str, told: dict[str, str], headers: Any) -> tuple[int, Any]:
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        self.asked.append(f"{method} {path}")
        token = headers["Authorization"] if self.name == "GitHub" else headers["PRIVATE-TOKEN"]
        if self.status:
            return self.status, {"message": "no"}
        if token not in ("Bearer secret", "secret"):
            return 401, {}
        if method == "GET" and path == COMMENTS[self.name]:
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return 200, self.comments[(page - 1) * size : page * size]
        if method == "POST" and path == COMMENTS[self.name]:
            self.comments.append({"id": 1000 + len(self.comments), **told})
            return 201, self.comments[-1]
        change, under = CHANGE[self.name]
        found = [one for one in self.comments if (method, path) == (change, f"{under}/{one['id']}")]
        for one in found:
            one.update(told)
        return (200, found[0]) if found else (404, {})


@pytest.fixture
def api(request: pytest.FixtureRequest) -> Iterator[Api]:
    held = Api(getattr(request, "param", "GitHub"))

    class Handler(BaseHTTPRequestHandler):
        def handle_one(self) -> None:
            told = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, content = held.answer(self.command, self.path, json.loads(told or b"{}"), self.headers)
            body = json.dumps(content).encode()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{held.address}/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = handle_one  # noqa: N815 - names that http.server calls

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield held
    server.shutdown()
    thread.join()
    server.server_close()


def both(test: Any) -> Any:
    """Run a test against either host's API."""
    return pytest.mark.parametrize("api", COMMENTS, indirect=True)(test)


def environment(api: Api) -> dict[str, str]:
    """Return the variables the host sets in a job of merge request 7."""
    if api.name == "GitHub":
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": f"{api.address}/api",
            "GITHUB_REPOSITORY": "unit/jixiao",
            "GITHUB_REF": "refs/pull/7/merge",
            "GITHUB_TOKEN": "secret",
        }
    return {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": f"{api.address}/api",
        "CI_PROJECT_ID": "42",
        "CI_MERGE_REQUEST_IID": "7",
        "COMMENT_TOKEN": "secret",
    }


def comment(tmp_path: Path, text: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    (tmp_path / "review.md").write_text(text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, ROOT / "scripts/comment.py", tmp_path / "review.md"],
        env={"PYTHONUTF8": "1", "no_proxy": "*", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@both
def test_the_first_run_posts_the_comparison_and_the_next_brings_it_up_to_date(api: Api, tmp_path: Path) -> None:
    api.comments.append({"id": 1, "body": "请看一下公务接待。"})
    first = comment(tmp_path, "公务接待 1.36 → 1.63\n", environment(api))
    assert (first.returncode, first.stdout, first.stderr) == (0, "已发表评论。\n", "")
    again = comment(tmp_path, "公务接待 1.36 → 1.70\n", environment(api))
    assert (again.returncode, again.stdout) == (0, "已更新原有评论。\n")
    assert [one["body"] for one in api.comments] == ["请看一下公务接待。", f"{MARKER}\n公务接待 1.36 → 1.70\n"]


@both
def test_an_unchanged_comparison_is_not_written_again(api: Api, tmp_path: Path) -> None:
    for _ in range(2):
        told = comment(tmp_path, "没有变化\n", environment(api))
    assert told.stdout == "评论没有变化。\n"
    assert [line.split()[0] for line in api.asked] == ["GET", "POST", "GET"]


@both
def test_its_comment_is_found_behind_many_others(api: Api, tmp_path: Path) -> None:
    api.comments += [{"id": number, "body": "同意"} for number in range(200)]
    api.comments.append({"id": 777, "body": f"{MARKER}\r\n旧\r\n"})
    assert comment(tmp_path, "新", environment(api)).stdout == "已更新原有评论。\n"
    assert len(api.comments) == 201
    assert api.comments[-1] == {"id": 777, "body": f"{MARKER}\n新"}


@both
def test_a_comment_that_only_quotes_it_is_left_alone(api: Api, tmp_path: Path) -> None:
    api.comments.append({"id": 1, "body": f"> {MARKER}\n> 公务接待\n\n为什么？"})
    comment(tmp_path, "新", environment(api))
    assert [one["body"] for one in api.comments] == [f"> {MARKER}\n> 公务接待\n\n为什么？", f"{MARKER}\n新"]


def test_a_comparison_beyond_the_limit_of_the_host_is_cut_and_closed(api: Api, tmp_path: Path) -> None:
    rows = "".join(f"| 附件1 第{number}行 | 公务接待 | 1.36 | 1.63 |\n" for number in range(5000))
    folded = "<details><summary>{}</summary>\n\n"
    text = f"摘要\n\n{folded.format('数字')}{folded.format('附件1')}{rows}\n</details>\n</details>\n"
    assert len(text) > 65_536
    assert comment(tmp_path, text, environment(api)).returncode == 0
    [posted] = [one["body"] for one in api.comments]
    assert 60_000 < len(posted) <= 65_536
    assert posted.startswith(f"{MARKER}\n摘要\n")
    assert posted.count("<details>") == posted.count("</details>") == 2
    assert re.search(
        r"\| 1\.63 \|\n\n</details>\n</details>\n\n（内容过长，以下从略；全文见.*review\.html。）\n$", posted
    )


def test_a_cut_inside_a_block_of_code_closes_it(api: Api, tmp_path: Path) -> None:
    comment(tmp_path, "```diff\n" + "-预算\n+决算\n" * 20_000 + "```\n", environment(api))
    [posted] = [one["body"] for one in api.comments]
    assert posted.count("\n```") == 2


@both
@pytest.mark.parametrize("status", [401, 403, 404, 422, 502])
def test_a_refusal_is_told_in_one_sentence(api: Api, status: int, tmp_path: Path) -> None:
    api.status = status
    told = comment(tmp_path, "新", environment(api))
    assert (told.returncode, told.stdout) == (3, "")
    assert re.fullmatch(rf"代码托管平台拒绝了请求（HTTP {status}），评论没有发表：.+。\n", told.stderr)


def test_the_token_is_not_carried_to_another_address(api: Api, tmp_path: Path) -> None:
    api.status = 302
    assert comment(tmp_path, "新", environment(api)).returncode == 3
    assert len(api.asked) == 1


def test_a_host_that_does_not_answer_is_told(tmp_path: Path) -> None:
    told = comment(tmp_path, "新", environment(Api("GitHub", address="http://127.0.0.1:9")))
    assert told.returncode == 3
    assert told.stderr.startswith("连不上代码托管平台，评论没有发表（")


@pytest.mark.parametrize(
    ("variables", "code", "words"),
    [
        ({}, 2, "make comment 只在 GitHub、GitLab 的合并请求流水线里使用"),
        ({"GITHUB_ACTIONS": "true", "GITHUB_REF": "refs/heads/main"}, 2, "这次运行不属于合并请求"),
        ({"GITLAB_CI": "true"}, 2, "这次运行不属于合并请求"),
        ({"GITHUB_ACTIONS": "true", "GITHUB_REF": "refs/pull/7/merge"}, 3, "缺少环境变量 GITHUB_TOKEN"),
        (
            {"GITLAB_CI": "true", "CI_MERGE_REQUEST_IID": "7", "CI_API_V4_URL": "file:///etc"},
            3,
            "CI_API_V4_URL 不是网址",
        ),
    ],
)
def test_a_job_that_cannot_comment_says_why(variables: dict[str, str], code: int, words: str, tmp_path: Path) -> None:
    told = comment(tmp_path, "新", variables)
    assert told.returncode == code
    assert words in told.stderr
    assert "Traceback" not in told.stderr


def test_without_a_comparison_it_says_what_to_run_first(api: Api) -> None:
    told = subprocess.run(
        [sys.executable, ROOT / "scripts/comment.py", "没有.md"],
        env={"PYTHONUTF8": "1", **environment(api)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 3
    assert "请先运行 make review" in told.stderr
    assert api.asked == []
