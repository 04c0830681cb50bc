import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.cli import main
from bot.operations.tests.small import SECRET, SmallHouse, heard, process


@pytest.fixture
def around(small: SmallHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallHouse:
    """The house of these tests is the one of the settings; it is open while the command runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINLI_DATABASE", small.store.url)
    small.clock.at = datetime.now(UTC)
    return small


async def test_all_is_well_beside_a_running_house(around: SmallHouse, capsys: pytest.CaptureFixture[str]) -> None:
    await around.add(process("all", around.clock.at, around.clock.at))
    assert main(["audit"]) == 0
    assert capsys.readouterr().out == ""


async def test_what_is_wrong_is_printed_and_the_exit_code_says_so(
    around: SmallHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    since = around.clock.at - timedelta(minutes=10)
    await around.add(heard(since), process("all", around.clock.at, around.clock.at))
    before = around.store.commits
    assert main(["audit"]) == 1
    out = capsys.readouterr().out
    [line] = map(json.loads, out.splitlines())
    assert (line["kind"], line["community"], line["count"]) == ("message_unhandled", "测试小区", 1)
    assert line["since"] == since.isoformat(timespec="seconds")
    assert 600 <= line["seconds"] < 700
    assert SECRET not in out
    assert around.store.commits == before


async def test_a_house_that_was_killed_is_seen_from_outside(
    around: SmallHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = around.clock.at - timedelta(minutes=5)
    await around.add(process("all", gone, gone))
    assert main(["audit"]) == 1
    kinds = {json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()}
    assert kinds == {"nobody_works", "process_gone"}


def test_a_database_that_is_not_there_is_one_sentence_and_makes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINLI_DATA", str(tmp_path / "none"))
    assert main(["audit"]) == 2
    assert "cannot be audited" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        pytest.param(
            "DROP TABLE finding", "lacks finding although it stands at this version: restore", id="a table lost"
        ),
        pytest.param("UPDATE version_core SET version_num = '9999'", "install the version that made them", id="newer"),
    ],
)
async def test_a_database_that_cannot_be_brought_up_to_date_is_one_sentence(
    around: SmallHouse, capsys: pytest.CaptureFixture[str], harm: str, why: str
) -> None:
    await around.store.write(lambda db: db.execute(text(harm)) and None)
    around.store.close()
    assert main(["migrate"]) == 2
    told = capsys.readouterr()
    assert why in told.err
    assert len(told.err.splitlines()) == 1
    assert "up to date" not in told.out


def test_a_database_is_brought_up_to_date(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINLI_DATABASE", database_url)
    assert [main(["migrate"]), main(["migrate"]), main(["audit"])] == [0, 0, 0]
    assert "up to date" in capsys.readouterr().out
