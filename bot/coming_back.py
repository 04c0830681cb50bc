"""Coming back to where a conversation was: the open question once more, with a few words before it."""

from dataclasses import replace

from actions.form import advance, question
from actions.registry import Registry
from actions.reply import Reply, Text
from actions.turn import Turn


def and_back(turn: Turn, registry: Registry, before: object, reply: Reply, *, interrupted: bool) -> list[Reply]:
    """After something is finished, come back to the form that it had interrupted."""
    now_open = turn.conversation.open
    came_back = now_open is not None and now_open is not before and not reply.asks
    if came_back and not interrupted:
        return [reply, resumed(turn, registry)]
    return [reply]


def resumed(turn: Turn, registry: Registry, key: str = "resume_plain") -> Reply:
    """Say where we were and ask again."""
    opened = turn.conversation.open
    assert opened is not None, "only an open form is resumed"  # noqa: S101
    scenario, form = registry.forms[opened.form]
    turn.enter(scenario.package)
    if opened.asked is None and not opened.confirming and not opened.proof:
        return advance(turn, form)
    about = form.about(turn, opened.values) if form.about else ""
    if about:
        return joined(turn, "resume", question(turn, form), what=about)
    return joined(turn, key, question(turn, form))


def joined(turn: Turn, key: str, asked: Reply, **values: str) -> Reply:
    """Put a shared sentence before a question, as one message."""
    before = turn.shared_text(key, **values)
    gap = " " if turn.lang == "en" else ""
    spoken, elder = (f"{getattr(before, way)}{gap}{getattr(asked.text, way)}" for way in ("spoken", "elder"))
    text = Text(f"{before}{gap}{asked.text}", spoken=spoken, elder=elder)
    return replace(asked, text=text, lead=asked.lead)
