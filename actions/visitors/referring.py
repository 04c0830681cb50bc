"""A pass that was shown is pointed at: "the one this afternoon", "that one is no longer needed"."""

from actions.reference import Shown
from actions.reply import Reply
from actions.scenario import Referring
from actions.texts import LANGS
from actions.turn import Turn
from actions.visitors.models import Pass
from actions.visitors.passes import by_number, own
from actions.visitors.saying import label, said

REFERS = Referring(
    point="this_one",
    correct="correct",
    undo="undo",
    cancel="drop",
    slots=("time", "plate", "visitor_kind", "count", "phone", "duration"),
    asks=(
        (
            r"取消|作废|撤[销回掉]?|不用了?|不来了?|别让|不让|删[掉除]?|收回"
            r"|cancel|revoke|not coming|call\b.*\boff|remove",
            "drop",
        ),
        (
            r"到了?没|来了?没|到了吗|来了吗|几点|什么时候|哪天|[进门]*码|多少|编号|车牌|[是叫]?谁|到期|有效"
            r"|再说一[遍下]|说一遍|来客?|是什么|什么|啥"
            r"|code|when|who|until|arrived|come|here|again|plate|what",
            "this_one",
        ),
    ),
)


def shown(row: Pass, lang: str, *, call: str = "") -> Shown:
    """Return a pass as it stands on the screen; 那位 is a visitor, 那张 a pass."""
    kinds = [said(one, f"kind.{row.kind}") for one in LANGS] if row.kind else []
    return Shown(
        kind="visitor_pass",
        key=row.number,
        says=label(row, lang),
        called=tuple(dict.fromkeys(word for word in (row.name, row.plate, row.number, *kinds) if len(word) > 1)),
        counted="张个位条份",
        start=row.starts,
        end=row.starts if row.comes is not None else row.ends,
        call=call,
    )


def known(turn: Turn) -> Pass | None:
    """Return the speaker's own pass of the argument."""
    return by_number(own(turn), turn.argument)


def not_there(turn: Turn) -> Reply:
    """Say that there is no such pass of the speaker's."""
    return turn.say("not_yours").with_buttons(turn.button("button.create", "start:visitor_pass_create"))
