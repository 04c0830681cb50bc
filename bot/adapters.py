"""Which devices the house speaks to: the real ones of the settings, in the demo simulated ones, else none."""

from bot.settings import Settings
from integrations.devices import DeviceAdapter
from integrations.home_assistant import HomeAssistant
from integrations.simulated_home import SimulatedHome
from integrations.simulated_lifts import SimulatedLifts


def adapters(settings: Settings) -> dict[str, DeviceAdapter]:
    """Return the adapter of each kind of command; what has none is told to the resident as out of reach."""
    token = settings.home_assistant_token.get_secret_value()
    found: dict[str, DeviceAdapter] = {"home": SimulatedHome(), "lift": SimulatedLifts()} if settings.demo else {}
    if settings.home_assistant_url and token:
        found["home"] = HomeAssistant(settings.home_assistant_url, token)
    return found
