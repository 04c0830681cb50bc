"""Who hears that a resident waits: those on duty, and above them the managers, on duty or not."""

from collections.abc import Callable, Iterable, Sequence

from actions.people import Staff, StaffRole
from actions.reply import Button
from actions.turn import Work
from actions.wording import listing

Buttons = Callable[[str], tuple[Button, ...]]
"""The buttons of a page in a language."""
AT_THE_DESK = frozenset({StaffRole.DISPATCHER})
NOT_FOR_RESIDENTS = frozenset({StaffRole.COMMITTEE, StaffRole.ADMIN})


def on_duty(work: Work) -> Sequence[Staff]:
    """Return the dispatchers on duty; where there is none, everybody on duty."""
    present = [one for one in _active(work) if one.on_duty]
    return [one for one in present if one.role in AT_THE_DESK] or present


def above(work: Work) -> Sequence[Staff]:
    """Return whom to call when nobody on duty answers: managers on duty, else all managers, else anybody there is."""
    active = _active(work)
    managers = [one for one in active if one.role == StaffRole.MANAGER]
    return [one for one in managers if one.on_duty] or managers or active


def names(people: Iterable[Staff], lang: str) -> str:
    """Say who they are."""
    return listing([one.name for one in people], lang)


def page(work: Work, people: Iterable[Staff], key: str, *, buttons: Buttons | None = None, **values: object) -> None:
    """Call each of them in their own language; `buttons` are for those who can act from their own chat."""
    for one in people:
        text = work.text_in(one.lang, key, **values)
        work.effects.page(one.id, text, buttons=buttons(one.lang) if buttons else ())


def _active(work: Work) -> list[Staff]:
    everybody = work.db.scalars(work.ours(Staff).where(Staff.active).order_by(Staff.key)).all()
    return [one for one in everybody if one.role not in NOT_FOR_RESIDENTS]
