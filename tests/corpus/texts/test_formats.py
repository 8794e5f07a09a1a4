"""Every format: read, what is cited is found, and every spoilt citation is caught."""

from __future__ import annotations

import pytest

from ddcompare.corpus.texts import check, read_text, reader_of
from tests.corpus.texts.documents import CASES, Case

NAMES = list(CASES)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_is_recognised_and_described(name: str) -> None:
    case = CASES[name]
    reader = reader_of(case.data)
    assert reader is not None
    assert reader.id == case.reader
    text = read_text(case.data)
    assert (text.version, text.language, text.complete) == (case.version, case.language, True)
    assert text.title != "untitled" or name == "old-oj"


@pytest.mark.parametrize(("name", "at"), [(n, at) for n in NAMES for at in CASES[n].good])
def test_what_is_cited_is_found(name: str, at: tuple[str, tuple[str, ...]]) -> None:
    result = check(read_text(CASES[name].data), *at)
    assert (result.status, result.hint) == ("found", None)
    assert result.provisions
    assert not result.failed


@pytest.mark.parametrize(("name", "at"), [(n, at) for n in NAMES for at in CASES[n].wrong])
def test_a_spoilt_pinpoint_is_caught(name: str, at: str) -> None:
    result = check(read_text(CASES[name].data), at)
    assert result.status == "not_found"
    assert result.hint
    assert result.failed


@pytest.mark.parametrize(("name", "at", "term"), [(n, *t) for n in NAMES for t in CASES[n].terms])
def test_a_spoilt_term_is_caught(name: str, at: str, term: str) -> None:
    result = check(read_text(CASES[name].data), at, [term])
    assert (result.status, result.missing_terms) == ("term_missing", (term,))
    assert result.provisions
    assert result.hint is not None
    assert term in result.hint


@pytest.mark.parametrize("name", NAMES)
def test_terms_may_be_typed_otherwise(name: str) -> None:
    """Other spaces, quotation marks, dashes and case are the same words."""
    case: Case = CASES[name]
    text = read_text(case.data)
    for at, terms in case.good:
        typed = [term.replace(" ", " \n").replace("’", "'").title() for term in terms]
        assert check(text, at, typed).status == "found", (at, typed)


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_text_verifies_nothing(name: str) -> None:
    text = read_text(CASES[name].data)
    assert check(text, "whole act").status == "whole"
    assert check(text, "whole act", ["no such words"]).status == "term_missing"


@pytest.mark.parametrize("name", NAMES)
def test_every_provision_is_found_by_its_path(name: str) -> None:
    """What the tree holds by number can be cited by number, and the words are those of the tree."""
    text = read_text(CASES[name].data)
    words = {"section": "s", "article": "art.", "regulation": "reg"}
    for root in text.roots:
        if root.kind not in words:
            continue
        label = root.label.replace("L", "L.")
        at = label if label.startswith("L.") else f"{words[root.kind]} {label}"
        result = check(text, at)
        assert result.provisions == (root,)
        for child in root.children:
            if child.kind in ("paragraph", "subsection") and child.label.isdecimal():
                assert check(text, f"{at}({child.label})").provisions == (child,)
