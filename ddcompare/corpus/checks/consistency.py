"""Coded cells that need judgement must not contradict the rule or the duties.

- ``contradicts-scope``: a coded cell of personal scope says other than the scope rule does:
  ``scope.foreign_entities`` against what the rule makes of a company seated abroad,
  ``scope.entity_forms`` against the legal forms it lets in, ``scope.group_counting`` against the
  perimeter of the size test.
- ``contradicts-duties``: ``form.report_required`` says there is a report and no duty is marked
  ``report: true``, or the reverse.

The rule is asked with one fact known and all others unknown (Kleene): if it then says no, the
company is out whatever else is true.

Fails: ``scope.foreign_entities`` at its top level with a rule that demands a domestic seat.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ddcompare.corpus.lawfile import LawFile
from ddcompare.model.law import AddresseeClass, Answer, in_force
from ddcompare.model.problem import Problem
from ddcompare.model.rules import Facts, FigureTest, evaluate, walk

CODES = ("contradicts-scope", "contradicts-duties")
ABROAD = "ZZ"
"""A country of no law: ISO 3166-1 leaves the code to users."""


def check(file: LawFile, today: date | None) -> Iterator[Problem]:
    """Compare the coded cells with the rule on the first day of each answer."""
    judges = _JUDGES if file.complete("scope") else {}
    for name, judge in judges.items():
        for index, coded in enumerate(file.law.answers.get(name, ())):
            day = coded.valid_from or file.law.adopted_on
            if coded.state != "value" or coded.value is None or day is None:
                continue
            classes = [item for item in in_force(file.law.scope, day) if item.ordinary]
            fault = judge(file, coded, classes, day) if classes else None
            if fault:
                yield file.document.problem(
                    file.answer(name, index), "contradicts-scope", f"{name}: {fault}",
                    "correct the cell, or the rule under 'scope'",
                )  # fmt: skip
    yield from _reports(file)


def _excluded(classes: list[AddresseeClass], facts: Facts, day: date) -> bool:
    return all(evaluate(item.rule, facts, day).result == "no" for item in classes)


def _foreign(file: LawFile, coded: Answer, classes: list[AddresseeClass], day: date) -> str | None:
    abroad = {"seat": ABROAD, "head_office": ABROAD}
    anywhere = _excluded(classes, Facts(abroad), day)
    without_branch = _excluded(classes, Facts({**abroad, "branches": ()}), day)
    allowed = {0} if anywhere else {0, 1} if without_branch else {1, 2}
    if coded.score in allowed or coded.score is None:
        return None
    verdict = "excludes" if anywhere else "needs a branch of" if without_branch else "lets in"
    label = file.codebook.indicators["scope.foreign_entities"].levels[coded.score].label
    return f"coded '{label}', but the scope rule {verdict} a company seated abroad"


def _forms(file: LawFile, coded: Answer, classes: list[AddresseeClass], day: date) -> str | None:
    codes = file.codebook.indicators["scope.entity_forms"].by_id
    values = file.codebook.terms["fact"]["legal_form"].extra["values"]
    assert isinstance(values, list)
    assert isinstance(coded.value, tuple)
    out = {f for f in values if _excluded(classes, Facts({"legal_form": f}), day)}
    if not out:
        return None
    for form in values:
        if form in codes and (form in coded.value) == (form in out):
            verdict = "excludes" if form in out else "lets in"
            return f"the scope rule {verdict} the form '{form}', the cell says otherwise"
    return None


def _groups(file: LawFile, coded: Answer, classes: list[AddresseeClass], day: date) -> str | None:
    tests = [
        node
        for item in classes
        for node, _ in walk(item.rule)
        if isinstance(node, FigureTest)
        and file.codebook.terms["figure"][node.figure].extra.get("size")
    ]  # fmt: skip
    if not tests:
        return "coded with a level, but the scope rule has no size test"
    perimeter = file.codebook.terms["perimeter"]
    counted = {int(str(perimeter[test.of].extra["counting"])) for test in tests}
    if coded.score not in counted:
        return f"the size test counts '{tests[0].of.replace('_', ' ')}'"
    return None


_JUDGES = {
    "scope.foreign_entities": _foreign,
    "scope.entity_forms": _forms,
    "scope.group_counting": _groups,
}


def _reports(file: LawFile) -> Iterator[Problem]:
    if not file.complete("duties"):
        return
    for index, coded in enumerate(file.law.answers.get("form.report_required", ())):
        day = coded.valid_from or file.law.adopted_on
        if coded.score is None or day is None:
            continue
        reports = [duty for duty in in_force(file.law.duties, day) if duty.report]
        if bool(coded.score) != bool(reports):
            there = "a duty is" if reports else "no duty is"
            yield file.document.problem(
                file.answer("form.report_required", index), "contradicts-duties",
                f"form.report_required is level {coded.score}, but {there} marked 'report: true'",
                "correct the cell, or the duties",
            )  # fmt: skip
