"""The alert rules speak of numbers that exist, and every alert and finding is explained."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.counters import Counters
from bot.operations.finding import Kind
from bot.operations.house import House
from bot.operations.measures import Labels, Measures
from bot.operations.metrics import Metrics
from bot.operations.tests.small import SmallHouse
from bot.operations.vitals import Loop
from integrations.database import open_store
from tests.operations.composefile import read
from tests.operations.processes import ROOT

FOLDER = ROOT / "deploy" / "prometheus"
DOCS = ROOT / "docs" / "operations.md"
OTHERS = {"up": {"job", "instance"}}  # Prometheus' own
_NAME = re.compile(r"\b(?:linli|process|up)(?:_\w+)?\b")
_LABELS = re.compile(r"\{([^}]*)\}")


def rules() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
    return found


@pytest.fixture
def shown(tmp_path: Path) -> dict[str, set[str]]:
    """Every number there is, with the names of its labels."""
    store = open_store(f"sqlite:///{tmp_path}/x.sqlite3")
    house: House = SmallHouse(store, tmp_path, counters=Counters(beats={"runner": 0.0}))
    metrics = Metrics(house, Loop())
    lane: dict[Labels, float] = {("web", "normal"): 1.0}
    one: dict[Labels, float] = {("x",): 1.0}
    metrics._measures = Measures(
        outbox_waiting=lane,
        outbox_oldest=lane,
        outbox_retrying=lane,
        outbox_dead=lane,
        jobs=one,
        tickets=one,
        findings=one,
        processes=one,
    )
    samples = [sample for family in metrics.collect() for sample in family.samples]
    store.close()
    found = OTHERS | {"process_resident_memory_bytes": {"job", "instance"}}
    for sample in samples:
        found.setdefault(sample.name, set()).update({*sample.labels, "job", "instance"})
    return found


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule["alert"]))
def test_an_alert_speaks_of_numbers_that_exist(rule: dict[str, Any], shown: dict[str, set[str]]) -> None:
    plain = re.sub(r'"[^"]*"', "", rule["expr"])
    names = set(_NAME.findall(_LABELS.sub("", plain)))
    assert names
    assert names <= set(shown)
    asked = {part.strip(" =~!") for found in _LABELS.findall(plain) for part in found.split(",") if part.strip()}
    asked |= set(re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"]))
    assert asked <= set().union(*(shown[name] for name in names))
    assert rule["labels"]["severity"] in ("page", "ticket")


@pytest.mark.parametrize("name", [rule["alert"] for rule in rules()])
def test_an_alert_is_explained(name: str) -> None:
    assert f"| `{name}` |" in DOCS.read_text("utf-8")


@pytest.mark.parametrize("kind", Kind)
def test_a_finding_is_explained(kind: Kind) -> None:
    assert f"| `{kind}` |" in DOCS.read_text("utf-8")


def test_every_number_is_explained(shown: dict[str, set[str]]) -> None:
    text = DOCS.read_text("utf-8")
    ours = {re.sub(r"_(bucket|count|sum|created)$", "", name) for name in shown if name.startswith("linli_")}
    assert sorted(name for name in ours if f"`{name}" not in text) == []


def test_prometheus_asks_the_services_of_the_compose_file() -> None:
    config = yaml.safe_load((FOLDER / "prometheus.yml").read_text("utf-8"))
    services = read(ROOT / "deploy" / "compose.yaml").services
    [job] = config["scrape_configs"]
    for found in job["dns_sd_configs"]:
        [name] = found["names"]
        known = services[name].environment
        assert str(found["port"]) == known.get("LINLI_HEALTH_PORT", known.get("LINLI_PORT"))
    assert job["authorization"]["credentials_file"].rpartition("/")[2] in services["prometheus"].secrets
    assert (FOLDER / config["rule_files"][0]).is_file()


def test_the_parser_of_prometheus_reads_what_is_shown(tmp_path: Path) -> None:
    from prometheus_client import CollectorRegistry, generate_latest

    store = open_store(f"sqlite:///{tmp_path}/x.sqlite3")
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Metrics(SmallHouse(store, tmp_path), Loop()))
    assert list(text_string_to_metric_families(generate_latest(registry).decode()))
    store.close()
