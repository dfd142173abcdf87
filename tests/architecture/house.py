"""The house as it is: rooms on floors as import-linter's contracts put them, arrows as the imports run."""

import ast
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import grimp

from tests.architecture.source import ROOT


@dataclass(frozen=True)
class Room:
    """A package or a module, by its full name, and what it says of itself."""

    name: str
    purpose: str

    @property
    def short(self) -> str:
        return self.name.rsplit(".", 1)[1]


@dataclass(frozen=True)
class Storeys:
    """The rooms of one container, floor by floor from the top, and each pair of rooms of which the first imports the second."""

    floors: tuple[tuple[Room, ...], ...]
    arrows: frozenset[tuple[str, str]]


def read_house() -> Mapping[str, Storeys]:
    """Container → its storeys, for each that a contract of layers is about."""
    graph = grimp.build_graph("trigpoint")
    return {container: _storeys(graph, container, layers) for container, layers in _contracts().items()}


def _contracts() -> dict[str, Sequence[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return {
        container: contract["layers"]
        for contract in contracts
        if contract["type"] == "layers"
        for container in contract.get("containers", ())
    }


def _storeys(graph: grimp.ImportGraph, container: str, layers: Sequence[str]) -> Storeys:
    floors = tuple(
        tuple(_room(f"{container}.{name.strip(' ()')}") for name in layer.replace(":", "|").split("|"))
        for layer in layers
    )
    rooms = {room.name for room in chain.from_iterable(floors)}
    arrows = {
        (_room_of(importer, rooms), _room_of(imported, rooms))
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    }
    return Storeys(floors, frozenset((start, end) for start, end in arrows if start and end and start != end))


def _room_of(module: str, rooms: set[str]) -> str:
    """The room that a module lies in; none for what is outside of the container."""
    return next((room for room in rooms if f"{module}.".startswith(f"{room}.")), "")


def _room(name: str) -> Room:
    """The room with the first sentence of its docstring."""
    path = ROOT / "src" / Path(*name.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    text = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    first = " ".join(text.split("\n\n")[0].replace("`", "").split())
    return Room(name, f"{first.split('. ')[0].removesuffix('.')}." if first else "")
