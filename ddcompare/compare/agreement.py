"""How far two codings agree: raw share and Krippendorff's alpha, by family of indicators.

Alpha (Krippendorff 2004) is computed on the level numbers of ordinals, and on codes and states as
nominal data. It is None where it is not defined: fewer than two cells, or no variance. Sets have
the mean Jaccard index beside the raw share, because near misses count there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ddcompare.model.codebook import Codebook
from ddcompare.model.reading import Coding, ReadTwice

FAMILIES: Mapping[str, str] = {
    "ordinal": "ordinal",
    "code": "code and yes/no",
    "yes_no": "code and yes/no",
    "set": "set",
    "number": "quantity",
    "money": "quantity",
    "duration": "quantity",
    "date": "quantity",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of one family: cells read twice, cells with the same answer, alpha, Jaccard."""

    family: str
    cells: int
    same: int
    alpha: float | None = None
    jaccard: float | None = None

    @property
    def share(self) -> float | None:
        """Raw agreement; None without cells."""
        return self.same / self.cells if self.cells else None


def agreement(cells: Sequence[ReadTwice], codebook: Codebook) -> list[Agreement]:
    """The agreement by family of indicators, on all answers, and on the state alone."""
    found = []
    for family in dict.fromkeys(FAMILIES.values()):
        members = [
            cell for cell in cells if FAMILIES[codebook.indicators[cell.indicator].type] == family
        ]
        scored = [cell for cell in members if cell.first.score is not None]
        pairs = [(c.first.score, c.second.score) for c in scored if c.second.score is not None]
        if family == "ordinal":
            alpha = _alpha(pairs, "ordinal")
        else:
            alpha = _nominal(members, _answer) if family == "code and yes/no" else None
        jaccard = _jaccard(members) if family == "set" else None
        found.append(Agreement(family, len(members), _same(members), alpha, jaccard))
    equal = sum(cell.first.state == cell.second.state for cell in cells)
    return [
        *found,
        Agreement("all answers", len(cells), _same(cells)),
        Agreement("state alone", len(cells), equal, _nominal(cells, lambda coding: coding.state)),
    ]


def _answer(coding: Coding) -> str:
    return f"{coding.state} {coding.value}"


def _nominal(cells: Sequence[ReadTwice], category: Callable[[Coding], str]) -> float | None:
    pairs = [(category(cell.first), category(cell.second)) for cell in cells]
    order = sorted({name for pair in pairs for name in pair})
    return _alpha([(order.index(a), order.index(b)) for a, b in pairs], "nominal")


def _same(cells: Sequence[ReadTwice]) -> int:
    return sum(cell.first.same_as(cell.second) for cell in cells)


def _alpha(
    pairs: Sequence[tuple[int | None, int | None]], level: Literal["nominal", "ordinal"]
) -> float | None:
    if len(pairs) < 2 or len({value for pair in pairs for value in pair}) < 2:
        return None
    import krippendorff

    data = [list(column) for column in zip(*pairs, strict=True)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def _jaccard(cells: Sequence[ReadTwice]) -> float | None:
    shares = [
        _overlap(cell.first, cell.second)
        for cell in cells
        if isinstance(cell.first.value, tuple) and isinstance(cell.second.value, tuple)
    ]
    return sum(shares) / len(shares) if shares else None


def _overlap(first: Coding, second: Coding) -> float:
    assert isinstance(first.value, tuple)
    assert isinstance(second.value, tuple)
    a, b = set(first.value), set(second.value)
    return len(a & b) / len(a | b) if a | b else 1.0
