"""Which laws use which words of the codebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ddcompare.model.codebook import Indicator
from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import answer
from ddcompare.model.rules import FactTest, FigureTest, walk


def facts_used(corpus: Corpus) -> Mapping[str, Sequence[str]]:
    """For each fact or figure the ids of the laws whose scope rule tests it, ever."""
    used: dict[str, list[str]] = defaultdict(list)
    for law in corpus.laws.values():
        nodes = [node for item in law.scope for node, _ in walk(item.rule)]
        names = {node.fact for node in nodes if isinstance(node, FactTest)}
        names |= {node.figure for node in nodes if isinstance(node, FigureTest)}
        for name in names:
            used[name].append(law.id)
    return used


def positions_taken(corpus: Corpus, indicator: Indicator, day: date) -> Mapping[str, Sequence[str]]:
    """For each level or code of an indicator the ids of the laws that take it on a day.

    Silence counts for the level that means silence.
    """
    taken: dict[str, list[str]] = defaultdict(list)
    silence = next((level.id for level in indicator.levels if level.silence), None)
    for law in corpus.laws.values():
        found = answer(law, indicator, day, corpus.codebook)
        values = found.value if isinstance(found.value, tuple) else (found.value,)
        for value in values:
            if isinstance(value, str):
                taken[value].append(law.id)
        if found.state == "silent" and silence:
            taken[silence].append(law.id)
    return taken
