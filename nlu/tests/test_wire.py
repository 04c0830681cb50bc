import json
from datetime import datetime

from nlu.engines.embedded import EmbeddedEngine
from nlu.types import Hints
from nlu.wire import to_json

NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")


def test_an_understanding_is_printed_as_the_interface_says(engine: EmbeddedEngine) -> None:
    line = to_json(engine.parse("明天下午来修厨房水龙头", None, NOW, Hints()), "u1")
    assert json.loads(json.dumps(line)) == line
    assert (line["id"], line["lang"], line["intents"][0]["name"]) == ("u1", "zh", "repair_report")
    assert line["slots"]["category"] == "plumbing"
    assert line["slots"]["location"] == "厨房"
    assert line["slots"]["time"] == {
        "text": "明天下午",
        "start": "2025-09-18T12:00+08:00",
        "end": "2025-09-18T18:00+08:00",
        "part": "afternoon",
        "recurrence": None,
    }
    assert [segment["text"] for segment in line["segments"]] == ["明天下午来修厨房水龙头"]


def test_money_is_printed_in_yuan_and_words_as_said(engine: EmbeddedEngine) -> None:
    line = to_json(engine.parse("十二号楼交电费五十块五毛", None, NOW, Hints()), "u2")
    assert line["slots"]["amount"] == "50.50"
    assert line["slots"]["building"] == "十二号楼"
    assert line["slots"]["fee_type"] == "electric"


def test_each_request_has_slots_of_its_own(engine: EmbeddedEngine) -> None:
    line = to_json(engine.parse("马桶堵死了冲不下去。另外查一查物业费", None, NOW, Hints()), "u3")
    assert [segment["intent"] for segment in line["segments"]] == ["repair_report", "bill_query"]
    assert line["segments"][1]["slots"]["fee_type"] == "property"
    assert "category" not in line["segments"][1]["slots"]
    assert line["slots"] == line["segments"][0]["slots"]
