"""Write a company as a company file, so that reading it gives the same company again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ddcompare.corpus.companybuild import SINGLE
from ddcompare.model.company import Accounts, Company, Entity, Figures
from ddcompare.model.quantities import Amount, Money, Quantity
from ddcompare.model.rules import FactValue

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_NOT_TEXT = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))
"""Words that some readers of YAML take for something else than text."""


def dump_company(company: Company) -> str:
    """The text of a company file; a single company stands without ``entities``."""
    lines = []
    if company.name is not None:
        lines.append(f"company: {_quoted(company.name)}")
    if company.as_of is not None:
        lines.append(f"as_of: {company.as_of}")
    if _is_single(company):
        (entity,) = company.entities
        lines += _groups(entity, "")
    else:
        lines.append("entities:")
        for entity in company.entities:
            lines.append(f"  - id: {_word(entity.id)}")
            for key in ("name", "parent"):
                value = getattr(entity, key)
                if value is not None:
                    text = _quoted(value) if key == "name" else _word(value)
                    lines.append(f"    {key}: {text}")
            lines += _groups(entity, "    ")
    return "\n".join(lines) + "\n"


def _is_single(company: Company) -> bool:
    if len(company.entities) != 1:
        return False
    (entity,) = company.entities
    return entity.id == SINGLE and entity.parent is None and entity.name == company.name


def _groups(entity: Entity, margin: str) -> Iterator[str]:
    inner = [*_facts(entity.facts), *_accounts(entity.own)]
    yield f"{margin}facts:{'' if inner else ' {}'}"
    yield from (f"{margin}  {line}" for line in inner)
    group = list(_accounts(entity.consolidated))
    if group:
        yield f"{margin}consolidated:"
        yield from (f"{margin}  {line}" for line in group)


def _facts(facts: Mapping[str, FactValue]) -> Iterator[str]:
    for name, value in facts.items():
        if isinstance(value, str):
            yield f"{name}: {_word(value)}"
        elif isinstance(value, Sequence):
            yield f"{name}: [{', '.join(map(_word, value))}]"
        else:
            yield f"{name}: {value}"


def _accounts(accounts: Accounts) -> Iterator[str]:
    yield from (f"{name}: {shown}" for name, shown in _figures(accounts.last))
    if accounts.earlier:
        yield "years:"
    for year, figures in accounts.earlier.items():
        shown = ", ".join(f"{name}: {amounts}" for name, amounts in _figures(figures))
        yield f"  {year}: {{{shown}}}"


def _figures(figures: Figures) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(name for name, _ in figures):
        places = [where for found, where in figures if found == name]
        amounts = (f"{_word(where)}: {_amount(figures[name, where])}" for where in places)
        yield name, f"{{{', '.join(amounts)}}}"


def _amount(quantity: Quantity) -> str:
    number = _number(quantity.amount)
    return f"{number} {quantity.currency}" if isinstance(quantity, Money) else number


def _number(amount: Amount) -> str:
    return f"{amount:f}" if isinstance(amount, Decimal) else str(amount)


def _word(word: str) -> str:
    return word if _PLAIN.fullmatch(word) and word.lower() not in _NOT_TEXT else _quoted(word)


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    code = ord(character)
    return character if character.isprintable() and code < 0x10000 else f"\\U{code:08x}"
