"""A module can be imported first: what imports each other in a ring works in one order and fails in another."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

HERE = Path(__file__).parents[2]
PACKAGES = ("actions", "bot", "integrations", "nlu", "voice")


def module(path: Path) -> str:
    parts = path.relative_to(HERE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def at_once(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports that happen when a module is loaded: none inside functions, none for type checkers."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from at_once(node)


def imported(node: ast.Import | ast.ImportFrom, known: set[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif node.module:
        inside = {f"{node.module}.{alias.name}" for alias in node.names} & known
        yield from inside
        if len(inside) < len(node.names):
            yield node.module


def loaded_with(importer: str, name: str) -> Iterator[str]:
    """Yield a module and the packages around it that the importer is not in itself."""
    parts = name.split(".")
    for end in range(1, len(parts) + 1):
        one = ".".join(parts[:end])
        if one == name or not f"{importer}.".startswith(f"{one}."):
            yield one


def graph_of_imports() -> dict[str, set[str]]:
    files = [
        path
        for package in PACKAGES
        for path in (HERE / package).rglob("*.py")
        if not {"tests", "migrations"} & set(path.parts)
    ]
    known = {module(path) for path in files}
    return {
        importer: {
            one
            for node in at_once(ast.parse(path.read_text()))
            for name in imported(node, known)
            for one in loaded_with(importer, name)
            if one in known and one != importer
        }
        for path in files
        for importer in [module(path)]
    }


def test_no_module_needs_itself_to_be_loaded() -> None:
    graph = graph_of_imports()
    assert "actions.turn" in graph["bot.dialogue"]
    TopologicalSorter(graph).prepare()  # a CycleError names the ring
