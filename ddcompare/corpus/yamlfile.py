"""Strict YAML: text in, plain data with positions out, and nothing else can happen.

Only what a data file needs is understood: mappings, sequences, text, whole numbers, decimals,
``true``/``false`` and ``null``. Everything else comes out as it was written (``NO``, ``12:30``,
``0700``, ``1_000``, ``yes`` and dates are text) or is refused with a place: duplicate keys, tags,
anchors and aliases, several documents, control characters, deep nesting, oversized files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from ddcompare.model.problem import KeyPath, LoadError, Problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000
_TOO_DEEP = f"the file is nested more than {MAX_DEPTH} levels deep"

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,9}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONSTANTS = {"null": None, "~": None, "": None, "true": True, "false": False}

Mark = tuple[int, int]
"""Line and column, counted from 0 as the parser does."""


@dataclass(frozen=True, slots=True)
class Document:
    """The data of a file, with a mark for every node and key.

    ``marks`` mirrors ``data``: for a mapping a dict of key -> (mark of the key, marks of the
    value), for a sequence a list of marks, for a scalar a mark alone.
    """

    name: str
    data: Any
    marks: Any

    def place(self, path: KeyPath, *, key: bool = False) -> tuple[int, int]:
        """Line and column (from 1) of the node at a path, or of its key; else the nearest."""
        line, column = self._mark(path, key)
        return line + 1, column + 1

    def _mark(self, path: KeyPath, key: bool) -> Mark:
        here, marks = (0, 0), self.marks
        for index, step in enumerate(path):
            if isinstance(marks, _Map) and step in marks.keys:
                key_mark, marks = marks.keys[step]
                here = key_mark if key and index == len(path) - 1 else _start(marks)
            elif isinstance(marks, _Seq) and isinstance(step, int) and step < len(marks.items):
                marks = marks.items[step]
                here = _start(marks)
            else:
                break
        return here

    def problem(
        self,
        path: KeyPath,
        code: str,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
        warning: bool = False,
    ) -> Problem:
        """A problem at a path of this document."""
        line, column = self.place(path, key=key)
        severity = "warning" if warning else "error"
        return Problem(self.name, line, column, severity, code, message, hint)  # type: ignore[arg-type]


class _Map:
    __slots__ = ("keys", "mark")

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.keys: dict[str | int, tuple[Mark, Any]] = {}


class _Seq:
    __slots__ = ("items", "mark")

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.items: list[Any] = []


def _start(marks: Any) -> Mark:
    return marks.mark if isinstance(marks, _Map | _Seq) else marks


def read_yaml(path: Path, name: str) -> Document:
    """Read a file as strict YAML.

    ``name`` is how messages call the file. Raises LoadError with one problem that says why the
    file cannot be read.
    """
    return parse_yaml(read_bytes(path, name), name)


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a regular file of bearable size; raises LoadError otherwise."""
    try:
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "does not exist or is not a regular file"
            raise _failure(name, (0, 0), "unreadable", f"the file {what}")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise _failure(name, (0, 0), "unreadable", f"cannot read the file: {why}") from None
    if len(data) > MAX_BYTES:
        limit = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise _failure(name, (0, 0), "too-large", limit, "one instrument per file")
    return data


def parse_yaml(data: bytes, name: str) -> Document:
    """Parse bytes as strict YAML (UTF-8); raises LoadError with the first fault."""
    text = _decode(data, name)
    try:
        return _build(text, name)
    except yaml.YAMLError as error:
        raise _syntax_failure(error, name, text) from None
    except RecursionError:
        raise _failure(name, (0, 0), "too-deep", _TOO_DEEP) from None


def _failure(name: str, mark: Mark, code: str, message: str, hint: str | None = None) -> LoadError:
    return LoadError([Problem(name, mark[0] + 1, mark[1] + 1, "error", code, message, hint)])


def _decode(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        limit = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise _failure(name, (0, 0), "too-large", limit, "one instrument per file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        mark = _mark_at(_plain(data[: error.start].decode("utf-8")))
        raise _failure(
            name, mark, "encoding", "the file is not valid UTF-8 here", "save it as UTF-8"
        ) from None
    text = _plain(text)
    _refuse_hidden(text, name)
    return text


def _refuse_hidden(text: str, name: str, mark: Mark | None = None) -> None:
    """Refuse characters that nobody sees; a mark is that of a value in which they are escaped."""
    for pattern, what in ((_CONTROL, "control character"), (_BIDI, "text direction override")):
        found = pattern.search(text)
        if found:
            code_point = f"U+{ord(found.group()):04X}"
            raise _failure(
                name, mark or _mark_at(text[: found.start()]), "control-character",
                f"{what} {code_point} is not allowed", "delete it",
            )  # fmt: skip


def _plain(text: str) -> str:
    """The text without a byte order mark, with the line breaks that every editor counts."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _mark_at(before: str) -> Mark:
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def _events(text: str) -> Iterator[Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.parse(text, Loader=loader)


def _build(text: str, name: str) -> Document:
    """Build plain data from parser events with a stack of our own, so that depth is bounded."""
    root: list[Any] = []
    root_marks: list[Any] = []
    # Each open container: [data, marks, pending key, mark of the pending key]
    stack: list[list[Any]] = []
    documents = nodes = 0
    for event in _events(text):
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
            continue
        if kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _failure(
                    name, _mark(event), "several-documents",
                    "the file holds more than one YAML document", "remove the line ---",
                )  # fmt: skip
            continue
        if kind not in _NODE_EVENTS:
            continue
        mark = _mark(event)
        nodes += 1
        if nodes > MAX_NODES:
            raise _failure(name, mark, "too-large", f"the file has over {MAX_NODES:,} entries")
        _refuse_extras(event, kind, name, mark)
        if kind is yaml.ScalarEvent and event.style == '"':
            _refuse_hidden(event.value, name, mark)
        value, marks = _open(event, kind, mark)
        _attach(stack, root, root_marks, value, marks, mark, kind, name)
        if kind is not yaml.ScalarEvent:
            if len(stack) >= MAX_DEPTH:
                raise _failure(name, mark, "too-deep", _TOO_DEEP)
            stack.append([value, marks, None, None])
    if not root:
        raise _failure(name, (0, 0), "empty", "the file is empty")
    return Document(name, root[0], root_marks[0])


_NODE_EVENTS = (
    yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent,
)  # fmt: skip


def _mark(event: Any) -> Mark:
    return event.start_mark.line, event.start_mark.column


def _refuse_extras(event: Any, kind: type, name: str, mark: Mark) -> None:
    if event.anchor is not None:
        sign = "*" if kind is yaml.AliasEvent else "&"
        raise _failure(
            name, mark, "anchor", f"anchors and aliases ({sign}{event.anchor[:40]}) are refused",
            "write the value out, or quote it if it is text",
        )  # fmt: skip
    if event.tag is not None:
        raise _failure(
            name, mark, "tag", f"the tag {event.tag[:60]!r} is not allowed",
            "write plain text, or quote it",
        )  # fmt: skip


def _open(event: Any, kind: type, mark: Mark) -> tuple[Any, Any]:
    if kind is yaml.MappingStartEvent:
        return {}, _Map(mark)
    if kind is yaml.SequenceStartEvent:
        return [], _Seq(mark)
    return (_scalar(event.value) if event.implicit[0] else event.value), mark


def _scalar(text: str) -> Any:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text


def _attach(
    stack: list[list[Any]],
    root: list[Any],
    root_marks: list[Any],
    value: Any,
    marks: Any,
    mark: Mark,
    kind: type,
    name: str,
) -> None:
    if not stack:
        root.append(value)
        root_marks.append(marks)
        return
    top = stack[-1]
    container, container_marks = top[0], top[1]
    if isinstance(container, list):
        container.append(value)
        container_marks.items.append(marks)
    elif top[3] is None:
        top[2], top[3] = _key(container, container_marks, value, mark, kind, name), mark
    else:
        container[top[2]] = value
        container_marks.keys[top[2]] = (top[3], marks)
        top[2] = top[3] = None


def _key(
    container: dict[str, Any], marks: _Map, value: Any, mark: Mark, kind: type, name: str
) -> str:
    if kind is not yaml.ScalarEvent or value is None:
        raise _failure(
            name, mark, "bad-key", "a key must be a word, not a list, mapping or nothing"
        )
    word = str(value).lower() if isinstance(value, bool) else str(value)
    if word in container:
        first = marks.keys[word][0]
        raise _failure(
            name, mark, "duplicate-key", f"the key {word[:60]!r} stands here a second time",
            f"the first is in line {first[0] + 1}; merge the two",
        )  # fmt: skip
    return word


def _syntax_failure(error: yaml.YAMLError, name: str, text: str) -> LoadError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = (mark.line, mark.column) if mark else (0, 0)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    if "nesting depth" in problem:
        return _failure(name, place, "too-deep", _TOO_DEEP)
    lines = text.split("\n")
    if place[0] >= len(lines):  # the parser takes the end of a file to be a line of its own
        place = (len(lines) - 1, len(lines[-1]))
    line = lines[place[0]]
    hint = None
    if "\t" in line[: place[1] + 1]:
        hint = "indent with spaces, not tabs"
    elif "mapping values are not allowed" in problem:
        hint = "quote text that contains ': '"
    return _failure(name, place, "yaml-syntax", f"not valid YAML: {str(problem)[:200]}", hint)
