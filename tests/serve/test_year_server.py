"""A session with its threads: changes come one after the other, whoever asks."""

import asyncio
import threading
from pathlib import Path

from jixiao.serve.event_stream import EventHub
from jixiao.serve.year_server import YearServer
from jixiao.serve.year_session import YearSession
from tests.support.served import RECEPTIONS, YEAR, copy_clean_year, entry, open_session, serving


def test_changes_are_made_on_one_thread_and_drawing_on_another(tmp_path: Path) -> None:
    server = YearServer(open_session(tmp_path), EventHub())

    async def ask() -> list[str]:
        names = [server.edit(lambda: threading.current_thread().name) for _ in range(3)]
        return [*await asyncio.gather(*names), await server.draw(lambda: threading.current_thread().name)]

    *edits, drawing = asyncio.run(ask())
    assert len(set(edits)) == 1
    assert drawing not in edits
    server.close()


def test_what_is_begun_is_made_though_nobody_waits(tmp_path: Path) -> None:
    server, done = YearServer(open_session(tmp_path), EventHub()), threading.Event()
    server.begin(done.set)
    assert done.wait(10)
    server.close()


def test_with_the_server_its_libreoffice_ends(tmp_path: Path) -> None:
    server = YearServer(open_session(tmp_path), EventHub())
    with server.offices.lend_office() as office:
        assert office
    running = office.process.poll
    assert running() is None
    server.close()
    assert running() is not None
    with server.offices.lend_office() as another:
        assert another is None


def test_a_long_year_is_judged_behind_the_answers_and_tells(tmp_path: Path) -> None:
    session = YearSession(copy_clean_year(tmp_path), YEAR, judged_at_once=0)
    with serving(session) as client, client.listening() as events:
        before = len(client.get("api/state")["findings"])
        held = entry(session, RECEPTIONS)
        answer = client.post("api/edit", {"edits": [{"field": held.id, "hash": held.stamp, "text": "9.5"}]})
        assert answer["state"]["judging"]
        told = next(data for name, data in events if name == "judged" and data["revision"] == answer["revision"])
        assert told["failure"] == ""
        assert len(client.get("api/state")["findings"]) > before
