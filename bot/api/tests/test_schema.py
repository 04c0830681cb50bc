"""The description of the API is valid and complete."""

import json

from openapi_spec_validator import validate

from actions.texts import load_texts
from bot.api.openapi import CHANNEL_KEY, STAFF_TOKEN
from bot.api.routes import ENDPOINTS, description
from bot.api.tests.premises import Premises


def test_the_description_is_valid_and_names_every_endpoint() -> None:
    described = description()
    validate(described)
    operations = {one["operationId"] for path in described["paths"].values() for one in path.values()}
    assert operations == {endpoint.name for endpoint in ENDPOINTS}
    assert len(operations) == len(ENDPOINTS)
    assert described["openapi"].startswith("3.1")


def test_every_operation_says_what_it_does_and_with_which_key() -> None:
    for path in description()["paths"].values():
        for operation in path.values():
            assert operation["summary"].endswith(".")
            assert next(iter(operation["security"][0])) in (CHANNEL_KEY, STAFF_TOKEN)
            assert {"401", "429", "503"} <= set(operation["responses"])


def test_every_problem_has_its_sentence_in_both_languages() -> None:
    texts = load_texts("bot.api")
    assert texts.keys("zh") == texts.keys("en")
    told = {f"problem.{status}" for endpoint in ENDPOINTS for status in endpoint.problems}
    assert told <= texts.keys("zh")


async def test_the_description_is_there_for_everybody(premises: Premises) -> None:
    answer = await premises.call("GET", "/api/openapi.json")
    assert (await answer.json()) == json.loads(json.dumps(description()))
