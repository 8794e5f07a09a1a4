"""Strict YAML: what comes out as written, and what is refused, with its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ddcompare.corpus.lawfile import read_law
from ddcompare.corpus.yamlfile import MAX_BYTES, MAX_DEPTH, MAX_NODES, parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.problem import LoadError


def fault(data: bytes) -> str:
    """The one problem of a file that cannot be read, without its name."""
    with pytest.raises(LoadError) as caught:
        parse_yaml(data, "x.yaml")
    (problem,) = caught.value.problems
    return str(problem).removeprefix("x.yaml:")


@pytest.mark.parametrize(
    "text",
    [
        "NO", "no", "No", "yes", "Yes", "on", "off", "y", "n", "True", "TRUE", "False", "Null",
        "NULL",
        "12:30", "1:20:30", "0700", "0o700", "0x1F", "0b1", "1_000", "1,000", "+5", "-0", "00",
        "5.", ".5",
        "1e3", "1.5e3", ".inf", "-.inf", ".nan", "2022-13-01", "2016-01-01",
        "2001-12-14t21:59:43.10-05:00",
        "<<", "=", "36000000 GBP", "1234567890123456789", "1.1234567890", "٣", "1 000", "007.5",
    ],
)  # fmt: skip
def test_comes_out_as_written(text: str) -> None:
    assert parse_yaml(f"a: {text}\nb:\n- {text}\n{text}: c".encode(), "x").data == {
        "a": text, "b": [text], text: "c",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("7", 7), ("-7", -7), ("36000000", 36000000), ("999999999999999999", 10**18 - 1),
        ("1.5", Decimal("1.5")), ("-0.10", Decimal("-0.10")), ("true", True), ("false", False),
        ("null", None), ("~", None), ("", None), ('""', ""), ("''", ""), ('"7"', "7"),
        ("'true'", "true"),
        ('"null"', "null"), ('"\\x41\\u00e9"', "Aé"), ("|\n  two\n  lines", "two\nlines"),
        (">-\n  two\n  words", "two words"), ("7 # comment", 7), ("a#b", "a#b"),
    ],
)  # fmt: skip
def test_is_understood(text: str, value: object) -> None:
    found = parse_yaml(f"a: {text}".encode(), "x").data["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("first", ["7", "true", "1.5", "NO", "12:30"])
def test_two_spellings_of_one_key_are_the_same_key(first: str) -> None:
    assert "error[duplicate-key]" in fault(f"{first}: a\n'{first}': b".encode())


@pytest.mark.parametrize(
    ("data", "place", "character"),
    [
        (b"a: 1\nb: \x00", "2:4", "control character U+0000"),
        (b"a: \x1b[31m", "1:4", "control character U+001B"),
        (b"a: b\x7f", "1:5", "control character U+007F"),
        ("é: \x80".encode(), "1:4", "control character U+0080"),
        ("a: \x85b".encode(), "1:4", "control character U+0085"),
        ("a: \x9f".encode(), "1:4", "control character U+009F"),
        ("a: \u2028b".encode(), "1:4", "control character U+2028"),
        ("a: \ufffe".encode(), "1:4", "control character U+FFFE"),
        (b"a: 1\rb: \x00", "2:4", "control character U+0000"),
        ("a: \u202e".encode(), "1:4", "text direction override U+202E"),
        ("# \u2066\n".encode(), "1:3", "text direction override U+2066"),
    ],
)
def test_character_that_nobody_sees_is_refused(data: bytes, place: str, character: str) -> None:
    assert (
        fault(data) == f"{place}: error[control-character]: {character} is not allowed; delete it"
    )


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a: 1\nb: \xff\n", "2:4"),
        (b"\xff\xfea\x00:\x00", "1:1"),
        (b"a: \xc3", "1:4"),
        (b"a: \xed\xa0\x80", "1:4"),
        (b"a: 1\r\nb: \xff", "2:4"),
        (b"\xef\xbb\xbfa: \xff", "1:4"),
    ],
)
def test_what_is_not_utf_8_is_refused(data: bytes, place: str) -> None:
    message = "the file is not valid UTF-8 here; save it as UTF-8"
    assert fault(data) == f"{place}: error[encoding]: {message}"


@pytest.mark.parametrize(
    ("data", "place", "sign"),
    [
        (b"a: *b", "1:4", "*b"),
        (b"- &b c", "1:3", "&b"),
        (b"a: &x {b: 1}", "1:4", "&x"),
        (b"a: {<<: *x}", "1:9", "*x"),
    ],
)
def test_anchors_and_aliases_are_refused(data: bytes, place: str, sign: str) -> None:
    assert fault(data) == (
        f"{place}: error[anchor]: anchors and aliases ({sign}) are refused; "
        "write the value out, or quote it if it is text"
    )


@pytest.mark.parametrize(
    ("data", "place", "code", "message"),
    [
        (b"", "1:1", "empty", "the file is empty"),
        (b"# only this\n", "1:1", "empty", "the file is empty"),
        (b"a: ! b", "1:4", "tag", "the tag '!' is not allowed; write plain text, or quote it"),
        (b"!a [b]", "1:1", "tag", "the tag '!a' is not allowed; write plain text, or quote it"),
        (b"a: 1\n...\n---\nb: 1", "3:1", "several-documents", "the file holds more than one YAML"),
        (
            b"? {a: 1}\n: 2",
            "1:3",
            "bad-key",
            "a key must be a word, not a list, mapping or nothing",
        ),
        (b"~: 2", "1:1", "bad-key", "a key must be a word, not a list, mapping or nothing"),
        (
            b"a: 1\n\tb: 2",
            "2:1",
            "yaml-syntax",
            "not valid YAML: found a tab character that violates",
        ),
        (b"a: b: c", "1:5", "yaml-syntax", "not valid YAML: mapping values are not allowed"),
        (b"%YAML 9.9\n---\na: 1", "1:1", "yaml-syntax", "not valid YAML: found incompatible YAML"),
        (b"a: @b", "1:4", "yaml-syntax", "not valid YAML: found character that cannot start"),
        (b'a: "\\ud800"', "1:7", "yaml-syntax", "not valid YAML: found invalid Unicode character"),
        (b"a: [", "1:5", "yaml-syntax", "not valid YAML: did not find expected node content"),
        (b"a: [\n", "2:1", "yaml-syntax", "not valid YAML: did not find expected node content"),
    ],
)
def test_is_refused_with_its_place(data: bytes, place: str, code: str, message: str) -> None:
    assert fault(data).startswith(f"{place}: error[{code}]: {message}")


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"a: 1\n\tb: 2", "indent with spaces, not tabs"),
        (b"a:\n\t- b", "indent with spaces, not tabs"),
        (b"a: b: c", "quote text that contains ': '"),
    ],
)
def test_common_slips_have_a_hint(data: bytes, hint: str) -> None:
    assert fault(data).endswith(f"; {hint}")


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 10_000,
        b"{a: " * 10_000,
        b"- " * 10_000 + b"x",
        "".join(f"{' ' * depth}a:\n" for depth in range(1_000)).encode(),
        b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
    ],
    ids=["lists", "mappings", "block lists", "block mappings", "one too many"],
)
def test_deep_nesting_is_refused(data: bytes) -> None:
    assert "error[too-deep]: the file is nested more than 40 levels deep" in fault(data)


def test_bearable_nesting_is_read() -> None:
    assert parse_yaml(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "x").data


def test_large_file_is_refused() -> None:
    message = "1:1: error[too-large]: the file is larger than 2 MB; one instrument per file"
    assert fault(b"# " + b"x" * 3_000_000) == message
    assert parse_yaml(b"a: 1 #".ljust(MAX_BYTES), "x").data == {"a": 1}


def test_many_entries_are_refused() -> None:
    assert "error[too-large]: the file has over 200,000 entries" in fault(b"- a\n" * MAX_NODES)
    assert len(parse_yaml(b"- a\n" * (MAX_NODES - 1), "x").data) == MAX_NODES - 1


def test_explosion_by_anchors_is_refused_at_the_first() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    assert fault(bomb.encode()).startswith("1:4: error[anchor]")


@pytest.mark.parametrize(
    "start", ["", "\ufeff", "\ufeff# c\n", "# c\r\n", "---\n", "%YAML 1.1\n---\n"]
)
def test_start_of_the_file_does_not_matter(start: str) -> None:
    assert parse_yaml(f"{start}a: NO".encode(), "x").data == {"a": "NO"}


def test_places_count_from_one_and_in_characters() -> None:
    document = parse_yaml("# é\nä:\n  - {b: 1, ö: [x, 'y']}\n".encode(), "x")
    assert document.place(()) == (1, 1)
    assert document.place(("ä",), key=True) == (2, 1)
    assert document.place(("ä",)) == (3, 3)
    assert document.place(("ä", 0)) == (3, 5)
    assert document.place(("ä", 0, "ö"), key=True) == (3, 12)
    assert document.place(("ä", 0, "ö", 1)) == (3, 19)


@pytest.mark.parametrize("path", [("a", "missing"), ("a", 7), ("a", 0, "x", "y"), ("zzz",)])
def test_place_of_what_is_not_there_is_the_nearest(path: tuple[str | int, ...]) -> None:
    document = parse_yaml(b"\n\na:\n  - b\n", "x")
    assert document.place(path) in {(1, 1), (4, 3), (4, 5)}


@pytest.mark.parametrize(
    "data", [b"", b"7", b"text", b"[]", b"{}", b"null", b"true", b"id: x", b"answers: {}", b"- - -"]
)
def test_any_yaml_is_a_law_file_or_says_why_not(data: bytes, mini: Codebook) -> None:
    law, problems = read_law(data, "x.yaml", mini)
    assert law is None
    assert problems
    assert all(problem.severity == "error" for problem in problems)
