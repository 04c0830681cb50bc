"""What a run under faults has shown. Pure: evidence in, a table out.

A reply that came again is laid to what made it come again, so that no cause can hide behind another one:

- a lost yes: the messenger took the one before and never said so, or too late;
- a crash of the database: the mark of the one before did not reach the disk, or could not be written;
- a kill: the process that had sent the one before died before it was marked. Others cannot repeat anything.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import inf

MARKED = 1.0  # seconds after the messenger's yes within which it is marked on the disk, while the database is there
RECOVERED = 5.0  # seconds after the database is back within which what waited for it is written
PER_KILL = 1  # replies that one kill may repeat
PATIENCE = 0.3  # seconds by which a webhook's updates may overtake each other
LOST_YES, CRASH, UNEXPLAINED = "lost yes", "crash", "unexplained"
LOSES_YES = ("drop", "hang")
SHOWN = 5  # examples of each thing that went wrong

Note = tuple[int, str]
"""The chat and the words of a message; no two are alike."""


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt to send; `at` is a monotonic second, as everywhere here."""

    at: float
    chat: int
    text: str
    accepted: bool = True
    status: int = 200
    fault: str = ""
    too_soon: bool = False  # the messenger had asked to leave this chat alone for longer
    caller: str = ""  # the process that sent it, where that is known


@dataclass(frozen=True, slots=True)
class Kill:
    """A process that was killed; `sending` when it was the one whose duty it is to send, as far as was known."""

    at: float
    process: str
    sending: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A time without the database, which left between `away` and `gone`; after a crash what was not on disk is lost."""

    away: float
    gone: float
    back: float
    crash: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """One attempt of the messenger to bring an update."""

    at: float
    update: int
    taken: bool


@dataclass(frozen=True, slots=True)
class Life:
    """Of a process that ended by itself: from when to when, and its last words."""

    began: float
    ended: float
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything a run has left: what was said and done, and what went wrong meanwhile."""

    said: Mapping[Note, int]  # to update ids
    inbox: Sequence[Note]
    effects: Sequence[Note]  # in the order in which they were done
    answers: Mapping[Note, Note]  # from a reply in the outbox to what it answers
    tries: Sequence[Try]
    kills: Sequence[Kill] = ()
    cuts: Sequence[Cut] = ()
    pushes: Sequence[Push] = ()
    lives: Sequence[Life] = ()  # of processes that ended by themselves
    unsent: Mapping[str, int] = field(default_factory=dict)
    violations: int = 0
    breaches: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; `holds` is None for what is only told, and `examples` are of what does not hold."""

    what: str
    found: object
    holds: bool | None = None
    examples: Sequence[str] = ()


def judge(found: Evidence) -> list[Line]:
    """Compare what people said with what was done and what they were told."""
    return [*_delivered(found), *_ordered(found), *_repeated(found), *_kept(found)]


def passed(lines: Iterable[Line]) -> bool:
    """Say whether everything holds that must."""
    return all(line.holds is not False for line in lines)


def table(lines: Iterable[Line]) -> str:
    """Draw the table, and under it examples of what does not hold."""
    words = {None: "", True: "holds", False: "FAILS"}
    rows = [f"{line.what:<62}{line.found!s:<26}{words[line.holds]}".rstrip() for line in lines]
    examples = [f"  {line.what}: {one}" for line in lines for one in line.examples[:SHOWN]]
    return "\n".join([*rows, *examples])


def none(what: str, wrong: Sequence[object]) -> Line:
    """Return the line of something that must not be there."""
    return Line(what, len(wrong), not wrong, [str(one) for one in wrong])


def _delivered(found: Evidence) -> list[Line]:
    """Everything is stored and done once, and answered."""
    stored, done = Counter(found.inbox), Counter(found.effects)
    told = {found.answers.get((one.chat, one.text)) for one in found.tries if one.accepted}
    strange = [one for one in found.tries if one.accepted and (one.chat, one.text) not in found.answers]
    return [
        Line("messages", len(found.said)),
        none("messages lost", [note for note in found.said if note not in stored]),
        none("messages stored more than once", [note for note, times in stored.items() if times != 1]),
        none(
            "messages without exactly one effect",
            [note for note in {**found.said, **done} if done[note] != (note in found.said)],
        ),
        none("messages without a reply", [note for note in found.said if note not in told]),
        none("replies that answer nothing", [(one.chat, one.text) for one in strange]),
    ]


def _ordered(found: Evidence) -> list[Line]:
    """Everything happens in the order in which the messenger numbered it."""
    told = (found.answers.get((one.chat, one.text)) for one in found.tries if one.accepted)
    over = overtakings(found.said, found.pushes)
    return [
        Line("conversations", len({chat for chat, _ in found.said})),
        Line("updates that a later one of their chat overtook", len(over), bool(over) if found.pushes else None),
        Line(f"... by more than {PATIENCE} s", sum(late > PATIENCE for late in over.values())),
        none("conversations with an effect out of order", disordered(found.said, found.effects)),
        none("conversations with a reply out of order", disordered(found.said, filter(None, told))),
    ]


def disordered(said: Mapping[Note, int], happened: Iterable[Note]) -> list[str]:
    """Name the chats in which notes happened for the first time in another order than they were numbered."""
    chats: defaultdict[int, list[int]] = defaultdict(list)
    for note in dict.fromkeys(happened):
        if note in said:
            chats[note[0]].append(said[note])
    return [f"chat {chat}: {_falls(updates)}" for chat, updates in chats.items() if updates != sorted(updates)]


def _falls(updates: Sequence[int]) -> str:
    """Show where numbers do not rise."""
    highest = accumulate(updates, max)
    return ", ".join(f"{one} after {top}" for one, top in zip(updates, highest, strict=True) if one < top)


def overtakings(said: Mapping[Note, int], pushes: Iterable[Push]) -> dict[int, float]:
    """Return the updates that were brought after a later one of their chat, and by how many seconds."""
    first: dict[int, float] = {}
    taken: dict[int, float] = {}
    for push in pushes:
        first.setdefault(push.update, push.at)
        if push.taken:
            taken.setdefault(push.update, push.at)
    late = {}
    ahead: dict[int, float] = {}  # of each chat, when the first of the later ones came
    for (chat, _), update in sorted(said.items(), key=lambda one: -one[1]):
        if update in taken and taken[update] > ahead.get(chat, taken[update]):
            late[update] = taken[update] - ahead[chat]
        if update in first:
            ahead[chat] = min(first[update], ahead.get(chat, first[update]))
    return late


def _repeated(found: Evidence) -> list[Line]:
    """A reply comes again for a reason, and a kill is the reason for one at most."""
    pairs = repeats(found.tries)
    causes = [(earlier, cause_of(earlier, later, found)) for earlier, later in pairs]
    kinds = Counter(cause for _, cause in causes if isinstance(cause, str))
    guilty = {cause for _, cause in causes}
    senders = [kill for kill in found.kills if kill.sending or kill in guilty]
    by_kill = {kill: [earlier for earlier, cause in causes if cause == kill] for kill in senders}
    spread = Counter(map(len, by_kill.values()))
    heavy = [_told(kill, sent, found) for kill, sent in by_kill.items() if len(sent) > PER_KILL]
    strange = [_apart(*pair, found) for pair in pairs if cause_of(*pair, found) == UNEXPLAINED]
    crashes = sum(cut.crash for cut in found.cuts)
    away = sum(_in_cut(kill, found) for kill in found.kills)
    return [
        Line("kills, of them of the process that sends", f"{len(found.kills)}, {spread.total()}"),
        Line("kills while the database was away", away, bool(away) if found.kills and found.cuts else None),
        Line("replies repeated by a kill", sum(map(len, by_kill.values()))),
        Line("kills of the sender by how many replies they repeated", dict(sorted(spread.items()))),
        Line(f"kills that repeated more than {PER_KILL}", len(heavy), not heavy, heavy),
        Line("replies repeated because the messenger's yes was lost", kinds[LOST_YES]),
        Line("replies repeated by crashes of the database, crashes", f"{kinds[CRASH]}, {crashes}"),
        none("replies repeated without a cause", strange),
    ]


def _in_cut(kill: Kill, found: Evidence) -> bool:
    return any(cut.away <= kill.at <= cut.back for cut in found.cuts)


def _told(kill: Kill, sent: Sequence[Try], found: Evidence) -> str:
    """Say what a kill repeated, by the seconds before it at which the messenger had said yes."""
    when = ", ".join(f"{kill.at - one.at:.2f}" for one in sent)
    return f"{kill.process}{', database away' if _in_cut(kill, found) else ''}: {len(sent)}, sent {when} s before"


def _apart(earlier: Try, later: Try, found: Evidence) -> str:
    """Say how long after the yes the reply came again, who sent both, and what was killed and cut around it."""
    again = f"sent by {earlier.caller}, again {later.at - earlier.at:.2f} s later by {later.caller}"
    kills = [f"{kill.process} {kill.at - earlier.at:.2f}" for kill in found.kills if -60 < kill.at - earlier.at < 60]
    cuts = [f"{cut.away - earlier.at:.2f}" for cut in found.cuts if -60 < cut.away - earlier.at < 60]
    return f"chat {earlier.chat}, {earlier.text}: {again}; kills at {kills}, cuts at {cuts} s after the yes"


def repeats(tries: Iterable[Try]) -> list[tuple[Try, Try]]:
    """Pair every reply that was accepted again with the one before."""
    before: dict[Note, Try] = {}
    pairs = []
    for one in tries:
        if one.accepted:
            if (one.chat, one.text) in before:
                pairs.append((before[one.chat, one.text], one))
            before[one.chat, one.text] = one
    return pairs


def cause_of(earlier: Try, later: Try, found: Evidence) -> Kill | str:
    """Say why nothing was known of a try when the next one was made.

    What was sent from a second before a crash until it was over may have been marked, and the mark lost with it.
    """
    if earlier.fault in LOSES_YES:
        return LOST_YES
    crashes = [cut for cut in found.cuts if cut.crash]
    if any(cut.away - MARKED <= earlier.at < cut.gone for cut in crashes):
        return CRASH
    until = min(later.at, marked_by(earlier.at, found.cuts))
    kills = (kill for kill in found.kills if _sent(kill, earlier) and earlier.at <= kill.at <= until)
    kill = min(kills, key=lambda kill: kill.at, default=None)
    if kill is None and any(cut.away <= earlier.at <= cut.back + RECOVERED for cut in crashes):
        return CRASH
    return kill or UNEXPLAINED


def _sent(kill: Kill, one: Try) -> bool:
    return kill.process == one.caller if one.caller else kill.sending


def marked_by(at: float, cuts: Iterable[Cut]) -> float:
    """Return when a yes of that moment has been marked at the latest by a process that lives."""
    return max((cut.back + RECOVERED for cut in cuts if cut.away - MARKED <= at <= cut.back), default=at + MARKED)


def _kept(found: Evidence) -> list[Line]:
    """The messenger's rules are kept, and nothing is left over."""
    hasty = [(earlier, one) for earlier, one in _hasty(found.tries) if cause_of(earlier, one, found) == UNEXPLAINED]
    refused = [f"chat {one.chat}, {_gap(one, found.tries):.3f} s after the one before" for one in _refused(found.tries)]
    strange = [life for life in found.lives if not any(_met(life, cut) for cut in found.cuts)]
    unsent = [f"{count} {state}" for state, count in found.unsent.items()]
    return [
        Line("tries, of them told to wait in a storm", f"{len(found.tries)}, {_stormed(found.tries)}"),
        none("tries before a wait was over, without a cause", hasty),
        none("messages above a limit, refused", refused),
        Line("messages above a limit, taken", found.breaches, not found.breaches),
        Line("calls that break the rules of the Bot API", found.violations, not found.violations),
        Line("processes that ended by themselves without the database", len(found.lives) - len(strange)),
        none("processes that ended by themselves with it", strange),
        Line("rows left unsent", sum(found.unsent.values()), not unsent, unsent),
    ]


def _met(life: Life, cut: Cut) -> bool:
    """Say whether a process began or ended while the database was away."""
    return cut.away <= life.began <= cut.back or cut.away <= life.ended <= cut.back + RECOVERED


def _refused(tries: Iterable[Try]) -> list[Try]:
    return [one for one in tries if one.status == 429 and one.fault != "storm"]


def _gap(late: Try, tries: Iterable[Try]) -> float:
    before = (late.at - one.at for one in tries if one.accepted and one.chat == late.chat and one.at < late.at)
    return min(before, default=inf)


def _stormed(tries: Iterable[Try]) -> int:
    return sum(one.fault == "storm" for one in tries)


def _hasty(tries: Iterable[Try]) -> list[tuple[Try, Try]]:
    """Pair every try that came too soon with the one that was told to wait."""
    told: dict[int, Try] = {}
    pairs = []
    for one in tries:
        if one.too_soon:
            pairs.append((told[one.chat], one))
        if one.status == 429:
            told[one.chat] = one
    return pairs
