"""What a kiosk's page offers: its keys, and whether it asks who somebody is. The house refuses the rest anyway."""

from actions.registry import Registry, at_kiosk
from bot.channels.web.history import Json
from bot.rights import Rights

KEYS = (
    ("repair", "repair_report"),
    ("bill", "bill_query"),
    ("visitor", "visitor_pass_create"),
    ("booking", "booking_create"),
    ("lift", "call_elevator"),
    ("person", "human_handoff"),
)


def offers(registry: Registry, rights: Rights) -> Json:
    """Return what the page is told: the intents of the keys that are served, and whether people sign in."""
    here = at_kiosk(registry, rights.only)
    keys = [intent for _, intent in KEYS if here.not_served(intent) is None]
    return {"type": "post", "keys": keys, "signs_in": rights.signs_in}
