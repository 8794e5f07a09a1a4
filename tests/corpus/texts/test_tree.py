"""The pieces: rows made on demand, trees out of markers, sentences, order of labels."""

from __future__ import annotations

import pytest

from ddcompare.corpus.texts import check, labels, read_text
from ddcompare.corpus.texts.eurlex_blocks import Entries
from ddcompare.corpus.texts.outline import Node, Outline
from ddcompare.corpus.texts.views import paragraphs, sentences, split_sentences
from ddcompare.model.provisions import Provision, Row
from tests.corpus.texts.documents import CASES


def tree(*lines: str) -> str:
    outline = Outline(Node("section", "1"), {"paren:n": "subsection"}, frozenset({"paren:n"}))
    for line in lines:
        outline.line(line)
    return spelled(outline.root.finish())


def spelled(provision: Provision) -> str:
    inner = "".join(spelled(child) for child in provision.children)
    name = provision.label or provision.kind
    return f"[{name}{inner}]"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("(1) x", "(a) x", "(b) x", "(2) x"), "[1[1[a][b]][2]]"),
        (("(1) x", "(a) x", "(i) x", "(ii) x", "(b) x"), "[1[1[a[i][ii]][b]]]"),
        (("(g) x", "(h) x", "(i) x", "(j) x"), "[1[g][h][i][j]]"),
        (("(i) x", "(j) x"), "[1[i][j]]"),
        (("(h) x", "(i) x", "(i) x", "(ii) x", "(j) x"), "[1[h][i[i][ii]][j]]"),
        (("(15) x", "(15a) x", "(15b) x", "(16) x"), "[1[15][15a][15b][16]]"),
        (("(1) x", "(4) x"), "[1[1][4]]"),
        (("1. x", "a) x", "aa) x", "bb) x", "b) x", "2. x"), "[1[1[a[aa][bb]][b]][2]]"),
        (("(a) x", "— x", "— x", "(b) x", "— x"), "[1[a[1][2]][b[1]]]"),
        (("(a) (1) x", "(2) x"), "[1[a[1][2]]]"),
        (("(1) x", "(a) x", "Then", "(a) x"), "[1[1[a][text][a]]]"),
        (("(1) x", "(a) x", "(i) x", "and so on", "(b) x"), "[1[1[a[i][text]][b]]]"),
        (("words", "More words"), "[1[text]]"),
    ],
)
def test_levels_follow_from_the_order(lines: tuple[str, ...], expected: str) -> None:
    assert tree(*lines) == expected


def test_disorder_does_not_make_levels() -> None:
    made = tree(*(f"({n}) x" for n in range(2000, 0, -1)), *["(a) x", "(z) x", "(c) x"] * 500)
    depth = deepest = 0
    for sign in made:
        depth += (sign == "[") - (sign == "]")
        deepest = max(deepest, depth)
    assert deepest < 12


@pytest.mark.parametrize("name", list(CASES))
def test_rows_agree_with_their_members(name: str) -> None:
    def agree(row: Row) -> None:
        for index, (kind, label) in enumerate(row.outline):
            below = row.below(index)
            member = row[index]
            assert (member.kind, member.label) == (kind, label)
            assert member.children == below
            assert row.below(index) == below
            assert index in row.places(label)
            assert set(member.text.split()) <= set(member.skim().split())
            agree(member.children)

    text = read_text(CASES[name].data)
    agree(text.roots)
    assert list(text.roots) == [text.roots[i] for i in range(-len(text.roots), 0)]
    assert text.roots[0:1] == (text.roots[0],)
    assert sum(1 for _ in text.walk()) >= len(text.roots)
    with pytest.raises(IndexError):
        text.roots[len(text.roots)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two. Three.", 3),
        ("Am 1. Januar 2024 gilt es. Danach nicht.", 2),
        ("See paragraph 2. The rest follows.", 2),
        ("Vgl. Satz 1. Der Rest folgt.", 2),
        ("It ends here.” And begins.", 2),
        ("Nothing ends, e.g. here", 1),
        ("Siehe § 3 Abs. 1 Nr. 2. § 4 bleibt.", 2),
        ("Dr. Smith may. Mr. Jones must.", 2),
        ("innen 30. juni hvert år. Den skal.", 2),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    parts = split_sentences(text)
    assert len(parts) == count
    assert " ".join(parts) == text


def test_a_list_belongs_to_its_sentence_and_its_paragraph() -> None:
    provision = Provision(
        "paragraph",
        "1",
        text="One. Two:",
        children=Row.of(
            [
                Provision("point", "a", text="first,"),
                Provision("text", text="with a tail. Three."),
                Provision("point", "a", text="last."),
            ]
        ),
    )
    assert [len(one.children) for one in sentences(provision)] == [0, 2, 1]
    assert [len(one.children) for one in paragraphs(provision)] == [1, 1]


@pytest.mark.parametrize(
    ("last", "label", "roman", "expected"),
    [
        ("1", "2", False, True),
        ("1", "3", False, False),
        ("2", "2a", False, True),
        ("2b", "3", False, True),
        ("2a", "2c", False, False),
        ("a", "b", False, True),
        ("z", "aa", False, True),
        ("aa", "ab", False, True),
        ("iii", "iv", True, True),
        ("iv", "vi", True, False),
        ("a", "B", False, False),
        ("9", "a", False, False),
        ("I", "II", True, True),
    ],
)
def test_order_of_labels(last: str, label: str, roman: bool, expected: bool) -> None:
    assert labels.follows(last, label, roman) is expected


@pytest.mark.parametrize("name", ["oj", "consolidated"])
def test_only_what_is_cited_is_built(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text costs little more than its parsing: levels that nobody asks for are not read."""
    made: list[str] = []
    make = Entries.make

    def counted(self: Entries, index: int) -> Provision:
        provision = make(self, index)
        made.append(provision.label)
        return provision

    monkeypatch.setattr(Entries, "make", counted)
    text = read_text(CASES[name].data)
    assert made == []
    result = check(text, "art. 1(1)(b)")
    assert (result.status, made) == ("found", [])
    assert [provision.label for provision in result.provisions] == made == ["b"]
