"""What the result of a check says: excerpts, omissions, hints, several files of one source."""

from __future__ import annotations

import pytest

from ddcompare.corpus.texts import OfficialText, Provision, check, combine, read_text
from ddcompare.model.provisions import Row
from tests.corpus.texts.documents import AUSTRALIAN, FRENCH, GERMAN, OJ, UK_ACT, UK_REGULATIONS

EXCERPT = """---
title: "Act"
excerpt: "sections 2 to 4, not all of them whole"
---
## Section 2 Whole

### s 2(1)

(1) A ferry must:

(a) float; and

(b) sail.

### s 2(2)

(2) It must be safe.

## Section 3 With a gap

### s 3(1)

(1) One.

### s 3(4)

(4) Four.

## Section 4 Broken off

### s 4(1)

(1) The report must state:

(a) the name;
"""


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("s 2(1)(b)", "found"),
        ("s 2(3)", "not_found"),  # 1 and 2 are there, and the excerpt goes on
        ("s 2(1)(c)", "not_found"),
        ("s 2(2)(a)", "not_found"),
        ("s 2(1) sentence 2", "not_found"),
        ("s 3(2)", "no_text"),  # the excerpt has a gap there
        ("s 3(5)", "no_text"),
        ("s 4(1)(b)", "no_text"),  # the excerpt ends there
        ("s 4(2)", "no_text"),
        ("s 5", "no_text"),
        ("s 1", "no_text"),
        ('s 2 "ferry"', "no_text"),
        ("reg 2", "no_text"),
        ("s 2(1); s 5", "no_text"),
        ("s 2(3); s 5", "not_found"),
    ],
)
def test_an_excerpt_tells_only_what_it_shows(at: str, status: str) -> None:
    text = read_text(EXCERPT.encode())
    assert not text.complete
    assert check(text, at).status == status


def test_a_list_that_ends_with_a_full_stop_is_whole() -> None:
    text = read_text((EXCERPT + "\n(b) the date.\n").encode())
    assert check(text, "s 4(1)(c)").status == "not_found"


def test_what_the_copy_leaves_out_is_not_wrong() -> None:
    result = check(read_text(UK_ACT.data), "s 8(2)")
    assert (result.status, result.hint) == ("no_text", "the copy at hand leaves out s 8(2)")
    assert check(read_text(UK_ACT.data), "s 8(1)-(3)").status == "found"


@pytest.mark.parametrize(
    ("case", "at", "hint"),
    [
        (UK_ACT, "s 7(9)", "s 7 has (1) to (4)"),
        (UK_ACT, "s 7(2)(x)", "s 7(2) has (a) to (b)"),
        (UK_ACT, "s 7(1)(a)", "s 7(1) has no parts of its own that are numbered"),
        (UK_ACT, "s 9", "the text has s 7 to 8A"),
        (UK_ACT, "art. 7", "the text has no article, but s 7 to 8A; Schedule 1"),
        (UK_ACT, 's 7(4) "raft"', "s 7(4) defines “crossing” and “operator”"),
        (UK_REGULATIONS, "s 1", "the text has no section, but reg 1 to 2"),
        (GERMAN, "§ 1(1) no. 1", "§ 1(1) has no. 1 more than once; say in which part"),
        (GERMAN, "§ 1(1) sentence 7", "§ 1(1) has 3 sentences"),
        (GERMAN, "§ 1(1) sentence 2 no. 9", "§ 1(1), sentence 2 has no. 1 to 2"),
        (OJ, "Annex I", "the text has one annex, without a number"),
        (OJ, "art. 2, third paragraph", "art. 2 has 2 paragraphs"),
        (FRENCH, "L.999-10-1, II, para 9", "L.999-10-1, II has 3 paragraphs"),
        (FRENCH, "L.999-10-2", "the text has art. L999-10-1"),
    ],
)
def test_a_hint_names_what_there_is(case: object, at: str, hint: str) -> None:
    assert check(read_text(case.data), at).hint == hint  # type: ignore[attr-defined]


def test_a_hint_says_where_the_words_stand() -> None:
    result = check(read_text(UK_ACT.data), "s 7", ["£5,000", "30 days", "unicorn"])
    assert result.hint == (
        "“£5,000” stands in s 8A; “30 days” stands in s 8(1); “unicorn” is nowhere in the text"
    )


def test_a_long_list_is_shortened_to_the_neighbours() -> None:
    rows = Row.of(Provision("section", str(n)) for n in (1, 3, 5, 7, 9, 11))
    text = OfficialText("x", None, "en", rows)
    assert check(text, "s 8").hint == "the text has among others s 7 and s 9"


def test_a_malformed_pinpoint_is_a_result() -> None:
    result = check(read_text(UK_ACT.data), "somewhere")
    assert result.status == "malformed"
    assert result.failed
    assert result.hint is not None
    assert "Understood are" in result.hint


def test_terms_may_stand_in_any_of_several_provisions() -> None:
    text = read_text(UK_ACT.data)
    assert check(text, "s 7(2)(b); s 8(1)", ["£12 million", "30 days"]).status == "found"
    assert check(text, "s 7(2)(b); s 8A", ["£12 million", "30 days"]).missing_terms == ("30 days",)


def test_files_of_one_source_are_one_text() -> None:
    other = FRENCH.text.replace("L999-10-1", "L999-10-2").replace("deux mille", "trois mille")
    text = combine([read_text(FRENCH.data), read_text(other.encode())])
    assert [label for _, label in text.roots.outline] == ["L999-10-1", "L999-10-2"]
    assert check(text, "L.999-10-1, I", ["deux mille"]).status == "found"
    assert check(text, "L.999-10-2, I", ["trois mille"]).status == "found"
    assert check(text, "L.999-10-2, I, para 1", ["deux mille"]).failed
    assert check(text, "L.999-10-1 and L.999-10-2").status == "found"
    assert check(text, "whole act", ["trois mille"]).status == "whole"
    with pytest.raises(ValueError, match="no text"):
        combine([])


def test_an_excerpt_among_the_files_makes_the_text_one() -> None:
    text = combine([read_text(AUSTRALIAN.data), read_text(EXCERPT.encode())])
    assert not text.complete


def test_a_provision_in_two_languages_is_found_in_either() -> None:
    two = """# Art. 3

## Deutsch

### Art. 3 Abs. 1

1 Die Busse beträgt 100 000 Franken.

## English

### Art. 3 para. 1

1 The fine is 100 000 francs.
"""
    text = read_text(two.encode())
    assert check(text, "art. 3(1)", ["100 000 Franken"]).status == "found"
    assert check(text, "art. 3(1)", ["100 000 francs"]).status == "found"
    assert check(text, "art. 3(1)", ["50 000 francs"]).status == "term_missing"


def test_a_quick_look_never_takes_a_label_for_a_word() -> None:
    """Labels of parts are no words of the law, also in the text that is looked at first."""
    text = read_text(OJ.data)
    for at, label in [("art. 1", "2"), ("art. 1(1)", "b"), ("art. 1(1)(b)", "ii")]:
        assert check(text, at, [label]).status == "term_missing"
