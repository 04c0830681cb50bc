"""A notice that was shown is pointed at, or asked about again for another part of the community."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.notices.models import Notice, NoticeStatus
from actions.notices.reading import buildings_of, topic_of
from actions.people import Community
from actions.reference import Shown
from actions.scenario import Names, Referring
from actions.texts import LANGS, load_texts

HOURS = (
    r"(?:从|是)?几点(?:钟)?到几点(?:钟)?|到几点|(?:要|得|会)?(?:停|弄|修|搞)?多久|(?:什么时候|几点)(?:开始|结束|恢复|才?能?好|弄完|修好)"
    r"|\b(?:which|what) (?:hours|times?)\b|\bwhen (?:is|does|will) it (?:off|start|end|stop|over|be back)\b"
    r"|\b(?:for )?how long\b|\b(?:un)?till? when\b"
)
NOTICE = Referring(
    point="this_one",
    asks=(
        (
            r"再[说讲念读]一[遍下次]|[说讲念读]一[遍下]|几点|什么时候|哪天|多久|到几时|怎么说|说什么|是?什么|啥|通知|公告"
            r"|again|when|how long|what|notice|repeat|say|read",
            "this_one",
        ),
    ),
    asked=((HOURS, "hours"),),
)


def shown(row: Notice, lang: str) -> Shown:
    """Return a notice as it stands on the screen."""
    title = (row.title_en or row.title) if lang == "en" else row.title
    texts, key = load_texts("actions.notices"), f"topic.{row.topic}"
    topics = [texts.render(one, key, {}) for one in LANGS] if row.topic and texts.has(key) else []
    known = (row.title, row.title_en, *row.scope, *topics, *_told(row))
    return Shown(
        kind="notice",
        key=row.id,
        says=title[:40],
        called=tuple(dict.fromkeys(word for word in known if word)),
        counted="个条份张项",
        start=row.starts,
        end=row.ends,
    )


def part_names(db: Session, community: Community) -> Names:
    """Return the parts of the community that notices are for and that are no numbered building: 西区, 商铺."""
    ours = (Notice.community_id == community.id, Notice.status == NoticeStatus.PUBLISHED)
    rows = db.scalars(select(Notice).where(*ours))
    parts = {name for row in rows for name in row.scope if not buildings_of(name)}
    return {"building": {name: (name,) for name in sorted(parts)}}


def _told(row: Notice) -> list[str]:
    """Return what a notice may be called by its title: its longer words, without a topic also pairs of its letters."""
    words = [word for word in row.title_en.split() if len(word) > 3]
    if row.topic and topic_of(row.title):
        return words
    return [row.title[at : at + 2] for at in range(len(row.title) - 1)] + words
