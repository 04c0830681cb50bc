"""`linli kiosk`: a key for a kiosk's browser, what it may do there, and a certificate for its microphone."""

import argparse
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from bot.key_office import ALL, NO, NONE, YES, Order
from bot.settings import Settings

_SECRET = re.compile(r"linli_kiosk_\S+")
Ask = Callable[[Settings, Order], str]
"""Has an order carried out, by the running server where there is one, and returns what it says."""


def add_kiosk(sub: argparse.ArgumentParser, ask: Ask) -> "argparse._SubParsersAction[argparse.ArgumentParser]":
    """Say how the command is called; return where others of its kind go."""
    subs = sub.add_subparsers(dest="what", required=True, metavar="WHAT")
    enroll = subs.add_parser(
        "enroll", help="give a kiosk its key and address; from the first one on, every kiosk needs one"
    )
    enroll.add_argument("--place", required=True, help="where it stands: a building or home name")
    enroll.add_argument("--community", default="", help="name, when there are several")
    enroll.add_argument(
        "--address",
        action="append",
        default=[],
        help="host name or IP by which the kiosk reaches the server; makes a certificate",
    )
    enroll.set_defaults(do=lambda given, settings: enroll_kiosk(given, settings, ask))
    change = subs.add_parser("set", help="change what a kiosk may do, from its next message on")
    change.add_argument("key", help="its id, as linli key list shows it")
    change.set_defaults(do=lambda given, settings: change_kiosk(given, settings, ask))
    for one in (enroll, change):
        _rights(one)
    return subs


def _rights(sub: argparse.ArgumentParser) -> None:
    """Flags of what a kiosk may do; what is not said stays as it is."""
    sub.add_argument(
        "--sign-in", action=argparse.BooleanOptionalAction, default=None, help="whether people sign in there"
    )
    serves = sub.add_mutually_exclusive_group()
    serves.add_argument(
        "--only", default="", metavar="NAMES", help="serve these scenarios only, such as repairs,notices"
    )
    serves.add_argument("--all", dest="only", action="store_const", const=ALL, help="serve every scenario again")
    sensor = sub.add_mutually_exclusive_group()
    sensor.add_argument(
        "--presence", default="", metavar="ENTITY", help="sensor in Home Assistant, such as binary_sensor.lobby_1"
    )
    sensor.add_argument("--no-presence", dest="presence", action="store_const", const=NONE, help="it has no sensor")


def enroll_kiosk(given: argparse.Namespace, settings: Settings, ask: Ask) -> int:
    """Make a key, and a certificate where addresses are given; say what to do with them."""
    told = ask(settings, _wished(given, Order(do="new", kiosk=given.place, community=given.community)))
    found, base = _SECRET.search(told), _base(given, settings)
    lines = [
        f"The kiosk at {given.place} is enrolled. Open this once in its browser:",
        f"  {base}/kiosk/in?key={found[0] if found else ''}",
        f"From then on its page is {base}/kiosk. The address above holds the key and is shown once.",
        *(_certified(given, settings) if given.address else []),
        *_sensing(given, settings),
        "`linli key list` shows all kiosks, `linli key revoke` shuts one, `linli kiosk set` changes what one may do.",
    ]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def change_kiosk(given: argparse.Namespace, settings: Settings, ask: Ask) -> int:
    """Change what a kiosk may do, and say what that is now."""
    told = [ask(settings, _wished(given, Order(do="set", key=given.key))), *_sensing(given, settings)]
    sys.stdout.writelines(f"{line}\n" for line in told)
    return 0


def _sensing(given: argparse.Namespace, settings: Settings) -> list[str]:
    """Say what a sensor needs that is not there."""
    if given.presence in ("", NONE) or settings.home_assistant_url:
        return []
    return ["Its sensor is read once LINLI_HOME_ASSISTANT_URL and LINLI_HOME_ASSISTANT_TOKEN are set."]


def _wished(given: argparse.Namespace, order: Order) -> Order:
    """Return an order with what the kiosk is to be allowed."""
    sign_in = {True: YES, False: NO, None: ""}[given.sign_in]
    return replace(order, sign_in=sign_in, only=given.only, presence=given.presence)


def _base(given: argparse.Namespace, settings: Settings) -> str:
    if given.address:
        return f"https://{given.address[0]}:{settings.https_port or 8443}"
    return settings.url or f"http://{settings.host}:{settings.port}"


def _certified(given: argparse.Namespace, settings: Settings) -> list[str]:
    from bot.certificate import certify

    files = certify(settings.data, given.address, datetime.now(UTC))
    lines = [f"Let the kiosk trust {files.authority}: on a tablet under Settings, Security, Install a certificate."]
    if not settings.https_port:
        lines.append("Then set LINLI_HTTPS_PORT=8443 and LINLI_HOST, and start the server again.")
    else:
        lines.append("Then start the server again, so that it uses the new certificate.")
    return lines
