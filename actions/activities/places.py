"""Gives places and takes them back. What is counted in the database cannot be given twice."""

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from actions.activities.models import Activity


def take(db: Session, activity: Activity, people: int) -> bool:
    """Take so many places; False and nothing taken where there are fewer."""
    db.flush()
    step = update(Activity).where(Activity.id == activity.id)
    step = step.where(or_(Activity.places.is_(None), Activity.taken + people <= Activity.places))
    had = db.execute(step.values(taken=Activity.taken + people).returning(Activity.taken)).scalar()
    db.refresh(activity)
    return had is not None


def give_back(db: Session, activity: Activity, people: int) -> None:
    """Give so many places back."""
    db.flush()
    db.execute(update(Activity).where(Activity.id == activity.id).values(taken=Activity.taken - people))
    db.refresh(activity)
