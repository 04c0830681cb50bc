import pytest

from nlu.segments import clauses, divisions, stretch


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("灯坏了快来修,顺便查下水费", ["灯坏了快来修", "查下水费"]),
        ("帮我把空调打开再帮我查下快递", ["帮我把空调打开", "帮我查下快递"]),
        ("还有多少钱没交", ["还有多少钱没交"]),
        ("好的,帮我查下水费", ["好的,帮我查下水费"]),
        ("水费多少 电梯几点修好", ["水费多少", "电梯几点修好"]),
        ("pay my bill, and also fix the lamp", ["pay my bill", "fix the lamp"]),
        ("", [""]),
    ],
)
def test_clauses_stand_at_signs_and_at_words_that_add_something(text: str, found: list[str]) -> None:
    among = clauses(text, 5)
    assert [stretch(text, among, place, place) for place in range(len(among))] == found


def test_of_many_clauses_those_set_off_least_are_joined() -> None:
    text = "灯坏了,地上湿了,很着急。另外查下水费,还有快递在哪"
    among = clauses(text, 3)
    assert [stretch(text, among, place, place) for place in range(3)] == [
        "灯坏了,地上湿了,很着急",
        "查下水费",
        "快递在哪",
    ]


def test_a_word_that_adds_is_told_from_one_that_may() -> None:
    assert [clause.link for clause in clauses("灯坏了快来,再帮我查下水费,另外快递在哪", 5)] == ["", "weak", "strong"]


def test_three_clauses_divide_in_three_ways() -> None:
    assert list(divisions(3)) == [((0, 0), (1, 2)), ((0, 1), (2, 2)), ((0, 0), (1, 1), (2, 2))]
    assert list(divisions(1)) == []


def test_four_clauses_are_divided_into_up_to_four_requests() -> None:
    ways = list(divisions(4))
    assert ((0, 0), (1, 1), (2, 2), (3, 3)) in ways
    assert len(ways) == 7
