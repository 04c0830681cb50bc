import os
import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

_TELEGRAM_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_RASA_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")
_PLACE = re.compile(r"[A-Za-z0-9.-]+:[0-9]{1,5}")
_TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # core.telegram.org/bots/api#setwebhook


class WrongSetting(ValueError):
    """A setting cannot be used; the message says which one and what is allowed."""


class Settings(BaseSettings):
    """What an operator decides, from LINLI_* variables and the file linli.toml; a variable wins over the file.

    Every field is described in docs/settings.md (a test fails when one is not).
    """

    model_config = SettingsConfigDict(env_prefix="LINLI_", toml_file="linli.toml", extra="forbid", frozen=True)

    data: Path = Field(default=Path("var"), description="folder for the database, photos and the trained model")
    database: str = Field(default="", description="database URL; empty: SQLite in the data folder")
    host: str = Field(default="127.0.0.1", description="address the web pages listen on")
    port: int = Field(default=8080, ge=0, le=65535, description="port of the web pages; 0 takes a free one")
    https_port: int = Field(
        default=0, ge=0, le=65535, description="port on which the pages are also served encrypted, for kiosks; 0: none"
    )
    url: str = Field(default="", description="address under which residents reach the pages, for QR codes and links")
    community: str = Field(
        default="", description="name of the community that unknown visitors meet; empty: the only one"
    )
    scenarios: list[str] | None = Field(
        default=None, description="scenarios that are switched on; unset: all installed ones"
    )
    engine: Literal["embedded", "rasa", "llm"] = Field(
        default="embedded", description="engine that understands messages"
    )
    rasa_url: str = Field(default="http://127.0.0.1:5005", description="address of the Rasa server")
    rasa_token: SecretStr = Field(
        default=SecretStr(""), description="token of the Rasa server; empty: the one in rasa/token of the data folder"
    )
    rasa_timeout: float = Field(default=1.0, ge=0.05, le=10, description="seconds that Rasa may take for a message")
    rasa_key: SecretStr = Field(default=SecretStr(""), description="channel key with which `linli rasa actions` speaks")
    demo: bool = Field(
        default=False, description="show demo residents and staff with one-tap sign-in; never for real people"
    )
    sms: Literal["log"] = Field(default="log", description="provider that sends SMS; log keeps them in the data folder")
    fragment_wait: float = Field(
        default=4.0, ge=0, le=10, description="seconds that an unfinished message waits for its rest at most; 0: none"
    )
    log: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="how much is logged")
    session_hours: int = Field(default=720, ge=1, le=8760, description="hours a resident stays signed in without use")
    desk_minutes: int = Field(
        default=30, ge=1, le=1440, description="minutes a member of staff stays signed in without use"
    )
    photo_mb: int = Field(default=10, ge=1, le=50, description="largest photo that is taken, in megabytes")
    metrics_token: str = Field(default="", description="token with which /metrics is read from another machine")
    health_host: str = Field(default="127.0.0.1", description="address of the health pages of `linli worker`")
    health_port: int = Field(
        default=0, ge=0, le=65535, description="port of the health pages of `linli worker`; 0: there are none"
    )
    heartbeat_url: str = Field(
        default="", description="address that is called every minute while all is well; silence there means alarm"
    )
    secrets: str = Field(
        default="", description="folder with a file for each secret setting, named like its variable in small letters"
    )
    home_assistant_url: str = Field(default="", description="address of the Home Assistant of the residents' homes")
    home_assistant_token: SecretStr = Field(
        default=SecretStr(""), description="long-lived token of a plain Home Assistant user"
    )
    telegram_token: SecretStr = Field(default=SecretStr(""), description="token of the Telegram bot; empty: none")
    telegram_mode: Literal["polling", "webhook"] = Field(
        default="polling", description="whether updates are fetched, or brought to LINLI_URL/hooks/telegram"
    )
    telegram_webhook_secret: SecretStr = Field(
        default=SecretStr(""), validate_default=True, description="what Telegram must show when it brings updates"
    )
    telegram_api: str = Field(default="", description="base address of a Bot API server of your own")
    telegram_proxy: str = Field(default="", description="HTTP proxy through which Telegram is reached")
    voice_mouth: Literal["auto", "espeak", "piper", "kokoro", "fastspeech", "wyoming", "none"] = Field(
        default="auto", description="what speaks at the kiosk; auto: the best voice whose files are there, or espeak"
    )
    voice_mouth_folder: Path | None = Field(
        default=None, description="folder with the files of a natural voice; unset: voice/mouth in the data folder"
    )
    voice_mouth_url: str = Field(default="", description="address of a Wyoming server that speaks")

    voice_ear: Literal["auto", "whisper", "vosk", "sherpa", "wyoming", "sphinx", "none"] = Field(
        default="auto", description="what hears at the kiosk and in voice notes; auto: the best that is here"
    )
    voice_wyoming: str = Field(default="", description="address of a Wyoming server that hears, host:port; empty: none")

    @field_validator("engine")
    @classmethod
    def _is_there(cls, engine: str) -> str:
        if engine == "llm":
            raise ValueError("the engine llm is not there yet; use embedded, or rasa beside it")
        return engine

    @field_validator("rasa_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        if not _RASA_URL.fullmatch(url):
            raise ValueError("this is no address of a Rasa server, which looks like http://127.0.0.1:5005")
        return url

    @field_validator("voice_wyoming")
    @classmethod
    def _is_place(cls, place: str) -> str:
        if place and not _PLACE.fullmatch(place):
            raise ValueError("this is no place of a Wyoming server, which looks like 127.0.0.1:10300")
        return place

    @field_validator("telegram_token")
    @classmethod
    def _is_token(cls, token: SecretStr) -> SecretStr:
        if token.get_secret_value() and not _TELEGRAM_TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("this is no token of BotFather, which looks like 123456:ABC-DEF...")
        return token

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _is_secret(cls, secret: SecretStr, others: ValidationInfo) -> SecretStr:
        if others.data.get("telegram_mode") != "webhook":
            return secret
        if not _TELEGRAM_SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("a webhook needs a secret of 1 to 256 letters, digits, _ or -, or anybody could write")
        if not others.data.get("url"):
            raise ValueError("a webhook needs LINLI_URL, the address under which Telegram reaches this server")
        return secret

    @property
    def database_url(self) -> str:
        """Return the database URL, SQLite in the data folder unless set."""
        return self.database or f"sqlite:///{(self.data / 'linli.sqlite3').absolute()}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what is given in code first, then variables, then secrets, then the file."""
        folder = os.environ.get("LINLI_SECRETS") or os.environ.get("CREDENTIALS_DIRECTORY")  # the latter is systemd's
        secrets = (SecretsSettingsSource(settings_cls, secrets_dir=folder),) if folder else ()
        return init_settings, env_settings, *secrets, TomlConfigSettingsSource(settings_cls)


def load_settings(**given: object) -> Settings:
    """Read the settings, or raise WrongSetting with one sentence a person can act on."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"][:1]).upper()
        raise WrongSetting(f"LINLI_{name}: {first['msg']} (see docs/settings.md)") from None
