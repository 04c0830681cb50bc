"""Which community somebody belongs to who is not known yet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community


def default_community(db: Session, name: str) -> Community | None:
    """Return the community that unknown visitors meet: the named one, or the only one there is."""
    query = select(Community).where(Community.name == name) if name else select(Community)
    found = db.scalars(query.order_by(Community.name).limit(2)).all()
    return found[0] if len(found) == 1 else None
