"""Which entries of a file break its schema and are left out, so that the rest is still checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ddcompare.model.problem import KeyPath

if TYPE_CHECKING:
    from jsonschema import ValidationError


def entries_at_fault(
    found: Sequence[ValidationError], parts: Collection[str]
) -> frozenset[KeyPath] | None:
    """The entries of these parts that break the schema; None if the frame itself is broken."""
    skip = set()
    for error in found:
        path = tuple(error.absolute_path)
        if len(path) < 2 and error.validator == "additionalProperties":
            continue
        if len(path) < 2 or path[0] not in parts:
            return None
        skip.add(path[:2])
    return frozenset(skip)


def cited_by(data: Any, paths: Iterable[KeyPath]) -> set[str]:
    """The sources that the nodes at these paths cite, whatever else is wrong with them."""
    return {source for path in paths for source in _cited(_at(data, path))}


def _at(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data[step]
    return data


def _cited(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        source = node.get("source")
        if isinstance(source, str):
            yield source
    for below in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from _cited(below)
