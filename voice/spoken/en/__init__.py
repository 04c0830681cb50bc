import re

from voice.spoken import tidy
from voice.spoken.en.clocks import clocks
from voice.spoken.en.codes import codes
from voice.spoken.en.dates import dates, weekdays
from voice.spoken.en.han import romanised
from voice.spoken.en.money import money
from voice.spoken.en.numbers import ordinal, signs, spans
from voice.spoken.en.phones import phones
from voice.spoken.en.places import places
from voice.spoken.en.symbols import symbols
from voice.spoken.en.units import units

_ITEM = re.compile(r"(?m)^[ \t]*\(?(\d{1,2})(?:\)|\.(?!\d))[ \t]*(?=[^\W\d])")
# The order matters: who knows most about its digits comes first, and leaves none for the next.
_OF_DIGITS = (codes, phones, dates, clocks, places, spans, money, units, signs)
STEPS = (*_OF_DIGITS, weekdays, romanised, symbols)


def written(text: str) -> str:
    """Write an English text out as it is read aloud; what comes back stays the same when it is written out again."""
    text = tidy.links(tidy.plain(text), " the address on the screen ", " the e-mail address on the screen ")
    text = _ITEM.sub(lambda found: f"{ordinal(int(found[1])).capitalize()}, ", text)
    text = tidy.lines(text, ". ", "。？！；，、：.?!;,:")
    for step in STEPS if any(map(str.isdigit, text)) else STEPS[len(_OF_DIGITS) :]:
        text = step(text)
    return text
