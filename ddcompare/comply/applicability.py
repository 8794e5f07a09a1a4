"""Whether a law binds an entity on a day: what its scope rule says, and whether it may bind at all.

``applies`` is no in every state but applied and partly suspended, whatever the rule says; what the
rule says is then ``would_apply``. What authorities announce stands beside the answer, never in it.
"""

from __future__ import annotations

from datetime import date

from ddcompare.comply.assumptions import assumptions
from ddcompare.comply.currency import Rates
from ddcompare.comply.explain import ANSWERS, because
from ddcompare.comply.limbs import evaluated
from ddcompare.comply.perimeter import EntityFacts
from ddcompare.comply.records import Applicability
from ddcompare.comply.standing import Standing, standing
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company, Entity
from ddcompare.model.law import Law
from ddcompare.model.rules import Truth


def applicability(
    company: Company, entity: Entity, law: Law, as_of: date, codebook: Codebook, rates: Rates
) -> Applicability:
    """The answer for one entity and one law, without missing facts and duties."""
    here = standing(law, as_of, codebook)
    facts = EntityFacts(company, entity, law, as_of, rates, codebook)
    trace = evaluated(here.rule, law, facts, here.rule_day)
    classes = tuple(zip(here.classes, trace.children, strict=True))
    applies: Truth = "no" if here.why_not else trace.result
    taken = assumptions(trace, facts, as_of)
    said = because(trace.result, classes, entity.id, codebook)
    if here.why_not:
        verdict = {"yes": "yes", "no": "no", "unknown": "open"}[trace.result]
        reason = f"No: {here.why_not}; by its rule the answer would be {verdict}: {said}"
    else:
        reason = f"{ANSWERS[trace.result]}: {said}"
    if trace.result != "no":
        reason = "; ".join((reason, *here.caveats))
    elif later := _later(here, law, facts):
        reason += f"; with the same facts it would be yes from {later}"
    if any(item.hinges for item in taken):
        reason += "; this hinges on the exchange rate"
    return Applicability(
        law=law,
        entity=entity,
        as_of=as_of,
        applies=applies,
        would_apply=trace.result if here.why_not else None,
        application_state=here.state,
        reason=f"{reason}.",
        trace=trace if classes else None,
        classes=classes,
        assumptions=taken,
        beside=here.beside,
    )


def _later(here: Standing, law: Law, facts: EntityFacts) -> date | None:
    """The first later day on which the law would bind, by the rule of that day."""
    return next(
        (day for day, rule in here.ahead if evaluated(rule, law, facts, day).result == "yes"), None
    )
