"""What the manifest names must be there, and what code reaches by name must be in the manifest."""

import ast
import re
from collections.abc import Iterator, Sequence
from importlib import import_module

from actions.form import Form
from actions.texts import LANGS
from bot.checking.source import Folder, constants

_CALL = re.compile(r"call:(\w+)\.(\w+)")


def check_handlers(folder: Folder) -> Iterator[str]:
    """Say which intents nobody answers, and which answers nobody can ask for."""
    scenario = folder.scenario
    for intent in scenario.intents:
        if intent not in scenario.handlers:
            yield f"__init__.py: {intent} has no handler; add it to `handlers`"
    for intent in scenario.handlers:
        if intent not in scenario.intents:
            yield f"__init__.py: `handlers` answers {intent}, which is no intent; add it to `intents` or leave it out"
    for lang in LANGS:
        if lang not in scenario.title:
            yield f"__init__.py: `title` has no {lang}; add it"


def check_calls(folder: Folder) -> Iterator[str]:
    """Say which buttons, outcomes and jobs lead nowhere."""
    jobs = {job.name for job in folder.scenario.jobs}
    for source in folder.sources:
        for node, name in source.calls():
            for handler in _handlers_of(node.args, node.keywords, name):
                if handler not in folder.scenario.calls:
                    yield f"{source.at(node)}: nothing is called {handler}; add it to `calls` of the manifest"
            if name == "schedule" and node.args:
                for job in constants(node.args[0]):
                    if job not in jobs:
                        yield f"{source.at(node)}: there is no job {job}; add it to `jobs` of the manifest"
        yield from _written_out(folder, source.path, source.lines)


def check_forms(folder: Folder) -> Iterator[str]:
    """Say which forms would be lost between two messages because the manifest does not name them."""
    known = {form.full_name for form in folder.forms}
    for source in folder.sources:
        for form in vars(import_module(source.module)).values():
            if isinstance(form, Form) and form.package == folder.scenario.package and form.full_name not in known:
                yield f"{source.path}: the manifest does not name the form {form.name}; add it to `forms`"
                known.add(form.full_name)


def _handlers_of(args: Sequence[ast.expr], keywords: Sequence[ast.keyword], name: str) -> Iterator[str]:
    if name == "handler_button" and len(args) > 1:
        yield from constants(args[1])
    for keyword in keywords:
        if name == "command" and keyword.arg == "on_outcome":
            yield from constants(keyword.value)


def _written_out(folder: Folder, path: str, lines: tuple[str, ...]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        for scenario, handler in _CALL.findall(line):
            if scenario == folder.scenario.name and handler not in folder.scenario.calls:
                yield f"{path}:{number}: nothing is called {handler}; add it to `calls` of the manifest"
