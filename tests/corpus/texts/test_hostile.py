"""Whatever the bytes, a reader gives a text or one sentence, in bounded time and memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddcompare.corpus.texts import READERS, OfficialText, Reader, TextError, read_text
from ddcompare.corpus.texts import reading as limits
from tests.corpus.texts.documents import CASES, CONSOLIDATED, OJ

HTML = b'<html xmlns="http://www.w3.org/1999/xhtml"><body>%s</body></html>'
ARTICLE = b'<div id="art_1"><p class="oj-ti-art">Article 1</p>%s</div>'
BOMB = b"<!DOCTYPE html [" + b"".join(
    b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"ha" * 50) for n in range(12)
)

HOSTILE = {
    "empty": b"",
    "blank": b" \n" * 1000,
    "nul bytes": b"\0" * 1000,
    "nul in html": HTML % (ARTICLE % b"<p>a\0b</p>"),
    "entity bomb": BOMB + b"]>" + HTML % (ARTICLE % b"<p>&e11;</p>"),
    "entity bomb in an attribute": BOMB + b"]>" + HTML % (ARTICLE % b'<p class="&e11;">x</p>'),
    "external entity": b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + HTML % (ARTICLE % b"<p>&x;</p>"),
    "parameter entity": b'<!DOCTYPE html [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'
    + HTML % (ARTICLE % b"<p>x</p>"),
    "deep": HTML % (ARTICLE % (b"<div>" * 100_000 + b"</div>" * 100_000)),
    "deep and open": HTML % (b"<div>" * 100_000),
    "truncated": OJ.data[:2000],
    "latin-1": OJ.data.replace(b"Ferries", "Fähren".encode("latin-1")),
    "not official": HTML % b"<p>hello</p>",
    "tags that do not match": HTML % b"<p><b>x</p></b>",
    "pdf": b"%PDF-1.7\n" + bytes(range(256)) * 20,
    "unknown text": b"just some words\n" * 100,
    "front matter without end": b"---\n" + b'title: "x"\n' * 50 + b"#### Article 1\n",
    "headings without provisions": b"# One\n\ntext\n\n## Two\n",
    "statute without sections": b'<?xml version="1.0"?><Statute><Body/></Statute>',
    "print without article": "Légifrance\n\n1/1\n".encode(),
    "utf-16": "#### Article 1\n\n1. Words\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_files_end_in_one_sentence(name: str) -> None:
    start = time.perf_counter()
    with pytest.raises(TextError) as caught:
        read_text(HOSTILE[name])
    assert time.perf_counter() - start < 3
    message = str(caught.value)
    assert message
    assert "\n" not in message
    assert "root:" not in message


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.id)
@pytest.mark.parametrize("name", list(HOSTILE))
def test_no_reader_fails_otherwise(reader: Reader, name: str) -> None:
    settle(reader, HOSTILE[name])


def settle(reader: Reader, data: bytes) -> OfficialText | None:
    """Read everything there is to read, or see the error; anything else is a fault."""
    reader.sniff(data)
    try:
        text = reader.read(data)
    except TextError as error:
        assert str(error)  # noqa: PT017
        return None
    for provision in text.walk():
        provision.full_text()
        provision.skim()
    return text


@pytest.mark.parametrize("case", [OJ, CONSOLIDATED], ids=["oj", "consolidated"])
def test_a_truncated_file_is_never_read_in_part(case: object) -> None:
    data = case.data.rstrip()  # type: ignore[attr-defined]
    for end in range(40, len(data), 97):
        with pytest.raises(TextError):
            read_text(data[:end])


def floods() -> Iterator[tuple[str, bytes]]:
    """Large files that would be slow if anything looked back over and over."""
    many = 20_000
    yield "paragraphs", HTML % (ARTICLE % (b"<p>Words of a paragraph.</p>" * many))
    yield "old articles", HTML % (b'<p class="ti-art">Article 1</p><p>x</p>' * many)
    yield "one old article", HTML % (b'<p class="ti-art">Article 1</p>' + b"<p>x y z a</p>" * many)
    yield "inline", HTML % (ARTICLE % (b"<p>%s</p>" % (b"<span>x</span>" * many)))
    yield "classes", HTML % (ARTICLE % b"".join(b'<p class="c%d">x</p>' % n for n in range(many)))
    yield "notes", HTML % (ARTICLE % (b"<p>x <a>(<span>1</span>)</a></p>" * many))
    yield "sections", b"".join(b"##### %d\n\n- (1) x\n\n" % n for n in range(many))
    yield "gaps", b"##### 1\n\n" + b"".join(b"- (%d) x\n\n" % n for n in range(1, 9 * many, 9))
    yield "headings", b"".join(b"### s 1(%d)\n\nx\n\n" % n for n in range(many))
    yield (
        "falling",
        b"#### Article 1\n\n" + b"".join(b"- (%d) x\n\n" % n for n in range(many, 0, -1)),
    )
    yield "dashes", b"#### Article 1\n\n" + "- — x\n\n".encode() * many
    yield "stars", b"#### Article 1\n\n" + b"*a **b ***c" * many
    yield "links", b"#### Article 1\n\n" + b"[a](b [^c " * many
    yield "broken lines", "# § 1 – X\n\n".encode() + b"words that do not end\n\n" * many
    yield "ledd", "##### § 1. X\n\n".encode() + b"a\n\n" * many
    yield (
        "repeated ledd",
        "##### § 1. X\n\n".encode() + (b"xab" * many + b"\n\n") + b"ab\n\n" * many,
    )
    yield "empty letters", b"##### **Art. 1** X\n\n" + b"- b.\n\nText\n\n" * many
    yield "pages", "Légifrance\n Article L1\n x\n".encode() + b"\nhttps://x\nwords go on\n\n" * many
    yield (
        "titles",
        "Légifrance\n".encode() + b"".join(b" Article L%d\n\n x\n\n" % n for n in range(many)),
    )
    yield "spaces", "Légifrance\n Article L1".encode() + b" " * 50 * many + b"x\n\n x\n"
    yield (
        "parts",
        b"<Statute>%s</Statute>" % (b"<Section><Label>1</Label><Text>x</Text></Section>" * many),
    )
    yield "one line", b"#### Article 1\n\n" + b"(1) " * many


@pytest.mark.parametrize(("name", "data"), list(floods()), ids=[name for name, _ in floods()])
def test_floods_are_read_in_linear_time(name: str, data: bytes) -> None:
    start = time.perf_counter()
    text = read_text(data)
    words = sum(len(root.full_text()) for root in text.roots)
    assert words > 0
    assert time.perf_counter() - start < 5


def test_memory_stays_in_proportion() -> None:
    data = HTML % (ARTICLE % (b"<p>Words of a paragraph.</p>" * 50_000))
    tracemalloc.start()
    read_text(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * len(data)


def test_a_file_that_is_too_large_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 1000)
    for name in ("oj", "eu-markdown", "canadian", "french"):
        data = CASES[name].data
        with pytest.raises(TextError, match="larger than"):
            read_text(data + b" " * 1000)


def test_named_characters_need_no_dtd() -> None:
    page = OJ.text.replace("Ferries are", "Ferries&nbsp;are &eacute;l&amp;x")
    assert "Ferries are él&x" in read_text(page.encode()).roots[0].text
    with pytest.raises(TextError):
        read_text(OJ.text.replace("Ferries are", "&nosuchthing;").encode())


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.id)
@given(data=st.binary(max_size=400))
@settings(max_examples=60)
def test_any_bytes(reader: Reader, data: bytes) -> None:
    settle(reader, data)


@pytest.mark.parametrize("name", list(CASES))
@given(data=st.data())
@settings(max_examples=60)
def test_any_damage(name: str, data: st.DataObject) -> None:
    """A document of the format with a piece cut out, doubled, or overwritten."""
    whole = CASES[name].data
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 200)))
    middle = data.draw(st.sampled_from([b"", whole[start:end] * 2, b"(1) ", b"\n- b.\n", b"<p>"]))
    damaged = whole[:start] + middle + whole[end:]
    for reader in READERS:
        settle(reader, damaged)


LINES = """#
##
#### Article 1
# § 1 – X
##### § 1. X
##### **Art. 1** X
### s 1(1)
##### 1
- (a) x
- (i) x
(1) x
1. x
a) x
- b.
— x
Text.
text
## ANNEX I
### Part A
<sup>1</sup> x
| a | b |
## SCHEDULE 1
### § 1(a)(1)
### Art. 1 Abs. 2
[^1]: x
---
Légifrance
 Article L1-2
I.-x
1° x"""
MARKS = st.sampled_from(LINES.split("\n"))


@given(st.lists(MARKS, max_size=30).map("\n\n".join))
@settings(max_examples=300)
def test_any_lines(text: str) -> None:
    for reader in READERS:
        settle(reader, text.encode())
