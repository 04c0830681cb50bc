"""What is said at a kiosk that does not serve something, or where nobody signs in: honestly, and where it is done."""

from dataclasses import replace

from actions.later import only_later
from actions.registry import ALWAYS, Registry
from actions.reply import Button, Reply
from actions.scenario import Scenario
from actions.turn import Turn
from bot.rights import where_else

PERSON = "start:human_handoff"


def not_here(turn: Turn, scenario: Scenario) -> Reply:
    """Say that a scenario is not served at this kiosk, and where it is."""
    place = where_else(turn.db, turn.message.post, scenario.name, turn.now)
    key = "not_at_kiosk.other" if place else "not_at_kiosk.intent"
    return Reply(
        text=turn.shared_text(key, title=title_of(turn, scenario), place=place), buttons=(turn.person_button(),)
    )


def nobody_known(turn: Turn, others: tuple[Button, ...] = ()) -> Reply:
    """Say that nobody signs in at this kiosk, and where they do; `others` are buttons that need no name."""
    place = where_else(turn.db, turn.message.post, "", turn.now)
    text = turn.shared_text("not_at_kiosk.who_other" if place else "not_at_kiosk.who", place=place)
    return Reply(text=text, buttons=(turn.person_button(), *(button for button in others if button.value != PERSON)))


def help_here(turn: Turn, registry: Registry) -> Reply:
    """Say what can be done at this kiosk."""
    served = (one for name, one in registry.scenarios.items() if name not in ALWAYS and not only_later(one))
    what = turn.shared_text("not_at_kiosk.and").join(title_of(turn, one) for one in served)
    key = "not_at_kiosk.help" if what else "not_at_kiosk.help_nothing"
    return Reply(text=turn.shared_text(key, what=what), buttons=(turn.person_button(),))


def cannot_here(turn: Turn, reply: Reply) -> Reply:
    """Return an answer to what nobody does here without naming what is done elsewhere."""
    named = reply.text == turn.shared_text("out_of_scope")
    return replace(reply, text=turn.shared_text("not_at_kiosk.cannot")) if named else reply


def served_only(reply: Reply, registry: Registry) -> Reply:
    """Return a reply without the buttons of what this kiosk does not serve."""
    kept = tuple(button for button in reply.buttons if not _is_elsewhere(button.value, registry))
    return reply if len(kept) == len(reply.buttons) else replace(reply, buttons=kept)


def title_of(turn: Turn, scenario: Scenario) -> str:
    """Return what people call a scenario."""
    return scenario.title.get(turn.lang) or scenario.title.get("zh") or scenario.name


def _is_elsewhere(value: str, registry: Registry) -> bool:
    action, _, rest = value.partition(":")
    if action == "call":
        return rest.partition(".")[0] in registry.elsewhere
    scenario = registry.not_served(rest) if action == "start" else None
    return scenario is not None and scenario.name in registry.elsewhere
