"""Reads a community document from JSON, or from a spreadsheet with one sheet a section."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bot.importing import ImportProblems

GENERAL = "community"  # the sheet of two columns: field, value
ITEMS = {"bills": "items"}  # sections whose rows are grouped by home


def read_document(file: Path) -> dict[str, Any]:
    """Read a .json or .xlsx file, or raise ImportProblems that says what is wrong with it."""
    if file.suffix.lower() == ".xlsx":
        return _workbook(file)
    try:
        document = json.loads(file.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise ImportProblems([f"{file.name}, line {error.lineno}, column {error.colno}: {error.msg}"]) from None
    except UnicodeDecodeError:
        raise ImportProblems([f"{file.name} is not UTF-8; save it as UTF-8, or give a spreadsheet as .xlsx"]) from None
    if not isinstance(document, dict):
        raise ImportProblems([f"{file.name}: the file must be one object with the sections of a community"])
    return document


def _workbook(file: Path) -> dict[str, Any]:
    book = load_workbook(file, read_only=True, data_only=True)
    document: dict[str, Any] = {}
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows(values_only=True))
        if sheet.title == GENERAL:
            document |= {str(row[0]): _cell(row[1]) for row in rows if row and row[0]}
        elif rows:
            document[sheet.title] = _section(sheet.title, rows[0], rows[1:])
    book.close()
    return document


def _section(title: str, header: Iterable[object], rows: Iterable[Iterable[object]]) -> list[dict[str, Any]]:
    names = [str(name) if name is not None else "" for name in header]
    found = []
    for cells in rows:
        row = {name: _cell(cell) for name, cell in zip(names, cells, strict=False) if name and cell is not None}
        if row:
            found.append(row)
    return _grouped(found, ITEMS[title]) if title in ITEMS else found


def _grouped(rows: list[dict[str, Any]], items: str) -> list[dict[str, Any]]:
    homes: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        homes.setdefault(str(row.pop("home", "")), []).append(row)
    return [{"home": home, items: found} for home, found in homes.items()]


def _cell(cell: object) -> Any:
    if isinstance(cell, datetime):
        midnight = cell.hour == cell.minute == 0
        return cell.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M")
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell
