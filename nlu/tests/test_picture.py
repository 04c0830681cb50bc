from xml.etree import ElementTree

from nlu.evaluate import Row
from nlu.picture import reliability
from nlu.report import report
from nlu.tests.parrot import TEST, parroted

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*names: str) -> ElementTree.Element:
    return ElementTree.fromstring(reliability([report(parroted(TEST, name)) for name in names]))  # noqa: S314


def test_every_engine_has_a_line_and_a_dot_for_each_confidence() -> None:
    groups = drawn("one", "two").findall(f"{SVG}g")
    assert len(groups) == 2
    for group in groups:
        dots = group.findall(f"{SVG}circle")
        assert len(dots) == len({round(float(row.text.split(":")[1]), 1) for row in TEST})


def test_more_is_higher_and_surer_is_further_right() -> None:
    low, *_, high = drawn("one").findall(f".//{SVG}circle")  # from wrong at 0.45 to right at 0.95
    assert float(low.attrib["cx"]) < float(high.attrib["cx"])
    assert float(low.attrib["cy"]) > float(high.attrib["cy"])


def test_who_cannot_see_it_is_told_the_figures() -> None:
    root = drawn("one")
    assert root.attrib["role"] == "img"
    assert root[0].tag == f"{SVG}title"
    assert "of 2 messages with a confidence of 0.95 on average 100.0% right" in (root[1].text or "")
    assert next(text.text for text in root.findall(f"{SVG}g/{SVG}text")) == "one"
    assert "2" in [text.text for text in root.findall(f"{SVG}g/{SVG}text")]


def test_a_name_is_only_a_name() -> None:
    assert drawn("<script>").find(f".//{SVG}script") is None


def test_nothing_measured_is_an_empty_picture() -> None:
    empty = ElementTree.fromstring(reliability([report(parroted(list[Row]()))]))  # noqa: S314
    assert empty.findall(f".//{SVG}circle") == []
