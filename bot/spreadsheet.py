"""Reads a community file: JSON, or a spreadsheet with one sheet a section and the field names in its first row."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from bot.importing import LINES

Document = dict[str, Any]
ABOUT = "community"  # the sheet about the community itself: one row under the field names


class UnreadableFile(ValueError):
    """A community file cannot be read at all; the message names the file, the place in it and what to do."""


def read_document(path: Path) -> Document:
    """Read a community file by its ending, .json or .xlsx, or raise UnreadableFile."""
    readers = {".json": _read_json, ".xlsx": _read_sheets}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFile(f"{path} is neither .json nor .xlsx; save it as one of them")
    if not path.is_file():
        raise UnreadableFile(f"there is no file {path}")
    return reader(path)


def _read_json(path: Path) -> Document:
    try:
        document = json.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        line = path.read_bytes()[: wrong.start].count(b"\n") + 1
        raise UnreadableFile(f"{path}, line {line}: this is not UTF-8; save the file as UTF-8") from None
    except json.JSONDecodeError as wrong:
        raise UnreadableFile(f"{path}, line {wrong.lineno}, column {wrong.colno}: {wrong.msg}") from None
    if not isinstance(document, dict):
        raise UnreadableFile(f"{path} is a list; a community file is an object with a section for each kind")
    return document


def _read_sheets(path: Path) -> Document:
    try:
        book = load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError):
        raise UnreadableFile(f"{path} is no Excel workbook; save it as .xlsx (not .xls, not .csv)") from None
    document: Document = {LINES: {}}
    for sheet in book.worksheets:
        rows = list(_rows(path, sheet))
        name = sheet.title.strip()
        if name == ABOUT:
            document |= _about(path, rows)
        elif rows:
            document[name] = [row for _, row in rows]
            document[LINES][name] = [line for line, _ in rows]
    return document


def _about(path: Path, rows: list[tuple[int, Document]]) -> Document:
    if len(rows) != 1:
        raise UnreadableFile(f"{path}, sheet {ABOUT}: it has one row under the field names; this one has {len(rows)}")
    row = rows[0][1]
    return {"community": row.pop("name", row.pop("community", ""))} | row


def _rows(path: Path, sheet: Worksheet) -> Iterator[tuple[int, Document]]:
    """Yield the rows below the field names, each with its line; empty cells and rows are left out."""
    names: list[str] = []
    for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if not names:
            names = [str(cell).strip() if cell is not None else "" for cell in cells] if any(cells) else []
            continue
        row: Document = {}
        for column, (name, cell) in enumerate(zip(names, cells, strict=False)):
            value = _value(cell)
            if value in (None, ""):
                continue
            if not name:
                raise UnreadableFile(f"{path}, sheet {sheet.title}, row {line}: column {column + 1} has no field name")
            _put(row, name.split("."), value)
        if row:
            yield line, row


def _put(row: Document, names: Iterable[str], value: object) -> None:
    """Put a value in its place: the column settings.office_hours is office_hours inside settings."""
    *groups, last = names
    for group in groups:
        row = row.setdefault(group, {})
    row[last] = value


def _value(cell: object) -> object:
    """Return a cell as JSON holds it: times as text, whole numbers without a point, lists written as [..] as lists.

    >>> _value(13700000001.0), _value(date(2026, 3, 4)), _value('["浅灰", "米黄"]'), _value("[备注")
    (13700000001, '2026-03-04', ['浅灰', '米黄'], '[备注')
    """
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time(0) else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, bool | int) or cell is None:
        return cell
    written = str(cell).strip()
    return _listed(written) if written[:1] in {"[", "{"} else written


def _listed(written: str) -> object:
    try:
        return json.loads(written)
    except json.JSONDecodeError:
        return written  # a note may begin with a bracket
