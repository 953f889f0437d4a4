"""Events reach all that listen; a slow one loses the oldest; the end of the server ends the stream."""

import asyncio

from jixiao.serve.event_stream import EventHub, encode_event


async def heard(hub: EventHub, count: int) -> list[bytes]:
    found = []
    async for piece in hub.stream():
        found.append(piece)
        if len(found) == count:
            break
    return found


def test_an_event_is_a_name_and_json_on_a_line() -> None:
    assert encode_event("state", {"甲": "一\n二"}) == 'event: state\ndata: {"甲":"一\\n二"}\n\n'.encode()


def test_every_listener_hears_it() -> None:
    async def play() -> list[list[bytes]]:
        hub = EventHub()
        hub.open()
        listening = [asyncio.ensure_future(heard(hub, 2)) for _ in range(2)]
        await asyncio.sleep(0.05)
        hub.tell("making", {"step": 1})
        return await asyncio.gather(*listening)

    assert asyncio.run(play()) == [[b": open\n\n", encode_event("making", {"step": 1})]] * 2


def test_a_stream_ends_with_the_server() -> None:
    async def play() -> list[bytes]:
        hub = EventHub()
        hub.open()
        hub.is_closing = lambda: True
        return [piece async for piece in hub.stream()]

    assert asyncio.run(play())[-1] == encode_event("closing", {})


def test_before_anybody_can_listen_it_goes_nowhere() -> None:
    EventHub().tell("state", {})
