"""Terms: typographic variants are the same, parts of words and of figures are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddcompare.corpus.texts.terms import contains


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("36 million", "of £36 million."),
        ("£36 million", "of £36 million."),
        ("36 Million", "36\N{NO-BREAK SPACE}million"),
        ("1 000", "more than 1\N{NARROW NO-BREAK SPACE}000 employees"),
        ("1 000", "more than 1\N{THIN SPACE}000"),
        ("1000", "more than 1 000 employees"),
        ("1 000", "more than 1000 employees"),
        ("450 000 000", "EUR 450\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000"),
        ("organisation's", "the organisation’s duty"),
        ("'company'", "“company” means"),
        ("due-diligence", "due\N{NON-BREAKING HYPHEN}diligence"),
        ("2021-2023", "2021\N{EN DASH}2023"),
        ("diligence", "dili\N{SOFT HYPHEN}gence"),
        ("financial", "\N{LATIN SMALL LIGATURE FI}nancial"),
        ("mise en œuvre", "la mise en œuvre"),
        ("GROSSE", "große"),
        ("500", "in 2024 500 employees"),
        ("0,5", "0,5 hectares"),
        ("US", "the US authorities"),
        ("30", "within 30 days"),
        ("54", "section 54."),
        ("54", "54, 55"),
        ("30 June", "by 30 June 2030"),
    ],
)
def test_the_same_words(term: str, text: str) -> None:
    assert contains(text, term)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("5", "54"),
        ("5", "45"),
        ("5", "1 500"),
        ("5", "5 000 employees"),
        ("5", "2.5 per cent"),
        ("5", "5,4"),
        ("000", "5 000"),
        ("500 000 000", "1 500 000 000"),
        ("1 500 000", "1 500 000 000"),
        ("50 000", "450 000"),
        ("36", "£36.5 million"),
        ("1.000", "1,000"),
        ("1.000", "1 000"),
        ("1000", "1.000"),
        ("million", "millions"),
        ("year", "two years"),
        ("art", "party"),
        ("us", "must"),
        ("US", "for us all"),
        ("WHO", "anyone who"),
        ("3 months", "13 months"),
        ("3 months", "3 month"),
        ("", "anything"),
        (" ", "any thing"),
        ("a", ""),
        ("½", "12"),
    ],
)
def test_other_words(term: str, text: str) -> None:
    assert not contains(text, term)


@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=40))
def test_a_term_between_spaces_is_found(before: str, term: str, after: str) -> None:
    words = " ".join(term.split())
    if words and any(map(str.isalpha, words)):
        assert contains(f"{before} | {words} | {after}", words)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_figure_is_only_itself(one: int, other: int) -> None:
    text = f"not less than {one:,} units".replace(",", " ")
    assert contains(text, str(other)) == (one == other)
