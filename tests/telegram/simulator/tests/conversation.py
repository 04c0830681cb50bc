from tests.telegram.simulator import Simulator

PICTURE = bytes(range(256)) * 500
SLOW_START = 20.0  # seconds a client of another language may need to start


async def converse(sim: Simulator) -> None:
    """Try everything a client does, and find that no call breaks the description."""
    user = sim.user(1001, "王", "zh-hans")
    await user.starts("CODE7")
    await user.hears("welcome CODE7", SLOW_START)
    said = await user.says("你好")
    heard = await user.hears("echo 你好")
    assert heard.labels == ("Tap",)
    assert heard.reply_to == said
    query = await user.press("Tap")
    assert (await user.hears("edited tapped")).labels == ()
    assert await user.answered(query) == "done"
    await user.photo(PICTURE, "a leak")
    assert (await user.hears("yours")).data == PICTURE
    await user.voice(PICTURE)
    assert (await user.hears("")).data == PICTURE
    await user.location(30.5, 104.0)
    await user.hears("at 30.5")
    await user.edits(said, "再见")
    await user.hears("now 再见")
    assert await sim.drained()
    assert sim.violations == []
