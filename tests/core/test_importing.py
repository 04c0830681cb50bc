import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.charge import Charge
from actions.people import Community
from actions.registry import Registry
from actions.table import Base
from bot.importing import ImportProblems, export_community, load_community
from bot.testing import Talk


def rows(db: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the tables that an import writes."""
    skip = {"inbox", "outbox", "conversation", "job"}
    tables = [table for table in Base.metadata.sorted_tables if table.name not in skip]
    return {table.name: sorted(map(tuple, db.execute(select(table)).all()), key=str) for table in tables}


async def test_loading_twice_changes_nothing(talk: Talk, community: dict[str, Any], scenarios: Registry) -> None:
    before = await talk.read(rows)
    now = talk.clock.now()
    await talk.app.store.write(lambda db: load_community(db, community, scenarios, now).id)
    assert await talk.read(rows) == before


async def test_money_is_integer_fen(talk: Talk, community: dict[str, Any]) -> None:
    yuan = [Decimal(str(item["amount"])) for home in community["bills"] for item in home["items"]]
    amounts = await talk.read(lambda db: list(db.scalars(select(Charge.amount))))
    assert sorted(amounts) == sorted(int(amount * 100) for amount in yuan)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda d: d["residents"][1].update(home="天上"), "homes, row"),
        (lambda d: d["residents"][0].update(role="king"), "residents, row 1, role"),
        (lambda d: d["bills"][0]["items"][1].update(amount="vier"), "bills, row"),
        (lambda d: d["staff"][2].update(role="wizard"), "staff, row 3, role"),
        (lambda d: d["lifts"][0].update(building="9栋"), "lifts, row 1, building"),
        (lambda d: d.pop("community"), "community"),
    ],
)
async def test_a_bad_row_is_named_and_nothing_is_loaded(
    talk: Talk, community: dict[str, Any], scenarios: Registry, change: Any, named: str
) -> None:
    document = copy.deepcopy(community)
    document["community"] = "另一个小区"
    for person in document["staff"]:
        person["login"] += "-2"
    change(document)
    now = talk.clock.now()
    with pytest.raises(ImportProblems) as caught:
        await talk.app.store.write(lambda db: load_community(db, document, scenarios, now).id)
    assert named in str(caught.value)
    assert await talk.read(lambda db: db.scalar(select(func.count()).select_from(Community))) == 1


async def test_what_no_scenario_reads_yet_is_kept(talk: Talk, community: dict[str, Any], scenarios: Registry) -> None:
    document = community | {"saunas": [{"name": "桑拿房", "heat": 80}], "fund": {"balance_total": 5.5}}
    now = talk.clock.now()
    await talk.app.store.write(lambda db: load_community(db, document, scenarios, now).id)
    out = await talk.read(lambda db: export_community(db, db.get_one(Community, talk.community), scenarios))
    assert out["saunas"] == [{"name": "桑拿房", "heat": 80}]
    assert out["fund"] == [{"balance_total": 5.5}]


async def test_an_export_is_the_same_community_again(talk: Talk, scenarios: Registry, tmp_path: Path) -> None:
    first = await talk.read(lambda db: export_community(db, db.get_one(Community, talk.community), scenarios))
    again = json.loads(json.dumps(first))
    before = await talk.read(rows)
    now = talk.clock.now()
    await talk.app.store.write(lambda db: load_community(db, again, scenarios, now).id)
    assert await talk.read(rows) == before
