"""Post the comparison into the merge request, or bring the comment posted before up to date.

    python scripts/comment.py [output/review/review.md]

Works on GitHub (GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_REF, GITHUB_TOKEN) and on GitLab (CI_API_V4_URL,
CI_PROJECT_ID, CI_MERGE_REQUEST_IID, COMMENT_TOKEN: a project access token of scope api, since GitLab's own job
token may not write comments). One comment per merge request: the one that begins with MARKER is ours.
Exit codes: 0 done, 2 not in a merge request, 3 the host refused or did not answer.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

MARKER = "<!-- jixiao-review -->"
COMPARISON = "output/review/review.md"
CUT = "（内容过长，以下从略；全文见本次运行所附的 review.html。）"
PER_PAGE = 100
MAX_PAGES = 100
SECONDS = 30


class Stopped(Exception):
    """The comment could not be posted; says why in Chinese."""

    def __init__(self, message: str, code: int = 3) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Host:
    """A code host: where the comments of one merge request are listed, and where one of them is changed.

    ``limit`` is the most characters a comment may have.
    """

    comments: str
    comment: str
    headers: Mapping[str, str]
    method: str
    limit: int


def host(environment: Mapping[str, str]) -> Host:
    """Return the host that runs this job, as its own variables tell."""
    if environment.get("GITHUB_ACTIONS"):
        return _github(environment)
    if environment.get("GITLAB_CI"):
        return _gitlab(environment)
    raise Stopped("make comment 只在 GitHub、GitLab 的合并请求流水线里使用；在本机请直接打开 output/review/。", 2)


def _github(environment: Mapping[str, str]) -> Host:
    number = re.fullmatch(r"refs/pull/([0-9]+)/(?:merge|head)", environment.get("GITHUB_REF", ""))
    if number is None:
        raise Stopped("这次运行不属于合并请求，没有可以评论的地方。", 2)
    token = _given(environment, "GITHUB_TOKEN", "请在流水线里写 GITHUB_TOKEN: ${{ github.token }}")
    issues = f"{_base(environment, 'GITHUB_API_URL')}/repos/{_given(environment, 'GITHUB_REPOSITORY')}/issues"
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    return Host(f"{issues}/{number[1]}/comments", f"{issues}/comments", headers, "PATCH", 65_000)


def _gitlab(environment: Mapping[str, str]) -> Host:
    number = environment.get("CI_MERGE_REQUEST_IID")
    if not number:
        raise Stopped("这次运行不属于合并请求，没有可以评论的地方。", 2)
    told = "请在项目设置的 CI/CD 变量里添加 COMMENT_TOKEN（范围为 api 的项目访问令牌）"
    project = f"{_base(environment, 'CI_API_V4_URL')}/projects/{_given(environment, 'CI_PROJECT_ID')}"
    notes = f"{project}/merge_requests/{number}/notes"
    return Host(notes, notes, {"PRIVATE-TOKEN": _given(environment, "COMMENT_TOKEN", told)}, "PUT", 1_000_000)


def _given(environment: Mapping[str, str], name: str, remedy: str = "它由平台设置，请检查运行环境") -> str:
    value = environment.get(name, "")
    if not value:
        raise Stopped(f"缺少环境变量 {name}，不能发表评论。{remedy}。")
    return value


def _base(environment: Mapping[str, str], name: str) -> str:
    address = _given(environment, name)
    if not re.match(r"https?://", address):
        raise Stopped(f"环境变量 {name} 不是网址，不能发表评论。")
    return address.rstrip("/")


def post(where: Host, text: str) -> str:
    """Write the one comment and return what was done with it."""
    body = fitted(f"{MARKER}\n{text}", where.limit)
    earlier = next((one for one in _listed(where) if str(one.get("body", "")).startswith(MARKER)), None)
    if earlier is None:
        _call(where, "POST", where.comments, {"body": body})
        return "已发表评论。"
    if str(earlier["body"]).replace("\r\n", "\n").rstrip() == body.rstrip():
        return "评论没有变化。"
    _call(where, where.method, f"{where.comment}/{earlier['id']}", {"body": body})
    return "已更新原有评论。"


def _listed(where: Host) -> Iterator[dict[str, Any]]:
    for page in range(1, MAX_PAGES + 1):
        found = _call(where, "GET", f"{where.comments}?per_page={PER_PAGE}&page={page}")
        yield from found
        if len(found) < PER_PAGE:
            return


def fitted(text: str, limit: int) -> str:
    """Return the Markdown, cut at the end of a line if it is longer than ``limit``, with nothing left open."""
    if len(text) <= limit:
        return text
    lines = text[:limit].splitlines()[:-1]
    while len(cut := "\n".join([*lines, *_closing(lines), "", CUT, ""])) > limit:
        lines.pop()
    return cut


def _closing(lines: list[str]) -> list[str]:
    """Return the lines that close what the given ones leave open."""
    fence = ["```"] if sum(line.startswith("```") for line in lines) % 2 else []
    opened = sum(line.count("<details") - line.count("</details>") for line in lines)
    return fence + [""] + ["</details>"] * opened


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a token must not travel to another host."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _call(where: Host, method: str, address: str, content: Mapping[str, str] | None = None) -> Any:
    headers = {**where.headers, "User-Agent": "jixiao", "Content-Type": "application/json; charset=utf-8"}
    data = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(address, data, headers, method=method)  # noqa: S310 - see _base
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise Stopped(_refused(error.code)) from error
    except (OSError, ValueError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise Stopped(f"连不上代码托管平台，评论没有发表（{reason}）。请稍后重新运行。") from error


def _refused(code: int) -> str:
    match code:
        case 401 | 403:
            reason = "令牌无效或没有写评论的权限；来自复刻仓库的合并请求没有这一权限"
        case 404:
            reason = "没有找到这个合并请求，或令牌没有读它的权限"
        case _:
            reason = "请稍后重新运行"
    return f"代码托管平台拒绝了请求（HTTP {code}），评论没有发表：{reason}。"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise Stopped(f"读不到 {path}。请先运行 make review。") from error


def main() -> int:
    """Post the file named, or the usual one, and return the exit code."""
    try:
        where = host(os.environ)
        print(post(where, _read(Path(sys.argv[1] if len(sys.argv) > 1 else COMPARISON))))
    except Stopped as stop:
        print(stop, file=sys.stderr)
        return stop.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
