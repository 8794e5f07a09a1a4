"""The JSON Schemas of law and standard files: a base and the codebook, applied with jsonschema.

``law.base.json`` and ``standard.base.json`` hold the structure; the closed vocabularies and the
indicators come from the codebook, so that no list is kept twice. The results ship as
``law.schema.json`` and ``standard.schema.json`` for editors.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from ddcompare.corpus.datadir import schemas_dir
from ddcompare.corpus.yamlfile import Document
from ddcompare.model.codebook import Codebook, Term
from ddcompare.model.problem import KeyPath, Problem, did_you_mean

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator


def law_schema(codebook: Codebook) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) for law files under a codebook."""
    return _filled(_base("law"), codebook)


_SHARED = ("id", "date", "cite", "source", "sources", "checked")
"""The definitions of the law schema that standard files use too."""


def standard_schema(codebook: Codebook) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) for standard files under a codebook."""
    base, law = _base("standard"), _base("law")
    base["$defs"] = {name: law["$defs"][name] for name in _SHARED} | base["$defs"]
    return _filled(base, codebook)


def company_schema(codebook: Codebook) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) for company files under a codebook."""
    return _filled(_base("company"), codebook)


SCHEMAS = {"law": law_schema, "standard": standard_schema, "company": company_schema}
"""The schemas that are made from the codebook, by the kind of file."""


def _base(kind: str) -> dict[str, Any]:
    base: dict[str, Any] = json.loads((schemas_dir() / f"{kind}.base.json").read_text("utf-8"))
    return base


def _filled(base: dict[str, Any], codebook: Codebook) -> dict[str, Any]:
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
    if "$indicator" in node:
        words = "An indicator of the codebook."
        filled = {**filled, "enum": list(codebook.indicators), "description": words}
    if "$facts" in node:
        words_of = {k: v for name in node["$facts"] for k, v in codebook.terms[name].items()}
        facts = {name: _fact(term) for name, term in words_of.items()}
        filled["properties"] = {**facts, **filled.get("properties", {})}
    return filled


def _fact(term: Term) -> dict[str, Any]:
    """What may stand under a fact or figure in a company file."""
    if "unit" in term.extra:
        name = "money" if term.extra["unit"] == "money" else "count"
        return {"description": term.definition, "$ref": f"#/$defs/{name}"}
    kind = term.extra["type"]
    if kind in ("country", "countries", "date"):
        return {"description": term.definition, "$ref": f"#/$defs/{kind}"}
    one = {"description": term.definition, "enum": term.extra.get("values", ["yes", "no"])}
    if kind != "codes":
        return one
    several = {"type": "array", "items": {"enum": one["enum"]}}
    return {"description": term.definition, "if": {"type": "array"}, "then": several, "else": one}


@cache
def _validator(codebook: Codebook, kind: str) -> Validator:
    import jsonschema

    checker = jsonschema.FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(_is_date)
    return jsonschema.Draft202012Validator(SCHEMAS[kind](codebook), format_checker=checker)


def _is_date(value: object) -> bool:
    from ddcompare.model.quantities import parse_date

    if isinstance(value, str):
        parse_date(value)
    return True


def schema_errors(
    document: Document, codebook: Codebook, kind: str = "law"
) -> list[ValidationError]:
    """Every breach of the schema for a kind of file in a document, as jsonschema reports them."""
    return list(_validator(codebook, kind).iter_errors(document.data))


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
    elif keyword == "enum" and path[-1] == "indicator":
        yield document.problem(path, *_unknown_indicator(str(value), codebook))
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
