"""Which devices the house speaks to: the real ones of the settings, in the demo simulated ones, else none."""

from bot.settings import Settings
from integrations.devices import DeviceAdapter
from integrations.home_assistant import HomeAssistant
from integrations.simulated_home import SimulatedHome
from integrations.simulated_lifts import SimulatedLifts


def adapters(settings: Settings) -> dict[str, DeviceAdapter]:
    """Return the adapter of each kind of command; what has none is told to the resident as out of reach."""
    found: dict[str, DeviceAdapter] = {"home": SimulatedHome(), "lift": SimulatedLifts()} if settings.demo else {}
    home = home_assistant(settings)
    return found | {"home": home} if home else found


def home_assistant(settings: Settings) -> HomeAssistant | None:
    """Return the Home Assistant of the settings, if there is one."""
    token = settings.home_assistant_token.get_secret_value()
    return HomeAssistant(settings.home_assistant_url, token) if settings.home_assistant_url and token else None
