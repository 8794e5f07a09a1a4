"""Pinpoints are parsed into steps, or refused with a sentence that names the forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddcompare.corpus.texts.pinpoints import WHOLE, PinpointError, parse


def spelled(at: str) -> list[str]:
    """Each pinpoint as ``kind label/kind label``, ranges with two dots."""
    return [
        "/".join(f"{s.kind} {s.label}{'..' + s.to if s.to else ''}".strip() for s in pinpoint)
        for pinpoint in parse(at)
    ]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("s 54(5)(a)", ["section 54/5/a"]),
        ("s. 54 (5) (a)", ["section 54/5/a"]),
        ("s 54(4)-(5)", ["section 54/4..5"]),
        ("s 54(4)–(5)", ["section 54/4..5"]),
        ("s 54(4)-54(5)", ["section 54/4..5"]),
        ("s 54(4)(a)(i)", ["section 54/4/a/i"]),
        ("reg 3(1)", ["regulation 3/1"]),
        ("§ 24(2) sentence 1 no. 1", ["section 24/2/sentence 1/number 1"]),
        (
            "§ 24 Abs. 2 Satz 1 Nr. 1 Buchst. b",
            ["section 24/paragraph 2/sentence 1/number 1/point b"],
        ),
        ("§ 3(1) sentence 2 no 1a", ["section 3/1/sentence 2/number 1a"]),
        ("§ 2(2) nos. 1 and 2", ["section 2/2/number 1", "section 2/2/number 2"]),
        ("§ 2(2) nos. 1-3", ["section 2/2/number 1..3"]),
        ("§§ 4-10", ["section 4..10"]),
        ("§ 3(b)(2)", ["section 3/b/2"]),
        ("19 U.S.C. 1307", ["section 1307"]),
        ("19 U.S.C. § 1307(b)", ["section 1307/b"]),
        ("Cal. Civ. Code § 1714.43(a)(2)(A)", ["section 1714.43/a/2/A"]),
        ("Pub. L. 117-78 § 2(d)", ["section 2/d"]),
        ("art. 29(2)-(6)", ["article 29/2..6"]),
        ("arts 8-10", ["article 8..10"]),
        ("arts 8 to 10", ["article 8..10"]),
        ("arts 5, 7 and 9(1)", ["article 5", "article 7", "article 9/1"]),
        ("art. 1(3)-(4), 19(1)", ["article 1/3..4", "article 19/1"]),
        ("art. 2(1), first subparagraph, point (a)", ["article 2/1/subparagraph 1/point a"]),
        (
            "art. 2(1), first and third subparagraphs",
            ["article 2/1/subparagraph 1", "article 2/1/subparagraph 3"],
        ),
        ("art. 2(1), last sentence", ["article 2/1/sentence last"]),
        ("art. 2(1), introductory wording", ["article 2/1/chapeau"]),
        ("art. 5(2), 3rd indent", ["article 5/2/indent 3"]),
        ("art. 964j(1)(2)", ["article 964j/1/2"]),
        ("art. 964j para. 1 no. 2", ["article 964j/paragraph 1/number 2"]),
        ("Art. 325ter al. 1 let. a", ["article 325ter/paragraph 1/point a"]),
        ("L.225-102-1, I, 4°", ["article L225-102-1/I/number 4"]),
        ("L. 225-102-1, I, para 3", ["article L225-102-1/I/paragraph 3"]),
        ("art. L225-102-1, I and II", ["article L225-102-1/I", "article L225-102-1/II"]),
        ("L.225-102-1, I, 1°-5°", ["article L225-102-1/I/number 1..5"]),
        ('s 54(12) "partnership"', ["section 54/12/definition partnership"]),
        ("s 4 ‘large ferry’ (b)", ["section 4/definition large ferry/b"]),
        ("Annex I, Part I, point 2", ["annex I/part I/point 2"]),
        ("Annex, Part I, section 1", ["annex/part I/section 1"]),
        ("Annexes I to III", ["annex I..III"]),
        ("Schedule 1, para 2(1)", ["schedule 1/paragraph 2/1"]),
        ("recital 16", ["recital 16"]),
        ("recitals 1-3 and art. 3", ["recital 1..3", "article 3"]),
        ("s 54(2) and (6)", ["section 54/2", "section 54/6"]),
        (
            "s 54(2)(a), (4) and (5)(b)",
            ["section 54/2/a", "section 54/4", "section 54/5/b"],
        ),
        ("s 54(2); s 58(4)(i)", ["section 54/2", "section 58/4/i"]),
        ("s 11(2)(a.1)", ["section 11/2/a.1"]),
        ("§ 6 annet ledd bokstav c", ["section 6/paragraph 2/point c"]),
        ("s 13(2), note 1", ["section 13/2/note 1"]),
    ],
)
def test_forms(at: str, expected: list[str]) -> None:
    assert spelled(at) == expected


@pytest.mark.parametrize(
    "at", ["whole act", "Whole Regulation", "the whole of the act", "whole section", "full text"]
)
def test_the_whole(at: str) -> None:
    assert parse(at) == (WHOLE,)


@pytest.mark.parametrize(
    "at",
    [
        *("", "   ", "foo", "54", "s", "s (2)", "s 54(", "s 54)", "s 54((2))", "s 54(2", "art 7 8"),
        *("(2)", "paragraph 3", "s 54 s 55", "s 54, somewhere", "art. 2(1)-", "art. 2(1)-(a)"),
        *("art. 2(1)-(3)(a)", "see s 54", "s 54 (commercial)", "page 12", "§", "art. 2 first"),
        *("art. 2, first point", 's 54 "', "s 54;;;x", "L.225", "Annex of the act", "s 54(2)?"),
        "s 54" + "(a)" * 200,
        "; ".join(["s 1"] * 70),
    ],
)
def test_what_cannot_be_read_is_a_sentence(at: str) -> None:
    with pytest.raises(PinpointError, match=r"is no pinpoint: .*Understood are: s 54\(5\)\(a\);"):
        parse(at)


def test_steps_keep_how_they_were_written() -> None:
    assert [step.shown for step in parse("s 54(2)(b)")[0]] == ["s 54", "(2)", "(b)"]


@given(st.text(max_size=60))
def test_any_text_ends_in_steps_or_the_error(at: str) -> None:
    _parse(at)


WORDS = """s art. arts § reg Annex I L.1-2 54 2 (2) (a) - to and , ; para point no. sentence first
last "x" 4° second subparagraph whole recital Schedule 1a U.S.C. note"""
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_any_pieces_end_in_steps_or_the_error(at: str) -> None:
    _parse(at)


def _parse(at: str) -> None:
    try:
        pinpoints = parse(at)
    except PinpointError as error:
        assert "Understood are" in str(error)  # noqa: PT017
    else:
        assert pinpoints
        assert all(step.kind or index for p in pinpoints for index, step in enumerate(p))
