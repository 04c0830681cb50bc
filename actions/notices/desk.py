from collections.abc import Sequence
from datetime import datetime

from actions.notices.models import Notice
from actions.turn import Work
from actions.view import Cell, View


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    rows = work.db.scalars(work.ours(Notice).order_by(Notice.created_at.desc(), Notice.title)).all()
    return [
        (row.title, _topic(work, row), _scope(work, row), _at(work, row.starts), _at(work, row.ends)) for row in rows
    ]


def _scope(work: Work, row: Notice) -> str:
    return "、".join(row.scope) or work.text("everybody")


def _topic(work: Work, row: Notice) -> str:
    key = f"topic.{row.topic}"
    return work.text(key) if work.has_text(key) else row.topic


def _at(work: Work, moment: datetime | None) -> str:
    return f"{moment.astimezone(work.now.tzinfo):%Y-%m-%d %H:%M}" if moment else ""


notices = View(name="notices", columns=("title", "topic", "scope", "starts", "ends"), rows=_rows)
