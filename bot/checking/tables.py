"""Tables carry their scenario's name, say what their data is for, and mark what tells of a person."""

from collections.abc import Iterator

from sqlalchemy import Column, Table

from actions.table import Base, Basis, Purpose, tables
from bot.checking.source import Folder
from bot.migrate import MigrationError, of
from bot.revision import import_models, owns, tables_of

TELLING = frozenset({"name", "phone", "plate", "text", "address"})


def check_tables(folder: Folder) -> Iterator[str]:
    """Say what is wrong with the tables of a scenario."""
    found = _own(folder)
    for owner in found:
        yield from _check_table(folder, owner)
    if found:
        yield from _check_migrations(folder)


def check_consents(folder: Folder) -> Iterator[str]:
    """Say which purposes rest on a consent that nobody asks for."""
    asked = {consent.name for consent in folder.scenario.consents}
    for owner in _own(folder):
        purpose = getattr(owner, "__purpose__", None)
        if isinstance(purpose, Purpose) and purpose.basis is Basis.CONSENT and purpose.name not in asked:
            yield f"{_where(folder, owner)} needs consent for {purpose.name}; add it to `consents` of the manifest"


def _own(folder: Folder) -> list[type[Base]]:
    package = folder.scenario.package
    import_models(package)
    found = [owner for owner in tables() if owns(package, owner.__module__)]
    return sorted(found, key=lambda owner: owner.__tablename__)


def _check_table(folder: Folder, owner: type[Base]) -> Iterator[str]:
    name, where, table = folder.scenario.name, _where(folder, owner), owner.__table__
    leaving = {one.__tablename__ for one in tables() if owns("bot", one.__module__) and one.__purpose__.keep}
    assert isinstance(table, Table), "every declared class maps one table"  # noqa: S101
    if not table.name.startswith(f"{name}_"):
        yield f"{where} is called {table.name}; call it {name}_{table.name}"
    if not isinstance(getattr(owner, "__purpose__", None), Purpose):
        yield f"{where} does not say what its data is for; give it a __purpose__"
    for column in table.columns:
        if _sounds_personal(column) and "personal" not in column.info:
            yield f"{where}.{column.name} sounds personal; say info=PERSONAL, or info={{'personal': False}} if not"
    for key in table.foreign_keys:
        target = key.target_fullname.partition(".")[0]
        if not target.startswith(f"{name}_") and target not in tables_of("bot"):
            yield f"{where} points to {target}; foreign keys point to the core's tables only"
        elif target in leaving and key.ondelete is None:
            yield f"{where} points to {target}, whose rows are deleted in time; say what becomes of it with ondelete"


def _check_migrations(folder: Folder) -> Iterator[str]:
    try:
        history = of(folder.scenario)
    except MigrationError as problem:
        yield f"migrations/: {problem}"
        return
    if history is None:
        yield f"migrations/ is empty; write one with: python -m bot.revision {folder.scenario.package} create"


def _sounds_personal(column: "Column[object]") -> bool:
    return any(part.removesuffix("s") in TELLING for part in column.name.split("_"))


def _where(folder: Folder, owner: type[Base]) -> str:
    path = owner.__module__.removeprefix(f"{folder.scenario.package}.").replace(".", "/")
    return f"{path}.py: {owner.__name__}"
