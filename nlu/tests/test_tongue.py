"""In which language somebody is answered."""

import pytest

from nlu.tongue import answered_in


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("厨房漏水了", "en", "zh"),
        ("屋企冇水", "en", "zh"),
        ("The kitchen is leaking", "zh", "en"),
        ("help please", "zh", "en"),
        ("帮我 check 一下 bill", "zh", "zh"),
        ("帮我 check 一下 bill", "en", "en"),
        ("my 物业费 please", "en", "en"),
        ("WiFi坏了", "en", "zh"),
        ("川A12345停了三天", "en", "zh"),
        ("3栋B座电梯坏了", "en", "zh"),
        ("301", "en", "en"),
        ("301", "zh", "zh"),
        ("2-1-301", "en", "en"),
        ("ok thank you", "zh", "zh"),
        ("OK", "en", "en"),
        ("bye bye", "zh", "zh"),
        ("kitchen", "zh", "zh"),
        ("？？？", "en", "en"),
        ("T-12", "zh", "zh"),
        ("A12345 B67890", "zh", "zh"),
    ],
)
def test_the_language_follows_what_is_written_and_stays_where_nothing_tells(text: str, before: str, after: str) -> None:
    assert answered_in(text, before) == after
