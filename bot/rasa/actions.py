"""The custom action with which a Rasa assistant calls our scenarios; a server of your own can register it, too."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.rasa.data import ACTION, AWAY, BUTTON, CURSOR, VALUE
from bot.rasa.house import House, HouseAway, Said

log = logging.getLogger(__name__)


class ActionLinli(Action):  # type: ignore[misc]  # rasa-sdk ships no types
    """Hands what the user said to Linli and utters what it answers. Who they are, Linli finds out itself."""

    def __init__(self, house: House) -> None:
        self._house = house

    def name(self) -> str:
        """Return its name in Rasa's domain."""
        return ACTION

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Hand over the latest message. Called again for the same one, it does nothing twice and says the same."""
        said = said_in(tracker.sender_id, tracker.latest_message)
        after = int(tracker.get_slot(CURSOR) or 0)
        try:
            heard = await self._house.hear(said.thread, after, await self._house.say(said))
        except HouseAway as away:
            log.error("Linli did not answer the action", extra={"why": str(away)})
            dispatcher.utter_message(response=AWAY)
            return []
        for reply in heard.replies:
            dispatcher.utter_message(text=reply["text"], buttons=[drawn(button) for button in reply["buttons"]])
        return [SlotSet(CURSOR, heard.after)]


def said_in(sender: str, latest: Mapping[str, Any]) -> Said:
    """Return what a user said last. Rasa gives each message an id, so the same call again is the same message."""
    value = next((one["value"] for one in latest.get("entities") or () if one.get("entity") == VALUE), "")
    pressed = (latest.get("intent") or {}).get("name") == BUTTON and bool(value)
    return Said(
        f"rasa-{latest['message_id']}", sender, text=latest.get("text") or "", button=str(value) if pressed else ""
    )


def drawn(button: Mapping[str, str]) -> dict[str, str]:
    """Return a button as Rasa shows it; pressing it says an intent that carries the value."""
    return {"title": button["label"], "payload": f"/{BUTTON}{json.dumps({VALUE: button['value']}, ensure_ascii=False)}"}
