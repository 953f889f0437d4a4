"""The protocol, over a real connection."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jixiao.docx.block_reader import read_paper
from tests.support.served import RECEPTIONS, Client, open_session, read_data, serving


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with serving(open_session(tmp_path_factory.mktemp("served"))) as client:
        yield client


def field_of(client: Client, path: str) -> dict[str, Any]:
    """Return a field by its path, as a page finds it: in the part that prints it."""
    for part in client.get("api/state")["parts"]:
        fields = client.get(f"api/parts/{part['id']}")["fields"].values()
        if found := next((one for one in fields if one["path"] == path), None):
            return dict(found)
    raise AssertionError(path)


def test_the_state_names_the_parts_in_order(client: Client) -> None:
    state = client.get("api/state")
    labels = [one["label"] for one in state["parts"]]
    assert labels[:2] == ["附件1", "附件2"]
    assert labels[-1] == "其他数据"
    assert (state["year"], state["open"], state["errors"]) == (2023, 0, 0)


def test_every_mark_of_a_part_stands_in_its_docx(client: Client) -> None:
    for part in client.get("api/state")["parts"][:-1]:
        status, headers, content = client.request("GET", f"api/parts/{part['id']}.docx")
        assert status == 200
        assert headers["content-type"].endswith("wordprocessingml.document")
        read_paper(content)
        document = zipfile.ZipFile(io.BytesIO(content))
        xml = "".join(document.read(one).decode() for one in document.namelist() if one.startswith("word/"))
        assert [mark for mark in client.get(f"api/parts/{part['id']}")["marks"] if f'w:name="{mark}"' not in xml] == []


def test_the_part_without_paper_has_no_docx_and_holds_what_no_page_prints(client: Client) -> None:
    assert client.request("GET", "api/parts/data.docx")[0] == 409
    held = client.get("api/parts/data")
    assert not held["marks"]
    assert all(not one["marks"] for one in held["fields"].values())


def test_a_field_says_all_that_its_editor_needs(client: Client) -> None:
    field = field_of(client, RECEPTIONS)
    assert (field["kind"], field["unit"], field["editable"], field["open"]) == ("number", "万元", True, False)
    assert field["help"]
    assert field["hash"]
    assert not field_of(client, "单位.表单集")["editable"]


def test_an_edit_is_answered_and_told_to_every_window(client: Client) -> None:
    field = field_of(client, RECEPTIONS)
    with client.listening() as events:
        answer = client.post("api/edit", {"edits": [{"field": field["id"], "hash": field["hash"], "text": "0.5"}]})
        name, data = next(one for one in events if one[0] == "state")
    assert answer["applied"] == [field["id"]]
    assert (name, data["revision"], data["from"]) == ("state", answer["revision"], "page")
    assert data["moved"] == answer["moved"]
    back = client.post("api/undo", {})
    assert [one["new"] for one in back["moved"]] == [one["old"] for one in answer["moved"]]


def test_why_tells_where_a_value_comes_from(client: Client) -> None:
    part = client.get("api/parts/" + client.get("api/state")["parts"][0]["id"])
    mark = next(name for name, one in part["marks"].items() if one["owner"] == "derived")
    answer = client.get(f"api/why?mark={mark}&rules=1")
    assert answer["values"][0]["lineage"]
    assert "怎么来的" in answer["text"]
    assert answer["values"][0]["rules"] is not None
    assert client.request("GET", "api/why?path=nothing")[0] == 409


def test_names_for_the_report_are_found_by_words(client: Client) -> None:
    found = client.get("api/names?words=%E5%85%AC%E5%8A%A1%E6%8E%A5%E5%BE%85")["names"]
    assert any(one["path"] == RECEPTIONS and one["tag"] == f"{{{{ {RECEPTIONS} }}}}" for one in found)


def test_unknown_ids_are_404(client: Client) -> None:
    for path in ("api/parts/none", "api/parts/none.docx", "api/outputs/none", "page/none.js", "api/none"):
        assert client.request("GET", path)[0] == 404


def test_differences_ask_for_one_of_two_sides(client: Client) -> None:
    assert client.request("GET", "api/differences?with=main")[0] == 400
    assert client.request("GET", "api/differences?with=commit")[0] == 409  # no Git here


def test_where_there_is_no_git_a_commit_says_so_and_copies_are_kept(client: Client) -> None:
    status, _, body = client.request("POST", "api/commit", b"{}")
    assert status == 409
    assert "没有 Git" in body.decode()
    name = client.post("api/snapshot", {})["name"]
    assert name in client.get("api/state")["snapshots"]


def test_a_draft_is_made_with_progress_and_its_files_are_served(tmp_path: Path) -> None:
    with serving(open_session(tmp_path)) as client, client.listening() as events:
        assert client.post("api/make", {"kind": "draft"}) == {"job": 1}
        steps, made = [], None
        for name, data in events:
            if name == "making":
                steps.append(data["step"])
            if name == "made":
                made = data
                break
        assert made is not None
        assert made["failure"] == ""
        assert any("套用模板" in one for one in steps)
        whole = next(one for one in made["outputs"] if one["name"].endswith(".docx"))
        status, headers, content = client.request("GET", f"api/outputs/{whole['id']}")
        assert status == 200
        assert headers["content-disposition"].startswith("attachment")
        assert len(content) == whole["bytes"]
        pdf = next((one for one in made["outputs"] if one["name"].endswith(".pdf")), None)
        if pdf:
            picture = client.request("GET", f"api/outputs/{pdf['id']}/pages/1.png")
            assert picture[2].startswith(b"\x89PNG")
            assert client.request("GET", f"api/outputs/{pdf['id']}/pages/{pdf['pages'] + 1}.png")[0] == 404
        assert client.request("POST", "api/make", b'{"kind": "all"}')[0] == 400


def test_a_change_from_outside_reaches_the_page(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    file = tmp_path / "data/2023/annex1.yaml"
    with serving(session) as client, client.listening() as events:
        time.sleep(0.1)
        file.write_text(file.read_text("utf-8").replace("在职人数: ", "在职人数: 1"), "utf-8")
        name, data = next(one for one in events if one[0] == "state")
        assert (name, data["from"]) == ("state", "outside")
        assert data["moved"]


def test_a_year_that_was_sent_and_changed_is_merged_span_by_span(tmp_path: Path) -> None:
    here, there = open_session(tmp_path / "here"), open_session(tmp_path / "there")
    with serving(here) as client, serving(there) as other:
        sent = client.request("GET", "api/export.zip")[2]
        assert other.request("POST", "api/import", sent, {"Content-Type": "application/zip"})[0] == 200
        for who, path, text in ((other, RECEPTIONS, "0.5"), (client, "附件1.三公经费.公务接待.预算", "0.9")):
            field = field_of(who, path)
            who.post("api/edit", {"edits": [{"field": field["id"], "hash": field["hash"], "text": text}]})
        back = other.request("GET", "api/export.zip")[2]
        status, _, _ = client.request("POST", "api/import", back, {"Content-Type": "application/zip"})
        assert status == 200
        assert [field_of(client, path)["text"] for path in (RECEPTIONS, "附件1.三公经费.公务接待.预算")] == [
            "0.5",
            "0.9",
        ]
        assert client.request("POST", "api/import", b"PK", {"Content-Type": "application/zip"})[0] == 409
    assert read_data(here.workspace) != read_data(there.workspace)
