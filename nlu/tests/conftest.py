from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nlu.engines.embedded import EmbeddedEngine
from nlu.engines.training import train
from nlu.phrases import Phrases, read

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    return read([DATA / "zh.yml", DATA / "en.yml"])


@pytest.fixture(scope="session")
def engine(phrases: Phrases) -> Iterator[EmbeddedEngine]:
    built = train(phrases, None)
    yield built
    built.close()


@pytest.fixture
def now() -> datetime:
    """Return a Wednesday morning."""
    return datetime(2025, 9, 17, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
