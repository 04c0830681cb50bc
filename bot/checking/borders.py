"""What a scenario may import, and which rows its handlers may see."""

import ast
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.resources import files

import actions
from actions.table import CommunityTable
from bot.checking.source import Folder, Source

OUTSIDE = frozenset({"bot", "aiogram", "aiohttp", "apscheduler"})
_ENDS = frozenset({"commit", "rollback"})
_GUARDED = frozenset({"handlers.py", "form.py"})
_REASON = re.compile(r"#\s*ours:\s*\S")


def check_imports(folder: Folder) -> Iterator[str]:
    """Say which imports reach a neighbour or the machinery around the scenarios."""
    for source in folder.sources:
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            names = list(_imported(node, source))
            for name in sorted({name for name in names if name.partition(".")[0] in OUTSIDE}):
                yield f"{source.at(node)}: imports {name}; a scenario knows actions/ and nlu/ only"
            for neighbour in sorted({found for name in names if (found := _neighbour(folder, name))}):
                yield f"{source.at(node)}: imports the scenario {neighbour}; use the SDK or an event instead"


def check_selects(folder: Folder) -> Iterator[str]:
    """Say which queries in handlers start from everybody's rows without a reason."""
    for source in folder.sources:
        if source.path not in _GUARDED:
            continue
        tables = _tables(source)
        parents = {child: node for node in ast.walk(source.tree) for child in ast.iter_child_nodes(node)}
        for node, name in source.calls():
            if name != "select":
                continue
            named = sorted(_names(_chain(node, parents)) & tables)
            if named and not _has_reason(source, node):
                yield (
                    f"{source.at(node)}: select() sees every {named[0]}; start from turn.mine or turn.ours, "
                    f"or say why not in a comment `# ours: ...`"
                )


def check_commits(folder: Folder) -> Iterator[str]:
    """Say where a scenario ends the transaction that its turn shares with everything else."""
    for source in folder.sources:
        for node, name in source.calls():
            if name in _ENDS and isinstance(node.func, ast.Attribute):
                yield f"{source.at(node)}: {name}() ends a transaction that is not yours; the house commits"


def _imported(node: ast.Import | ast.ImportFrom, source: Source) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    module = _absolute(node, source)
    yield from (f"{module}.{alias.name}" for alias in node.names)


def _absolute(node: ast.ImportFrom, source: Source) -> str:
    if not node.level:
        return node.module or ""
    inside = source.path.endswith("__init__.py")
    above = source.module.split(".")[: -(node.level - 1) or None] if inside else source.module.split(".")[: -node.level]
    return ".".join([*above, *([node.module] if node.module else [])])


def _neighbour(folder: Folder, name: str) -> str | None:
    own = folder.scenario.package
    if _is_in(name, own):
        return None
    for other in folder.registry.scenarios.values():
        if other.package != own and _is_in(name, other.package):
            return other.name
    parts = name.split(".")
    if parts[0] == "actions" and len(parts) > 1 and (files(actions) / parts[1] / "__init__.py").is_file():
        return parts[1]
    return None


def _is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def _tables(source: Source) -> set[str]:
    """Return the names in a file that are tables with rows of communities."""
    found = vars(import_module(source.module)).items()
    return {name for name, value in found if isinstance(value, type) and issubclass(value, CommunityTable)}


def _chain(node: ast.expr, parents: Mapping[ast.AST, ast.AST]) -> ast.AST:
    """Climb from select(...) to the end of .where(...).order_by(...)."""
    top: ast.AST = node
    while True:
        above = parents.get(top)
        match above:
            case ast.Attribute(value=inner) if inner is top:
                top = above
            case ast.Call(func=inner) if inner is top:
                top = above
            case _:
                return top


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _has_reason(source: Source, node: ast.expr) -> bool:
    return any(_REASON.search(line) for line in source.lines[max(node.lineno - 2, 0) : node.lineno])
