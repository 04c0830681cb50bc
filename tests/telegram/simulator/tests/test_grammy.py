from tests.telegram.simulator import Simulator
from tests.telegram.simulator.tests.conversation import converse
from tests.telegram.simulator.tests.node import judge


async def test_grammy_talks_to_it_by_polling(judged: Simulator) -> None:
    async with judge(judged.base_url, judged.token):
        await converse(judged)


async def test_grammy_talks_to_it_behind_a_webhook(judged: Simulator) -> None:
    async with judge(judged.base_url, judged.token, "a-secret-of-the-test"):
        await converse(judged)
    assert judged.state.webhook.hook.secret == "a-secret-of-the-test"
    assert {status for _, status in judged.state.webhook.hook.posts} == {200}
