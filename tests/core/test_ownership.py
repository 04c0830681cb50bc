import pytest

from bot.ownership import NameTaken, check_names


def test_our_own_names_are_ours() -> None:
    check_names()


def test_a_second_owner_of_a_name_stops_the_start() -> None:
    with pytest.raises(NameTaken, match="pip uninstall evil-nlu"):
        check_names({"nlu": ["linli", "evil-nlu"], "bot": ["linli"]})
