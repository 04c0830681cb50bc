"""What is on, which of it a message means, and how it stands on the screen."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from actions.activities.models import Activity, Signup
from actions.reference import Shown
from actions.turn import Turn, Work
from actions.wording import at
from nlu.types import Moment

_COMMON = re.compile(r"活动|报名|社区|小区|周[一二三四五六日天末]|上午|下午|晚上|参加|帮我|class|course|sign")
_WORD = re.compile(r"[a-z]{4,}")


def coming(work: Work) -> list[Activity]:
    """Return what has not begun yet, the next first."""
    query = work.ours(Activity).where(Activity.starts > work.now).order_by(Activity.starts, Activity.number)
    return list(work.db.scalars(query))


def meant(turn: Turn, among: Sequence[Activity], text: str = "") -> list[Activity]:
    """Return the activities that a message names: the best that share a word of it; none where it names none."""
    said = _COMMON.sub(" ", (text or turn.message.text).lower())
    scores = [(_likeness(activity, said), activity) for activity in among]
    best = max((score for score, _ in scores), default=0)
    return [activity for score, activity in scores if score == best] if best >= 2 else []


def during(among: Iterable[Activity], when: Moment | None, now: datetime) -> list[Activity]:
    """Return what begins in a time."""
    if when is None:
        return list(among)
    end = when.end if when.end > when.start else when.start.replace(hour=23, minute=59)
    return [one for one in among if when.start <= one.starts.astimezone(now.tzinfo) < end]


def facts(work: Work, activity: Activity, lang: str) -> dict[str, object]:
    """Return what sentences about an activity say."""
    place = activity.place_en if lang == "en" and activity.place_en else activity.place
    when = at(activity.starts.astimezone(work.now.tzinfo), work.now, lang)
    return {"what": activity.called(lang), "when": when, "where": place}


def count_of(work: Work, lang: str, people: int) -> str:
    """Say how many people: 2位, 1 person."""
    return str(work.text_in(lang, "people_one" if people == 1 else "people_many", count=people))


def shown(work: Work, activity: Activity, lang: str, *, call: str = "") -> Shown:
    """Return an activity as it stands on the screen."""
    names = (activity.title, activity.title_en, activity.title[:2], activity.title[-3:], activity.number)
    return Shown(
        kind="activity",
        key=activity.number,
        says=activity.called(lang)[:60],
        called=tuple(dict.fromkeys(name for name in names if len(name) > 1)),
        counted="个场项次",
        start=activity.starts,
        end=activity.ends,
        call=call,
    )


def shown_signup(work: Work, signup: Signup, activity: Activity, lang: str) -> Shown:
    """Return a place as it stands on the screen."""
    row = shown(work, activity, lang)
    return Shown(
        kind="activity_signup",
        key=signup.number,
        says=row.says,
        called=row.called,
        counted=row.counted,
        start=row.start,
        end=row.end,
    )


def _likeness(activity: Activity, said: str) -> int:
    title = _COMMON.sub(" ", activity.title.lower())
    common = SequenceMatcher(None, title, said, autojunk=False).find_longest_match()
    chinese = len(title[common.a : common.a + common.size].strip()) if not said.isascii() else 0
    words = set(_WORD.findall(activity.title_en.lower())) & set(_WORD.findall(said))
    return max(chinese, 2 * len(words))
