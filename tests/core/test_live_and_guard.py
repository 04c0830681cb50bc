import socket

import pytest

from bot.guard import NetworkInTurn, no_network
from bot.live import RESYNC, Live


async def test_everybody_who_listens_hears() -> None:
    live = Live()
    with live.subscribe("desk:1") as one, live.subscribe("desk:1") as two, live.subscribe("desk:2") as other:
        live.publish("desk:1", {"type": "ticket"})
        assert await one.get() == await two.get() == {"type": "ticket"}
        live.publish("desk:2", {"type": "other"})
        assert await other.get() == {"type": "other"}


async def test_a_listener_that_fell_behind_reads_everything_afresh() -> None:
    live = Live(size=3)
    with live.subscribe("t") as feed:
        for number in range(10):
            live.publish("t", {"type": "ticket", "id": number})
        heard = [await feed.get()]
        live.publish("t", {"type": "last"})
        while heard[-1] != {"type": "last"}:
            heard.append(await feed.get())
    assert RESYNC in heard


def test_a_network_call_inside_a_turn_raises() -> None:
    with no_network(), pytest.raises(NetworkInTurn, match="effects"):
        socket.create_connection(("127.0.0.1", 9))


def test_outside_a_turn_the_network_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
