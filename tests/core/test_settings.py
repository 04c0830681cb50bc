from pathlib import Path

import pytest

from bot.settings import Settings, WrongSetting, load_settings

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("LINLI_PORT", "many", "LINLI_PORT"),
        ("LINLI_PORT", "70000", "less than or equal to 65535"),
        ("LINLI_ENGINE", "crystal_ball", "'embedded'"),
        ("LINLI_LOG", "LOUD", "'DEBUG'"),
        ("LINLI_DEMO", "perhaps", "LINLI_DEMO"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_says_which_and_what(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, hint: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as caught:
        load_settings()
    assert hint in str(caught.value)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_is_read_and_a_variable_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "linli.toml").write_text('port = 9000\nhost = "127.0.0.2"\n', "utf-8")
    monkeypatch.setenv("LINLI_PORT", "9001")
    settings = load_settings()
    assert (settings.port, settings.host) == (9001, "127.0.0.2")


def test_an_unknown_setting_in_the_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "linli.toml").write_text("colour = 1\n", "utf-8")
    with pytest.raises(WrongSetting, match="COLOUR"):
        load_settings()


def test_every_setting_is_documented() -> None:
    text = DOCS.read_text("utf-8")
    missing = [name for name in Settings.model_fields if f"`LINLI_{name.upper()}`" not in text]
    assert missing == []
