from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.notices.models import Notice, NoticeStatus
from actions.people import Community
from actions.scenario import Row


def write_notices(db: Session, community: Community) -> Iterable[Row]:
    """Write the section `notices` as it is loaded."""
    query = select(Notice).where(Notice.community_id == community.id).order_by(Notice.created_at, Notice.title)
    for notice in db.scalars(query):
        named = ("title", "body", "title_en", "body_en", "topic")
        times = {"from": notice.starts, "until": notice.ends, "created": notice.created_at}
        row = {name: getattr(notice, name) for name in named} | {"buildings": notice.scope}
        row |= {name: when.isoformat() if when else "" for name, when in times.items()}
        row |= {"roles": notice.roles, "urgent": notice.urgent, "status": _status(notice)}
        yield {name: value for name, value in row.items() if value}


def _status(notice: Notice) -> str:
    """Return nothing for what is published; what waits for its time is written again as a draft."""
    if notice.status == NoticeStatus.PUBLISHED:
        return ""
    return NoticeStatus.DRAFT if notice.status == NoticeStatus.SCHEDULED else notice.status
