"""The register of processed data (PIPL art. 55-56), written from what every table declares."""

from sqlalchemy import Column, Table

from actions.table import Base, Basis, Purpose, tables


def register_text() -> str:
    """Return a Markdown table: table, column, personal or sensitive, purpose, basis, retention."""
    lines = ["| table | column | data | purpose | basis | kept |", "|---|---|---|---|---|---|"]
    for owner in sorted(tables(), key=lambda owner: owner.__tablename__):
        table = owner.__table__
        assert isinstance(table, Table), "every declared class maps one table"  # noqa: S101
        lines += [_line(owner, table, column) for column in table.columns]
    return "\n".join(lines)


def _line(owner: type[Base], table: Table, column: "Column[object]") -> str:
    purpose = owner.__purpose__
    data = "sensitive" if column.info.get("sensitive") else "personal" if column.info.get("personal") else ""
    return f"| {table.name} | {column.name} | {data} | {purpose.name} | {purpose.basis} | {kept(purpose)} |"


def kept(purpose: Purpose) -> str:
    """Say how long a purpose keeps its rows and who deletes them.

    >>> from actions.table import CONTRACT, RUNNING
    >>> kept(RUNNING), kept(CONTRACT)
    ('30 days after created_at, then the job bot.retention', 'as long as the contract, then erasure')
    """
    if purpose.keep is None and purpose.basis is Basis.LEGAL_DUTY:
        return "as long as the law asks; erasure freezes it"
    if purpose.keep is None:
        return "as long as the contract, then erasure"
    if not purpose.since:
        return "leaves with the row it belongs to"
    return f"{purpose.keep.days} days after {purpose.since}, then the job bot.retention"
