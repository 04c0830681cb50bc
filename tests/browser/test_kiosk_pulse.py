"""What the kiosk's page tells of itself, and how loud its microphone was: the page's own code in the browser."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from bot.channels.web.pages import STATIC
from tests.browser.test_web import CHROMIUM, FLAGS

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")
CODE = "data:text/javascript;base64," + base64.b64encode((STATIC / "kiosk-pulse.js").read_bytes()).decode()
LEVEL = """async ([code, pieces]) => {
    const { Loudness } = await import(code);
    const loudness = new Loudness();
    for (const [count, size] of pieces) {
        const piece = Int16Array.from({ length: 1600 }, (_, at) => (at % 2 ? size : -size)).buffer;
        for (let number = 0; number < count; number += 1) loudness.take(piece);
    }
    return loudness.level;
}"""
TELLS = """async ([code, looks]) => {
    const { Pulse } = await import(code);
    let now = 0;
    let open = true;
    const sent = [];
    const pulse = new Pulse((frame) => open && sent.push({ at: now / 1000, ...frame }) > 0, () => now);
    for (const look of looks) {
        now = look.at * 1000;
        open = !look.down;
        if (look.heard) pulse.heard();
        if (look.again) pulse.again();
        pulse.look({ mode: "rest", hears: true, speaks: true, ...look.state });
    }
    return sent;
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page()
        browser.close()


LEVELS = [
    ("full scale", [(100, 0x7FFF)], 0),
    ("a tenth of it", [(100, 3277)], -20),
    ("nothing at all", [(100, 0)], -100),
    ("too short to tell", [(29, 3277)], None),
    ("only the last half minute counts", [(300, 0x7FFF), (300, 33)], -60),
    ("half of it silent", [(50, 3277), (50, 0)], -23),
]


@pytest.mark.parametrize(("pieces", "expected"), [pytest.param(*case[1:], id=case[0]) for case in LEVELS])
def test_how_loud_the_microphone_was(page: Page, pieces: list[tuple[int, int]], expected: int | None) -> None:
    assert page.evaluate(LEVEL, [CODE, pieces]) == expected


def tells(page: Page, *looks: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = page.evaluate(TELLS, [CODE, looks])
    return sent


def test_it_tells_every_half_minute_and_when_it_changes(page: Page) -> None:
    sent = tells(
        page, *({"at": second, "state": {"mode": "listening" if second > 40 else "rest"}} for second in range(80))
    )
    assert [(one["at"], one["doing"]) for one in sent] == [(0, "rest"), (30, "rest"), (41, "in_use"), (71, "in_use")]


def test_only_a_call_that_went_out_is_an_alarm(page: Page) -> None:
    sent = tells(page, {"at": 1, "state": {"mode": "counting"}}, {"at": 2, "state": {"mode": "alarm"}})
    assert [one["doing"] for one in sent] == ["in_use", "alarm"]


def test_when_words_were_made_out_is_told_and_not_which(page: Page) -> None:
    sent = tells(page, {"at": 1}, {"at": 20, "heard": True}, {"at": 31})
    assert [one["heard"] for one in sent] == [None, 11]
    assert set(sent[1]) == {"at", "type", "doing", "hears", "speaks", "level", "heard"}


def test_what_could_not_be_sent_is_sent_when_it_can_be(page: Page) -> None:
    sent = tells(page, {"at": 1, "down": True}, {"at": 2, "down": True}, {"at": 3}, {"at": 4}, {"at": 5, "again": True})
    assert [one["at"] for one in sent] == [3, 5]
