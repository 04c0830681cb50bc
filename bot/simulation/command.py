"""`linli simulate`: seeded residents talk to a house; what they wanted is looked up on record."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from actions.registry import Registry
from bot.app import installed, understander_of
from bot.logs import set_up_logs
from bot.settings import Settings
from bot.simulation.house import house_in
from bot.simulation.plans import plans
from bot.simulation.play import Medium, Outcome, Plan, Setting, converse
from bot.simulation.promises import claims
from bot.simulation.report import table, transcript, worst
from bot.simulation.words import Words, read_words
from bot.spreadsheet import read_document
from nlu.types import Engine as Understander

WORDS = Path("tests/data/simulation")
COMMUNITY = Path("tests/data/community.json")


def add_simulate(sub: argparse.ArgumentParser) -> None:
    """Describe `linli simulate`."""
    sub.add_argument("--conversations", type=int, default=100, metavar="N")
    sub.add_argument("--seed", type=int, default=1, help="the same seed plays the same conversations")
    sub.add_argument("--processes", type=int, default=1, metavar="P", help="how many share the conversations")
    sub.add_argument("--scenario", default="", metavar="NAME", help="only wishes of this scenario")
    sub.add_argument("--out", type=Path, metavar="FILE", help="where the ten worst conversations are written")
    sub.add_argument("--words", type=Path, default=WORDS, metavar="FOLDER", help="what residents want and say")
    sub.add_argument("--community", type=Path, default=COMMUNITY, metavar="FILE", help="where they live")
    sub.set_defaults(do=simulate)


def simulate(given: argparse.Namespace, settings: Settings) -> int:
    """Hold the conversations and print the table; 1 when a promise was broken or somebody met a dead end."""
    words = read_words(given.words)
    goals = [goal for goal in words.goals if given.scenario in ("", goal.scenario)]
    drawn = plans(goals, given.conversations, given.seed)
    started = time.perf_counter()
    outcomes = shared_out(drawn, given, settings) if given.processes > 1 else held(drawn, given, settings)
    took = time.perf_counter() - started
    print(table(outcomes))
    print(f"\n{len(outcomes)} conversations in {took:.0f} s, {len(outcomes) / max(took, 1e-9):.2f} a second")
    if given.out:
        given.out.write_text("\n".join(map(transcript, worst(outcomes))), "utf-8")
    return 1 if any(outcome.broken or outcome.dead_ends for outcome in outcomes) else 0


def shared_out(drawn: Sequence[Plan], given: argparse.Namespace, settings: Settings) -> list[Outcome]:
    """Hold conversations in several processes; what comes of them is the same, in the same order."""
    many = given.processes
    parts = [drawn[at::many] for at in range(many)]
    with ProcessPoolExecutor(many, mp_context=get_context("spawn")) as pool:
        lists = list(pool.map(held, parts, [given] * many, [settings] * many))
    return [lists[at % many][at // many] for at in range(len(drawn))]


def held(drawn: Sequence[Plan], given: argparse.Namespace, settings: Settings) -> list[Outcome]:
    """Hold conversations in this process."""
    set_up_logs("CRITICAL")
    registry = installed(settings)
    understander = understander_of(settings, registry)
    return asyncio.run(_all(drawn, read_document(given.community), read_words(given.words), understander, registry))


async def _all(
    drawn: Sequence[Plan], document: dict[str, Any], words: Words, understander: Understander, registry: Registry
) -> list[Outcome]:
    outcomes = []
    async for outcome in hold(drawn, document, words, understander, registry):
        outcomes.append(outcome)
        if len(outcomes) % 100 == 0:
            print(f"{len(outcomes)} of {len(drawn)}", file=sys.stderr, flush=True)
    return outcomes


async def hold(
    drawn: Sequence[Plan],
    document: dict[str, Any],
    words: Words,
    understander: Understander,
    registry: Registry,
    medium: Medium | None = None,
) -> AsyncIterator[Outcome]:
    """Hold conversations one after the other; `medium` carries the words, such as by voice."""
    with tempfile.TemporaryDirectory(prefix="linli-simulate-") as folder:
        async with house_in(Path(folder), document, understander, registry) as house:
            setting = Setting(house, words, claims(registry), medium=medium)
            for plan in drawn:
                yield await converse(plan, setting)
