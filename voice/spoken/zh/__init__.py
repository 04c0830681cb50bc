import re

from voice.spoken import tidy
from voice.spoken.zh.clocks import clocks
from voice.spoken.zh.codes import accounts, codes
from voice.spoken.zh.dates import dates
from voice.spoken.zh.letters import letters
from voice.spoken.zh.money import money
from voice.spoken.zh.numbers import number, signs
from voice.spoken.zh.phones import phones
from voice.spoken.zh.places import places
from voice.spoken.zh.plates import plates
from voice.spoken.zh.quantities import quantities, spans
from voice.spoken.zh.symbols import symbols
from voice.spoken.zh.units import units

_ITEM = re.compile(r"(?:^|(?<=[\n;。：；]))[ \t]*\(?(\d{1,2})(?:[、)]|\.(?!\d))[ \t]*(?=[^\W\d])")
_APART = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # Chinese has no spaces but those that part things
# The order matters: who knows most about its digits comes first, and leaves none for the next.
STEPS = (
    plates,
    accounts,
    phones,
    dates,
    clocks,
    codes,
    places,
    spans,
    money,
    units,
    quantities,
    signs,
    letters,
    symbols,
)


def written(text: str) -> str:
    """Write a Chinese text out as it is read aloud; what comes back stays the same when it is written out again."""
    text = tidy.links(tidy.plain(text), "屏幕上的网址", "屏幕上的邮箱")
    text = _ITEM.sub(lambda found: f"第{number(found[1])}，", text)
    text = tidy.lines(text, "。", "。？！；，、：.?!;,:")
    text = _APART.sub("，", text)
    for step in STEPS:
        text = step(text)
    return text
