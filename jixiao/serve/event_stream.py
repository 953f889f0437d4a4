"""Events for every open window, as server-sent events; whoever is slow to take them is told to ask anew."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping

import msgspec

_MOST_WAITING = 100
_TICK, _TICKS_A_SIGN = 0.5, 30


class EventHub:
    """Where events come in, from any thread, and go out to all that listen."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[bytes]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.is_closing: Callable[[], bool] = lambda: False

    def open(self) -> None:
        """Send from now on; called on the loop that the streams run on."""
        self._loop = asyncio.get_running_loop()

    def tell(self, name: str, data: Mapping[str, object]) -> None:
        """Send an event to every window; before anybody can listen it goes nowhere."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._spread, encode_event(name, data))

    def _spread(self, event: bytes) -> None:
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(event)

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield events as they come, a sign of life each 15 seconds, and one last when the server closes."""
        queue: asyncio.Queue[bytes] = asyncio.Queue(_MOST_WAITING)
        self._queues.add(queue)
        quiet = 0
        try:
            yield b": open\n\n"
            while not self.is_closing():
                try:
                    yield await asyncio.wait_for(queue.get(), _TICK)
                    quiet = 0
                except TimeoutError:
                    quiet += 1
                    if quiet % _TICKS_A_SIGN == 0:
                        yield b": alive\n\n"
            yield encode_event("closing", {})
        finally:
            self._queues.discard(queue)


def encode_event(name: str, data: Mapping[str, object]) -> bytes:
    """Return an event as it is sent."""
    return b"event: " + name.encode() + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"
