"""What was remembered of files that passed: for one content, program and codebook only."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from ddcompare.corpus import cache as caching
from ddcompare.corpus import codebook as codebook_reader
from ddcompare.corpus import lawfile, store
from ddcompare.corpus.cache import Cache
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.problem import LoadError

DATA = Path(__file__).parent.parent / "data"
PLAIN = {"a": ["é", 1, None, True, Decimal("1.5")], "b": {}}


def test_data_is_known_after_it_was_put_and_not_before(tmp_path: Path) -> None:
    cache = Cache(b"basis", tmp_path / "not" / "there")
    assert cache.get("a.yaml", b"1") is None
    cache.put("a.yaml", b"1", PLAIN)
    assert cache.get("a.yaml", b"1") == PLAIN
    assert Cache(b"basis", tmp_path / "not" / "there").get("a.yaml", b"1") == PLAIN


def test_numbers_keep_their_kind(tmp_path: Path) -> None:
    plain = parse_yaml(b"[1, 1.5, true, '1', 0.1]", "x").data
    Cache(b"", tmp_path).put("x", b"", plain)
    found = Cache(b"", tmp_path).get("x", b"")
    assert [(type(n), n) for n in found] == [(type(n), n) for n in plain]


@pytest.mark.parametrize(
    ("basis", "name", "data"),
    [(b"basis", "a.yaml", b"2"), (b"basis", "b.yaml", b"1"), (b"other", "a.yaml", b"1")],
    ids=["content", "name", "basis"],
)
def test_what_differs_is_not_known(tmp_path: Path, basis: bytes, name: str, data: bytes) -> None:
    Cache(b"basis", tmp_path).put("a.yaml", b"1", PLAIN)
    assert Cache(basis, tmp_path).get(name, data) is None


def test_another_program_does_not_know_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(b"", tmp_path).put("a.yaml", b"1", PLAIN)
    monkeypatch.setattr(caching, "_program", lambda: b"another")
    assert Cache(b"", tmp_path).get("a.yaml", b"1") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[:-1],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole.replace(b"1.5", b"2.5"),
        lambda whole: b"\xff" + whole,
        lambda whole: whole.partition(b"\n")[2],
    ],
    ids=["empty", "cut", "half", "changed", "not text", "no checksum"],
)
def test_damaged_entry_counts_as_missing(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    Cache(b"", tmp_path).put("a.yaml", b"1", PLAIN)
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(damage(entry.read_bytes()))
    assert Cache(b"", tmp_path).get("a.yaml", b"1") is None


def test_folder_that_cannot_be_made_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(b"", tmp_path / "file" / "cache")
    cache.put("a.yaml", b"1", PLAIN)
    assert cache.get("a.yaml", b"1") is None


def test_name_that_is_not_utf_8_is_no_fault(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.yaml")
    Cache(b"", tmp_path).put(name, b"1", PLAIN)
    assert Cache(b"", tmp_path).get(name, b"1") == PLAIN


def test_entries_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "MAX_ENTRIES", 3)
    cache = Cache(b"", tmp_path)
    for number in range(10):
        cache.put("a.yaml", bytes([number]), PLAIN)
        assert cache.get("a.yaml", bytes([number])) == PLAIN
        assert len(list(tmp_path.iterdir())) <= 3


def test_switched_off_knows_nothing_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DDCOMPARE_CACHE", "off")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Cache().put("a.yaml", b"1", PLAIN)
    assert Cache().get("a.yaml", b"1") is None
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def cached_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of laws under the miniature codebook, with a cache in ``cache`` beside it."""
    laws = tmp_path / "laws"
    laws.mkdir()
    for path in (DATA / "good").glob("*.yaml"):
        (laws / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(codebook_reader, "codebook_dir", lambda: DATA / "codebook")
    monkeypatch.setattr(store, "laws_dir", lambda: laws)
    monkeypatch.setattr(caching, "cache_folder", lambda: tmp_path / "cache")
    return laws


def test_remembered_corpus_is_the_same(cached_world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.load_corpus()

    def refuse(*_: object) -> None:
        raise AssertionError("a known file was read or checked again")

    for module, name in (
        (store, "parse_yaml"), (store, "check_document"), (codebook_reader, "parse_yaml"),
        (lawfile, "parse_yaml"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, refuse)
    again = store.load_corpus()
    assert again.laws == first.laws
    assert again.digest == first.digest
    assert again.codebook.indicators == first.codebook.indicators


def test_faulty_file_is_never_remembered(cached_world: Path) -> None:
    store.load_corpus()
    before = len(list((cached_world.parent / "cache").iterdir()))
    path = cached_world / "smallest.yaml"
    path.write_bytes(path.read_bytes().replace(b"kind: statute", b"kind: statue"))
    for _ in range(2):
        with pytest.raises(LoadError, match="unknown-term"):
            store.load_corpus()
    assert len(list((cached_world.parent / "cache").iterdir())) == before


@pytest.mark.parametrize("change", ["rename", "edit", "add", "schema"])
def test_a_changed_program_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    for folder in ("model", "corpus", "corpus/checks", "schemas"):
        (tmp_path / folder).mkdir()
    source, schema = tmp_path / "corpus/checks/a.py", tmp_path / "schemas/law.json"
    source.write_text("1")
    schema.write_text("{}")
    monkeypatch.setattr(caching, "PACKAGE", tmp_path)
    read = caching._program.__wrapped__
    before = read()
    (tmp_path / "model" / "notes.txt").write_text("of no weight")
    assert read() == before
    if change == "rename":
        source.rename(source.with_name("b.py"))
    elif change == "edit":
        source.write_text("2")
    elif change == "add":
        (tmp_path / "model" / "new.py").write_text("")
    else:
        schema.write_text("[]")
    assert read() != before
