"""A session with its threads: for changes, for drawing, for judging a long year behind them, for packages and PDFs."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from jixiao.plain import one_line
from jixiao.publish.started_office import OfficeKeeper
from jixiao.serve.data_commits import git_state
from jixiao.serve.event_stream import EventHub
from jixiao.serve.part_documents import PartDocuments
from jixiao.serve.year_session import YearSession

T = TypeVar("T")
_LOOK_EVERY = 0.3
_A_MOMENT = 0.01
# Each change leaves some 16,000 values in cycles behind. To collect them between changes keeps memory at 95 MB instead
# of 160 after 300, for 1 ms a change.
_CHANGES_A_COLLECTION = 10


class YearServer:
    """A session with its threads: for changes, for drawing and questions, for judging, for packages."""

    def __init__(self, session: YearSession, hub: EventHub) -> None:
        self.session, self.hub = session, hub
        self.documents = PartDocuments()
        self.jobs, self.making = 0, False
        self.offices = OfficeKeeper()
        session.tell = hub.tell
        self._editor = ThreadPoolExecutor(1, "jixiao-edit")
        self._painter = ThreadPoolExecutor(1, "jixiao-draw")
        self._maker = ThreadPoolExecutor(1, "jixiao-make")
        self._judge = ThreadPoolExecutor(1, "jixiao-judge")
        self._judging: asyncio.Future[None] | None = None
        self._asked, self._hopeless = 0, -1

    async def edit(self, work: Callable[[], T]) -> T:
        """Return what work in the session comes to, one after the other."""
        return await self._at_once(self._editor, work)

    async def draw(self, work: Callable[[], T]) -> T:
        """Return what work on a state that no longer changes comes to."""
        return await self._at_once(self._painter, work)

    async def _at_once(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        """Return what work comes to that a person waits for; judging waits meanwhile."""
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, work)
        finally:
            self._asked -= 1

    async def make(self, work: Callable[[], T]) -> T:
        """Return what long work comes to; PDFs are opened on this thread alone."""
        return await asyncio.get_running_loop().run_in_executor(self._maker, work)

    async def watch(self) -> None:
        """Look for changes from outside until cancelled; tell how the year stands in Git after each change."""
        told = -1
        collected = 0
        while True:
            await self.edit(self.session.refresh)
            self._begin_judging()
            if collected == 0 or self.session.revision - collected >= _CHANGES_A_COLLECTION:
                await self.edit(gc.collect if collected else _keep_for_good)
                collected = self.session.revision
            if told != self.session.revision:
                told = self.session.revision
                self.session.git = await self.make(lambda: git_state(self.session.workspace, self.session.number))
                self.hub.tell("git", self.session.git)
            await asyncio.sleep(_LOOK_EVERY)

    def _begin_judging(self) -> None:
        free = self._judging is None or self._judging.done()
        if free and self.session.awaits_judging and self.session.revision != self._hopeless:
            self._judging = asyncio.ensure_future(self._judge_behind())

    async def _judge_behind(self) -> None:
        """Judge a long year while nobody waits for an answer."""
        revision = self.session.revision
        try:
            work = lambda: self.session.judge(self._wait)  # noqa: E731 - what the thread does
            judged = await asyncio.get_running_loop().run_in_executor(self._judge, work)
        except Exception as error:
            self._hopeless = revision
            words = f"核对没有做完（{type(error).__name__}：{one_line(str(error))}）。数据已保存。"
            self.hub.tell("judged", {"revision": revision, "failure": words})
            return
        if judged is not None:
            await self.edit(lambda: self.session.take_judged(judged))

    def _wait(self) -> None:
        while self._asked:
            time.sleep(_A_MOMENT)

    def begin(self, work: Callable[[], None]) -> None:
        """Let long work begin, whose end nobody waits for."""
        self._maker.submit(work)

    def close(self) -> None:
        """Let the threads go; what is being written is written."""
        self.session.drop_judging()
        self.offices.close()
        for pool in (self._editor, self._painter, self._maker, self._judge):
            pool.shutdown(wait=pool is self._editor, cancel_futures=True)


def _keep_for_good() -> None:
    """Let what was read in at the start no longer be searched for cycles, which takes 150 ms each time."""
    gc.collect()
    gc.freeze()
