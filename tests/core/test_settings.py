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


def test_a_secret_is_read_from_a_file_and_a_variable_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "linli_metrics_token").write_text("from-the-file\n", "utf-8")
    (tmp_path / "somebody_elses").write_text("x", "utf-8")
    monkeypatch.setenv("LINLI_SECRETS", str(tmp_path))
    assert load_settings().metrics_token == "from-the-file"
    monkeypatch.setenv("LINLI_METRICS_TOKEN", "from-the-variable")
    assert load_settings().metrics_token == "from-the-variable"


def test_the_credentials_of_systemd_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "linli_database").write_text("postgresql://x/y\n", "utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert load_settings().database_url == "postgresql://x/y"


def test_every_setting_is_documented() -> None:
    text = DOCS.read_text("utf-8")
    missing = [name for name in Settings.model_fields if f"`LINLI_{name.upper()}`" not in text]
    assert missing == []
