"""What changes between two checks, and why: dates, thresholds, classes, figures, facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import MappingProxyType

import pytest

from ddcompare.comply.check import check, last_of_twelve_months
from ddcompare.comply.records import Check
from ddcompare.comply.whatif import Change, Flip, compare_checks
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company
from ddcompare.model.corpus import Corpus
from ddcompare.model.law import AddresseeClass, Citation, Law
from ddcompare.model.quantities import Number
from ddcompare.model.rules import All, FactTest, FigureTest, Threshold

D = date.fromisoformat
Make = Callable[..., Law]
Run = Callable[..., Check]

CITE = (Citation("act", "s 2"),)
SEAT = FactTest("seat", "equals", ("DE",), cite=CITE)
TEXT = "company: One\nfacts: {seat: DE, employees: {DE: 1500}}"


def people(*thresholds: tuple[str | None, int], cite: tuple[Citation, ...] = CITE) -> FigureTest:
    dated = tuple(
        Threshold(D(day) if day else None, Number(limit, "persons")) for day, limit in thresholds
    )
    return FigureTest("employees", "DE", "own", "at_least", dated, cite=cite)


@pytest.fixture
def run(company: Callable[[str], Company], shipped: Codebook, rates: object) -> Run:
    """A check of a company against laws that are called by their ids."""

    def run(text: str, *laws: Law, as_of: str = "2026-06-30", **more: object) -> Check:
        corpus = Corpus(MappingProxyType({law.id: law for law in laws}), shipped, "1", "sha256:0")
        return check(company(text), corpus, D(as_of), rates, **more)  # type: ignore[arg-type]

    return run


def only(flips: tuple[Flip, ...]) -> tuple[Change, ...]:
    (flip,) = flips
    return flip.changes


class TestFlips:
    def test_nothing_flips_between_equal_checks(self, run: Run, law: Make) -> None:
        made = law(SEAT)
        assert compare_checks(run(TEXT, made), run(TEXT, made)) == ()

    def test_a_threshold_that_changed(self, run: Run, law: Make) -> None:
        made = law(people(("2020-01-01", 3000), ("2024-01-01", 1000)))
        before, after = run(TEXT, made, as_of="2023-12-31"), run(TEXT, made, as_of="2024-01-01")
        (flip,) = compare_checks(before, after)
        assert (flip.entity.id, flip.law.id) == ("company", "xx_law")
        assert (flip.before.applies, flip.after.applies) == ("no", "yes")
        assert flip.changes == (
            Change(
                "threshold",
                "employees in DE (own): threshold at least 3,000 persons, then 1,000 persons "
                "since 2024-01-01",
                CITE,
            ),
        )
        (back,) = compare_checks(after, before)
        assert (back.before.applies, back.after.applies) == ("yes", "no")

    def test_a_figure_that_changed(self, run: Run, law: Make) -> None:
        made = law(All((SEAT, people((None, 1000)))))
        flips = compare_checks(run(TEXT, made), run(TEXT.replace("1500", "999"), made))
        assert only(flips) == (
            Change("figure", "employees in DE (own): 1,500 persons, then 999 persons", CITE),
        )
        unknown = run("company: One\nfacts: {seat: DE}", made)
        assert "then not known" in only(compare_checks(run(TEXT, made), unknown))[0].text

    def test_a_fact_that_changed(self, run: Run, law: Make) -> None:
        made = law(All((SEAT, people((None, 1000)))), FactTest("sells_in", "includes", ("NL",)))
        text = TEXT.replace("seat", "sells_in: [], seat")
        flips = compare_checks(run(text, made), run(text.replace("seat: DE", "seat: FR"), made))
        assert only(flips) == (Change("fact", "seat: DE, then FR", CITE),)
        flips = compare_checks(run(TEXT, made), run("company: One\nfacts: {sells_in: []}", made))
        assert [change.text for change in only(flips)] == [
            "seat: DE, then not known",
            "employees in DE (own): 1,500 persons, then not known",
            "sells in: not known, then none",
        ]

    def test_a_state_that_changed(self, run: Run, law: Make) -> None:
        made = law(SEAT, events={"adopted": "2020-01-01", "first_applied": "2026-07-01"})
        flips = compare_checks(run(TEXT, made), run(TEXT, made, as_of="2026-07-01"))
        (flip,) = flips
        assert (flip.before.would_apply, flip.after.applies) == ("yes", "yes")
        assert flip.changes == (
            Change("state", "adopted not in force on 2026-06-30, applied on 2026-07-01"),
        )

    def test_a_state_alone_does_not_flip_an_answer_that_stays_no(self, run: Run, law: Make) -> None:
        made = law(SEAT, events={"adopted": "2020-01-01", "first_applied": "2026-07-01"})
        outside = TEXT.replace("seat: DE", "seat: FR")
        assert compare_checks(run(outside, made), run(outside, made, as_of="2026-07-01")) == ()

    def test_what_the_rule_says_of_a_law_that_does_not_bind_flips_too(
        self, run: Run, law: Make
    ) -> None:
        made = law(
            people(("2020-01-01", 1000), ("2026-01-01", 2000)), events={"adopted": "2020-01-01"}
        )
        before, after = run(TEXT, made, as_of="2025-12-31"), run(TEXT, made)
        (flip,) = compare_checks(before, after)
        assert (flip.before.would_apply, flip.after.would_apply) == ("yes", "no")
        assert (flip.before.applies, flip.after.applies) == ("no", "no")
        assert [change.kind for change in flip.changes] == ["threshold"]

    def test_a_class_that_took_the_place_of_another(self, run: Run, law: Make) -> None:
        def size(name: str, limit: int, **more: date) -> AddresseeClass:
            return AddresseeClass(
                id=name, title=name.capitalize(), rule=people((None, limit)), confidence="high",
                cite=CITE, **more,
            )  # fmt: skip

        made = law(
            size("old", 1000, valid_to=D("2026-03-17")),
            size("new", 5000, valid_from=D("2026-03-18")),
        )
        before, after = run(TEXT, made, as_of="2026-03-17"), run(TEXT, made, as_of="2026-03-18")
        assert only(compare_checks(before, after)) == (
            Change("class", "Old: no longer after 2026-03-17", CITE),
            Change(
                "threshold",
                "employees in DE (own): threshold at least 1,000 persons, then 5,000 persons "
                "since 2026-03-18",
                CITE,
            ),
        )
        texts = [change.text for change in only(compare_checks(after, before))]
        assert texts[0] == "Old: new"
        assert texts[1].endswith("5,000 persons, then 1,000 persons")

    def test_only_what_turned_the_rule_is_told(self, run: Run, law: Make) -> None:
        dutch = FactTest("seat", "equals", ("NL",))
        size = people(("2020-01-01", 3000), ("2024-01-01", 1000))
        made = law(size, All((dutch, size)))
        before, after = run(TEXT, made, as_of="2023-12-31"), run(TEXT, made, as_of="2024-01-01")
        assert len(only(compare_checks(before, after))) == 1, "the second class is out on both days"

        def seated(name: str, **more: date) -> AddresseeClass:
            return AddresseeClass(id=name, title=name, rule=SEAT, confidence="high", **more)

        renamed = law(
            seated("old", valid_to=D("2026-06-30")), seated("new", valid_from=D("2026-07-01")),
            events={"adopted": "2020-01-01", "first_applied": "2026-07-01"},
        )  # fmt: skip
        flips = compare_checks(run(TEXT, renamed), run(TEXT, renamed, as_of="2026-07-01"))
        assert [change.kind for change in only(flips)] == ["state"]

    def test_entities_and_laws_of_one_check_alone_are_left_out(self, run: Run, law: Make) -> None:
        other = law(SEAT, id="yy_law")
        group = "company: G\nentities: [{id: a, facts: {seat: DE}}, {id: b, facts: {seat: DE}}]"
        later = "company: G\nentities: [{id: a, facts: {seat: FR}}, {id: c, facts: {seat: FR}}]"
        flips = compare_checks(run(group, law(SEAT)), run(later, law(SEAT), other))
        assert [(flip.entity.id, flip.law.id) for flip in flips] == [("a", "xx_law")]


class TestCheck:
    GROUP = "company: G\nentities: [{id: a, facts: {seat: DE}}, {id: b, parent: a}, {id: c}]"

    def test_every_entity_meets_every_law_in_order(self, run: Run, law: Make) -> None:
        found = run(self.GROUP, law(SEAT), law(SEAT, id="aa_law"))
        assert [
            (one.entity.id, [result.law.id for result in one.laws]) for one in found.entities
        ] == [(name, ["xx_law", "aa_law"]) for name in "abc"]
        assert (found.version, found.digest, found.as_of) == ("1", "sha256:0", D("2026-06-30"))
        assert [one.laws[0].applies for one in found.entities] == ["yes", "unknown", "unknown"]
        assert [m.fact for m in found.entities[1].laws[0].missing] == ["seat"]

    def test_laws_and_entities_are_chosen_by_id(self, run: Run, law: Make) -> None:
        laws = (law(SEAT), law(SEAT, id="aa_law"))
        found = run(self.GROUP, *laws, laws=["aa_law", "aa_law"], entities=["c", "a"])
        assert [(o.entity.id, [r.law.id for r in o.laws]) for o in found.entities] == [
            ("c", ["aa_law"]), ("a", ["aa_law"]),
        ]  # fmt: skip
        for chosen in ({"laws": ["zz"]}, {"entities": ["zz"]}):
            with pytest.raises(KeyError, match="zz"):
                run(self.GROUP, *laws, **chosen)

    def test_progress_is_told_entity_by_entity(self, run: Run, law: Make) -> None:
        told: list[tuple[int, int]] = []
        run(self.GROUP, law(SEAT), progress=lambda done, total: told.append((done, total)))
        assert told == [(1, 3), (2, 3), (3, 3)]

    @pytest.mark.parametrize(
        ("first", "last"),
        [
            ("2026-06-30", "2027-06-29"), ("2026-01-01", "2026-12-31"),
            ("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-27"),
            ("2023-03-01", "2024-02-29"), ("9999-05-01", "9999-12-31"),
        ],
    )  # fmt: skip
    def test_the_window_is_twelve_months(self, first: str, last: str) -> None:
        assert last_of_twelve_months(D(first)) == D(last)

    def test_another_window_may_be_given(self, run: Run, law: Make) -> None:
        window = (D("2027-01-01"), D("2027-12-31"))
        assert run(TEXT, law(SEAT), window=window).window == window
        assert run(TEXT, law(SEAT)).window == (D("2026-06-30"), D("2027-06-29"))
