"""The JSON Schema of law files: built from a base and the codebook, and applied with jsonschema.

``law.base.json`` holds the structure; the closed vocabularies and the indicators come from the
codebook, so that no list is kept twice. The result ships as ``law.schema.json`` for editors.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from ddcompare.corpus.datadir import schemas_dir
from ddcompare.corpus.yamlfile import Document
from ddcompare.model.codebook import Codebook
from ddcompare.model.problem import KeyPath, Problem, did_you_mean

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator


def law_schema(codebook: Codebook) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) for law files under a codebook."""
    base = json.loads((schemas_dir() / "law.base.json").read_text("utf-8"))
    filled = _fill(base, codebook)
    assert isinstance(filled, dict)
    return filled


def _fill(node: Any, codebook: Codebook) -> Any:
    if isinstance(node, list):
        return [_fill(item, codebook) for item in node]
    if not isinstance(node, dict):
        return node
    filled = {key: _fill(value, codebook) for key, value in node.items() if key[0] != "$"}
    filled.update({key: node[key] for key in ("$schema", "$ref") if key in node})
    if "$defs" in node:
        filled["$defs"] = _fill(node["$defs"], codebook)
    if "$vocabulary" in node:
        terms = codebook.terms[node["$vocabulary"]]
        words = "; ".join(f"{term.id}: {term.definition}" for term in terms.values())
        filled = {**filled, "enum": list(terms), "description": words}
    if "$indicators" in node:
        filled["properties"] = {
            indicator.id: {"description": indicator.question, "$ref": "#/$defs/answers"}
            for indicator in codebook.coded()
        }
    return filled


@cache
def _validator(codebook: Codebook) -> Validator:
    import jsonschema

    checker = jsonschema.FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(_is_date)
    return jsonschema.Draft202012Validator(law_schema(codebook), format_checker=checker)


def _is_date(value: object) -> bool:
    from ddcompare.model.quantities import parse_date

    if isinstance(value, str):
        parse_date(value)
    return True


def schema_errors(document: Document, codebook: Codebook) -> list[ValidationError]:
    """Every breach of the law schema in a document, as jsonschema reports them."""
    return list(_validator(codebook).iter_errors(document.data))


def schema_problems(
    document: Document, codebook: Codebook, errors: Iterable[ValidationError]
) -> list[Problem]:
    """The breaches in sentences, in the order of the file."""
    return sorted({p for error in errors for p in _translate(error, document, codebook)})


def _translate(error: ValidationError, document: Document, codebook: Codebook) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    keyword: str = error.validator  # type: ignore[assignment]
    expected: Any = error.validator_value
    value: Any = error.instance
    if keyword == "additionalProperties":
        yield from _unknown_keys(error, document, path, codebook)
    elif keyword == "propertyNames" or (keyword == "pattern" and value not in _at(document, path)):
        yield document.problem(
            (*path, value), "bad-id", f"{_shown(value)} is not a valid id",
            "use lower-case letters, digits and underscores, starting with a letter", key=True,
        )  # fmt: skip
    elif keyword == "required":
        for name in expected:
            if name not in value:
                message = f"{_where(path)} lacks {name!r}"
                yield document.problem(path, "missing", message, _describe(error, name))
    elif keyword == "enum":
        message = f"{_shown(value)} is not one of the terms for {_where(path)}"
        hint = did_you_mean(str(value), map(str, expected)) or _one_of(expected)
        yield document.problem(path, "unknown-term", message, hint)
    elif keyword == "format":
        why = str(error.cause) if error.cause else f"{_shown(value)} is not a date"
        yield document.problem(path, "bad-date", why)
    elif keyword == "type":
        message = f"{_where(path)} must be {_types(expected)}, not {_kind(value)}"
        yield document.problem(path, "wrong-type", message, _quote_hint(value, expected))
    else:
        message = f"{_where(path)}: {_limits(keyword, expected, value)}"
        yield document.problem(path, f"schema-{keyword.lower()}", message, _describe(error))


def _at(document: Document, path: KeyPath) -> tuple[Any, ...]:
    """The value at a path, as a one-tuple; empty where the path names a key instead."""
    here = document.data
    for step in path:
        here = here[step]
    return (here,) if not isinstance(here, dict | list) else ()


def _unknown_keys(
    error: ValidationError, document: Document, path: KeyPath, codebook: Codebook
) -> Iterator[Problem]:
    schema: Any = error.schema
    known: Iterable[str] = schema["properties"]
    instance: Any = error.instance
    for name in instance:
        if name in known:
            continue
        place = (*path, name)
        if path == ("answers",):
            yield document.problem(place, *_unknown_indicator(name, codebook), key=True)
        else:
            message = f"{name[:60]!r} is not a field of {_where(path)}"
            hint = did_you_mean(name, known) or _one_of(known)
            yield document.problem(place, "unknown-field", message, hint, key=True)


def _unknown_indicator(name: str, codebook: Codebook) -> tuple[str, str, str | None]:
    indicator = codebook.indicators.get(name)
    if indicator is None:
        shown = name[:60] if name.isprintable() else _shown(name)
        message = f"{shown} is not in the codebook"
        return "unknown-indicator", message, did_you_mean(name, codebook.indicators)
    message = f"{name} is derived from '{indicator.derived}' and must not be typed"
    return "derived-typed", message, f"delete it and complete '{indicator.derived}'"


def _where(path: KeyPath) -> str:
    words = [f"no. {step + 1}" if isinstance(step, int) else _shown(step) for step in path]
    return " of ".join(reversed(words[-3:])) if words else "the file"


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"{text[:60]!r}"


def _one_of(values: Iterable[Any]) -> str:
    words = [str(value) for value in values]
    more = f" ... ({len(words)} in all)" if len(words) > 14 else ""
    return f"expected one of: {', '.join(words[:14])}{more}"


def _describe(error: ValidationError, name: str | None = None) -> str | None:
    schema: Any = error.schema
    if name is not None:
        schema = schema.get("properties", {}).get(name, {})
    description = schema.get("description")
    return f"expected: {description}" if description and len(description) < 200 else None


_TYPE_WORDS = {
    "object": "a mapping", "array": "a list", "string": "text", "integer": "a whole number",
    "number": "a number", "boolean": "true or false", "null": "null",
}  # fmt: skip


def _types(expected: str | list[str]) -> str:
    words = [expected] if isinstance(expected, str) else expected
    return " or ".join(_TYPE_WORDS[word] for word in words)


def _kind(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", str: "text", bool: "true or false", int: "a number"}
    return "empty" if value is None else names.get(type(value), "a number")


def _quote_hint(value: Any, expected: str | list[str]) -> str | None:
    if "string" in expected and isinstance(value, bool):
        return f'if it is text, quote it: "{str(value).lower()}"'
    if "string" in expected and isinstance(value, int | Decimal):
        unit = "an amount needs its unit, such as GBP or persons"
        return f'if it is text, quote it: "{value}"; {unit}'
    return None


def _limits(keyword: str, expected: Any, value: Any) -> str:
    size = len(value) if isinstance(value, str | list | dict) else value
    entries = "entry" if expected == 1 else "entries"
    return {
        "minLength": "must not be empty",
        "maxLength": f"has {size} characters, more than {expected}",
        "minItems": f"needs at least {expected} {entries}",
        "maxItems": f"has {size} entries, more than {expected}",
        "minProperties": f"needs at least {expected} {entries}",
        "maxProperties": f"has {size} entries, more than {expected}",
        "minimum": f"{value} is below {expected}",
        "maximum": f"{value} is above {expected}",
        "pattern": f"{_shown(value)} does not have the expected form",
        "const": f"{_shown(value)} is not allowed here; the only value is {_shown(expected)}",
    }.get(keyword, f"breaks the rule '{keyword}'")
