"""The measure of the house: rooms, circles, names that stand twice, lines, sizes, and how far the tests mirror it.

    python scripts/house.py [REPOSITORY …] [--list]

Each repository, such as a checkout of an older day, has its column; without any, this one has. Counts what stands in
``jixiao/``, imports inside functions and under TYPE_CHECKING included.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST_FUNCTION = 50
LONGEST_FILE = 300
MOST_ARGUMENTS = 4
# What takes its arguments by position by nature: the parts of a moment, the fields of a C structure, any number of
# names, values, elements or words.
POSITIONAL = {"datetime", "pack", "pack_into", "_open", "_git", "key_of", "number_columns", "renameat2"}


@dataclass(frozen=True)
class House:
    """The parsed modules of a repository by dotted name without ``jixiao.``; its test files by folder and stem."""

    modules: Mapping[str, ast.Module]
    lines: Mapping[str, int]
    tests: frozenset[str]


def read_house(root: Path) -> House:
    """Return the house below ``root``; SyntaxError and OSError pass through."""
    files = {name_of(path, root): path.read_text("utf-8") for path in sorted((root / "jixiao").rglob("*.py"))}
    tests = {
        ".".join(path.relative_to(root / "tests").with_suffix("").parts).replace("test_", "")
        for path in (root / "tests").rglob("test_*.py")
    }
    lines = {name: text.count("\n") for name, text in files.items()}
    return House({name: ast.parse(text) for name, text in files.items()}, lines, frozenset(tests))


def name_of(path: Path, root: Path) -> str:
    """Return a module's dotted name inside the package; a room's ``__init__`` has the room's name."""
    parts = path.relative_to(root / "jixiao").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "__init__"


def list_imports(name: str, house: House) -> set[str]:
    """Return the modules of the house that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(house.modules[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name.removeprefix("jixiao.") for alias in node.names if alias.name.startswith("jixiao.")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "jixiao":
            base = str(node.module).removeprefix("jixiao").removeprefix(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".removeprefix(".")
                found.add(inner if inner in house.modules else base)
    return (found & set(house.modules)) - {name}


def list_circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that import each other in a circle (Tarjan), each sorted."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    circles: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in graph[name]:
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            at = stack.index(name)
            group, stack[at:] = stack[at:], []
            if len(group) > 1:
                circles.append(sorted(group))

    sys.setrecursionlimit(10_000)
    for name in graph:
        if name not in order:
            visit(name)
    return circles


def list_rooms(house: House) -> list[str]:
    """Return the rooms: folders and files that stand directly in the package."""
    return sorted({name.partition(".")[0] for name in house.modules} - {"__init__", "__main__"})


def list_repeated_stems(house: House) -> dict[str, list[str]]:
    """Return the file stems that stand more than once, with the modules of that stem."""
    return repeated((name.rpartition(".")[2], name) for name in house.modules)


def list_repeated_classes(house: House) -> dict[str, list[str]]:
    """Return the names of top-level classes that stand more than once, with their modules; private ones count."""
    return repeated(
        (node.name, name)
        for name, tree in house.modules.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    )


def repeated(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the keys that come with more than one value."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: values for key, values in sorted(found.items()) if len(values) > 1}


def list_long_functions(house: House) -> list[str]:
    """Return the functions of more than 50 lines."""
    return [
        f"{name}.{node.name} ({length_of(node)})"
        for name, node in functions(house)
        if length_of(node) > LONGEST_FUNCTION
    ]


def functions(house: House) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every function with its module."""
    for name, tree in house.modules.items():
        yield from ((name, node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def length_of(node: ast.FunctionDef) -> int:
    """Return the lines a function takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def list_crowded_calls(house: House) -> list[str]:
    """Return the calls with more than four arguments by position.

    Not counted are those that take any number of one kind (``POSITIONAL``) and years with months and days.
    """
    return [
        f"{name}:{node.lineno}"
        for name, tree in house.modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and len(node.args) > MOST_ARGUMENTS and _called(node) not in POSITIONAL
    ]


def _called(node: ast.Call) -> str:
    """Return the last word of what is called."""
    return ast.unparse(node.func).rpartition(".")[2]


def list_unmirrored(house: House) -> list[str]:
    """Return the modules without a test file of their name in the folder of their room."""
    asked = [name for name in house.modules if not is_door(name, house)]
    return [name for name in asked if name not in house.tests]


def is_door(name: str, house: House) -> bool:
    """Return whether a module is a package's own ``__init__``, which others stand below."""
    return name.startswith("__") or any(other.startswith(f"{name}.") for other in house.modules)


def read_measures(house: House) -> dict[str, list[str]]:
    """Return what is counted: by what it is called, the names of those that count."""
    circles = list_circles({name: list_imports(name, house) for name in house.modules})
    return {
        "rooms": list_rooms(house),
        "files in the root": [name for name in house.modules if "." not in name and not is_door(name, house)],
        "circles of files": [" ".join(circle) for circle in circles],
        "stems that stand twice": [f"{stem}: {' '.join(all_)}" for stem, all_ in list_repeated_stems(house).items()],
        "classes that stand twice": [f"{k}: {' '.join(v)}" for k, v in list_repeated_classes(house).items()],
        "functions over 50 lines": list_long_functions(house),
        "files over 300 lines": [f"{name} ({count})" for name, count in house.lines.items() if count > LONGEST_FILE],
        "calls with five or more by position": list_crowded_calls(house),
        "modules without a test of their name": list_unmirrored(house),
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the measures; ``--list`` names what is counted in the last of the repositories. Return 0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("repositories", type=Path, nargs="*", help="a column each; this one if none is named")
    parser.add_argument("--list", action="store_true", help="name what is counted")
    asked = parser.parse_args(arguments)
    houses = [read_house(root) for root in asked.repositories or [Path(__file__).resolve().parents[1]]]
    measures = [read_measures(house) for house in houses]
    for what, names in measures[-1].items():
        print(f"{what:40}" + "".join(f"{len(one[what]):8}" for one in measures))
        if asked.list:
            print("".join(f"    {name}\n" for name in names), end="")
    print(f"{'modules that have one':40}" + "".join(f"{mirrored(house):8.0%}" for house in houses))
    print(f"{'lines of jixiao/**/*.py':40}" + "".join(f"{sum(house.lines.values()):8}" for house in houses))
    return 0


def mirrored(house: House) -> float:
    """Return the share of modules that have a test of their name; packages' own ``__init__`` are not asked."""
    asked = sum(not is_door(name, house) for name in house.modules)
    return 1 - len(list_unmirrored(house)) / asked if asked else 1.0


if __name__ == "__main__":
    sys.exit(main())
