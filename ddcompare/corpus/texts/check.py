"""Check a citation against an official text: does the pinpoint exist, and do the terms stand there?

What an excerpt cannot tell is told apart: a provision that is missing from a text that is not
complete has the status ``no_text``, unless the excerpt itself rules it out (``ruled_out``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ddcompare.corpus.texts import hints, labels
from ddcompare.corpus.texts.pinpoints import WHOLE, PinpointError, parse
from ddcompare.corpus.texts.resolve import UNLABELLED, Found, Missing, Place, provision_at, resolve
from ddcompare.corpus.texts.terms import contains, stands
from ddcompare.model.provisions import OfficialText, Provision

Status = Literal["found", "not_found", "term_missing", "whole", "malformed", "no_text"]


@dataclass(frozen=True, slots=True)
class CitationResult:
    """What came of checking one citation.

    ``found``: every pinpoint exists and every term stands in one of the provisions.
    ``term_missing``: the provisions exist, ``missing_terms`` do not stand there.
    ``not_found``: a pinpoint names nothing. ``malformed``: it cannot be read.
    ``whole``: the whole text is cited, which verifies nothing; ``no_text``: the text at hand is
    an excerpt that does not reach so far, or leaves the provision out.
    ``hint`` says what stands there instead.
    """

    status: Status
    places: tuple[Place, ...] = ()
    missing_terms: tuple[str, ...] = ()
    hint: str | None = None

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions that were found, in the order of the citation."""
        return tuple(map(provision_at, self.places))

    @property
    def failed(self) -> bool:
        """Whether the citation is wrong, as far as the text can tell."""
        return self.status in ("not_found", "term_missing", "malformed")


def check(text: OfficialText, at: str, terms: Sequence[str] = ()) -> CitationResult:
    """Check a pinpoint (or several in one string) and the terms that must stand there.

    Raises nothing: a pinpoint that cannot be read gives ``malformed`` with a sentence.
    """
    try:
        pinpoints = parse(at)
    except PinpointError as error:
        return CitationResult("malformed", hint=str(error))
    found: tuple[Place, ...] = ()
    beyond: str | None = None
    for pinpoint in pinpoints:
        if pinpoint is WHOLE:
            continue
        result = resolve(text, pinpoint)
        if isinstance(result, Found):
            found += result.places
        elif result.why == "omitted":
            beyond = f"the copy at hand leaves out {hints.shown((*result.reached, result.step))}"
        elif text.complete or ruled_out(result):
            hint = hints.nearest(text, result)
            return CitationResult("not_found", found, hint=hint)
        else:
            beyond = f"not in the excerpt at hand: {hints.nearest(text, result)}"
    whole = WHOLE in pinpoints
    missing: tuple[str, ...] = ()
    if terms:
        missing = _missing(tuple(text.roots if whole else map(provision_at, found)), terms)
    if missing and beyond is None and not (whole and not text.complete):
        hint = hints.elsewhere(text, missing)
        return CitationResult("term_missing", found, missing, hint)
    if beyond is not None:
        return CitationResult("no_text", found, missing, beyond)
    return CitationResult("whole" if whole else "found", found)


def _missing(provisions: Sequence[Provision], terms: Sequence[str]) -> tuple[str, ...]:
    """The terms that stand in none of the provisions.

    A quick look at the unread words decides for terms that no label could be mistaken for.
    """
    for provision in provisions:
        own = f"{provision.heading} {provision.text}" if provision.heading else provision.text
        terms = [term for term in terms if not stands(term, own)]
        if not terms:
            return ()
        if provision.children:
            words = provision.skim()
            terms = [term for term in terms if _like_label(term) or not stands(term, words)]
    words_of = [provision.full_text() for provision in provisions]
    return tuple(term for term in terms if not any(contains(one, term) for one in words_of))


def _like_label(term: str) -> bool:
    return " " not in term and len(term) <= 5


def ruled_out(missing: Missing) -> bool:
    """Whether an excerpt itself shows that a provision does not exist.

    It does if the parent stands in the excerpt whole: its numbered parts run from the first one
    on without a gap, and either the excerpt goes on behind the parent, or its last part ends
    the list (a full stop after parts that end with a semicolon, a comma or a conjunction).
    An excerpt that breaks off in the parent, or shows it with gaps, rules nothing out; nor is a
    definition, a note or a provision of the first level ever ruled out.
    """
    if missing.why == "ambiguous":
        return True
    if missing.parent is None or missing.step.kind in ("definition", "note", "example"):
        return False
    children = missing.parent.children
    have = [label for kind, label in children.outline if kind not in UNLABELLED]
    if not labels.gapless(have):
        return False
    goes_on = any(index < len(row) - 1 for row, index in missing.trail)
    if not have:
        return goes_on and bool(missing.parent.text)
    return goes_on or _closed(missing.parent)


def _closed(provision: Provision) -> bool:
    parts = [child.full_text() for child in provision.children if child.label]
    if len(parts) < 2 or not parts[-1].endswith("."):
        return False
    return any(part.endswith((";", ",", " and", " or", " und", " oder")) for part in parts[:-1])
