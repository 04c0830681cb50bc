"""A repair that was shown is pointed at: "the second one", "the one with the toilet", "who comes this afternoon"."""

from actions.reference import Shown
from actions.repairs.asking import COMES, COST, WHO_AND_WHEN
from actions.repairs.tickets import by_number, label, own, said_time
from actions.reply import Reply
from actions.scenario import Referring
from actions.texts import LANGS, load_texts
from actions.ticket import Ticket
from actions.turn import Turn

PACKAGE = "actions.repairs"
REFERS = Referring(
    point="this_one",
    correct="correct",
    undo="undo",
    cancel="drop",
    revive="revive",
    photo="picture",
    slots=("time", "location", "object", "category", "rating", "house"),
    asks=(
        (r"取消|不修了?|不用修|别修|撤掉?|作废|cancel|don'?t (?:want|need|fix)|call\b.*\boff", "drop"),
        (r"催|快[点些]|赶[紧快]|抓紧|尽快|怎么还不|还没来|hurry|waiting", "hurry_this"),
        (r"评价?|打分|几分|满意|rate|stars?", "rate_this"),
        (
            r"怎么样|到哪|修[好完]|进度|情况|状态|[是叫]?谁|几点|什么时候|哪天|哪位|师傅|单子|工单|报修|再说一[遍下]|说一遍|是什么|什么|啥"
            r"|status|who|when|how|what|comes?|coming|again|repair|ticket|where|stand",
            "this_one",
        ),
    ),
    asked=((COST, "cost"), (WHO_AND_WHEN, "who_and_when")),
    beside=COMES,
    listed="reported",
)


def shown(ticket: Ticket, lang: str, *, call: str = "") -> Shown:
    """Return a repair as it stands on the screen."""
    return Shown(
        kind="ticket",
        key=ticket.number,
        says=f"{ticket.number} {label(ticket, lang)}",
        called=tuple(dict.fromkeys(word for word in _names(ticket) if len(word) > 1)),
        counted="个单件条位项次张",
        start=ticket.wish_from,
        end=ticket.wish_until,
        call=call,
    )


def known(turn: Turn) -> Ticket | None:
    """Return the speaker's own repair of the argument."""
    return by_number(own(turn), turn.argument)


def not_there(turn: Turn) -> Reply:
    """Say that there is no such repair of the speaker's."""
    return turn.say("not_yours").with_buttons(turn.button("button.report", "start:repair_report"))


def when(turn: Turn, ticket: Ticket) -> str:
    """Say when somebody may come, as a sentence; empty where nobody said."""
    said = said_time(ticket, turn.now, turn.lang)
    return str(turn.text("status.time", time=said)) if said else ""


def _names(ticket: Ticket) -> list[str]:
    texts = load_texts(PACKAGE)
    category = f"category.{ticket.category}"
    named = [texts.render(lang, category, {}) for lang in LANGS] if texts.has(category) else []
    own_words = [ticket.number, ticket.object, ticket.location, str(ticket.data.get("said") or "")]
    return [*own_words, *named, *_pieces(ticket.text)]


def _pieces(text: str) -> list[str]:
    """Return what an old ticket's words may be called by where they say nothing else: 门口对讲听不见声音 is 对讲."""
    return [text[at : at + 2] for at in range(len(text) - 1)] if len(text) <= 16 and not text.isascii() else []
