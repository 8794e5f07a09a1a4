"""Files and folders as they are found: unreadable ones end in a sentence, others are all told."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from ddcompare.corpus import codebook as codebook_reader
from ddcompare.corpus import store
from ddcompare.corpus.codebook import load_codebook
from ddcompare.corpus.yamlfile import MAX_BYTES, read_bytes, read_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.problem import LoadError

DATA = Path(__file__).parent.parent / "data"
GOOD = DATA / "good" / "smallest.yaml"
TODAY = date(2026, 6, 1)


def fault(path: Path) -> str:
    with pytest.raises(LoadError) as caught:
        read_yaml(path, "x.yaml")
    (problem,) = caught.value.problems
    return str(problem)


def law_file(folder: Path, name: str, old: str = "", new: str = "") -> Path:
    path = folder / f"{name}.yaml"
    text = GOOD.read_text("utf-8").replace("id: smallest", f"id: {name}").replace(old, new)
    path.write_text(text, "utf-8")
    return path


def test_missing_file(tmp_path: Path) -> None:
    expected = "x.yaml:1:1: error[unreadable]: the file does not exist or is not a regular file"
    assert fault(tmp_path / "nothing.yaml") == expected


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert fault(tmp_path) == "x.yaml:1:1: error[unreadable]: the file is a folder"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "is not a regular file" in fault(tmp_path / "pipe.yaml")


def test_device_is_not_read() -> None:
    assert "error[unreadable]" in fault(Path("/dev/zero"))


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = law_file(tmp_path, "mine")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert fault(path) == "x.yaml:1:1: error[unreadable]: cannot read the file: Permission denied"


def test_name_that_no_file_can_have() -> None:
    assert "error[unreadable]" in fault(Path("x" * 5_000))
    assert "error[unreadable]" in fault(Path("a\0b"))


def test_large_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert fault(path) == (
        "x.yaml:1:1: error[too-large]: the file is larger than 2 MB; one instrument per file"
    )


def test_bytes_of_a_large_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(LoadError, match="too-large"):
        read_bytes(tmp_path / "x", "x")
    (tmp_path / "x").write_bytes(b"a" * MAX_BYTES)
    assert len(read_bytes(tmp_path / "x", "x")) == MAX_BYTES


def test_bytes_come_out_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff\x00\r\n")
    assert read_bytes(tmp_path / "x", "x") == b"\xff\x00\r\n"


def test_every_problem_of_every_file_is_told(tmp_path: Path, mini: Codebook) -> None:
    paths = [
        law_file(tmp_path, "fine"),
        law_file(tmp_path, "second", "kind: statute", "kind: statue"),
        law_file(tmp_path, "first", "en: Act", "en: 2015"),
        tmp_path / "absent.yaml",
    ]
    laws, problems = store.check_files(paths, mini, TODAY)
    assert [Path(name).name for name in laws] == ["fine.yaml"]
    assert [(Path(problem.file).stem, problem.code) for problem in problems] == [
        ("absent", "unreadable"), ("first", "wrong-type"), ("second", "unknown-term"),
    ]  # fmt: skip


def test_file_is_called_as_seen_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mini: Codebook
) -> None:
    (tmp_path / "mine").mkdir()
    path = law_file(tmp_path / "mine", "wrong", "kind: statute", "kind: statue")
    monkeypatch.chdir(tmp_path)
    _, (problem,) = store.check_files([path], mini, TODAY)
    assert problem.file == "mine/wrong.yaml"
    monkeypatch.chdir(tmp_path / "mine")
    _, (problem,) = store.check_files([path], mini, TODAY)
    assert problem.file == "wrong.yaml"


@pytest.fixture
def small_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program with the miniature codebook, and a folder of laws of its own."""
    laws = tmp_path / "laws"
    laws.mkdir()
    monkeypatch.setattr(codebook_reader, "codebook_dir", lambda: DATA / "codebook")
    monkeypatch.setattr(store, "laws_dir", lambda: laws)
    return laws


def test_corpus_holds_the_laws_by_id(small_world: Path) -> None:
    law_file(small_world, "zeta")
    law_file(small_world, "alpha")
    (small_world / "notes.txt").write_text("not a law")
    corpus = store.load_corpus()
    assert list(corpus.laws) == ["alpha", "zeta"]
    assert list(corpus.codebook.by_dimension) == ["status", "scope", "content", "form", "remedy"]


def test_corpus_is_not_loaded_with_errors_and_tells_them_all(small_world: Path) -> None:
    law_file(small_world, "one", "kind: statute", "kind: statue")
    law_file(small_world, "two", "en: Act", "en: 2015")
    with pytest.raises(LoadError) as caught:
        store.load_corpus()
    assert [problem.code for problem in caught.value.problems] == ["unknown-term", "wrong-type"]


def test_warning_does_not_stop_the_corpus(small_world: Path) -> None:
    answer = "{value: excluded, cite: {source: act, at: whole act}, confidence: high}"
    law_file(
        small_world, "one", "civil_liability: {state: not_coded}", f"civil_liability: {answer}"
    )
    assert list(store.load_corpus().laws) == ["one"]


def test_staleness_does_not_depend_on_the_clock_when_loading(small_world: Path) -> None:
    law_file(
        small_world,
        "old",
        "on: 2026-01-02, law_as_of: 2026-01-01",
        "on: 2016-01-02, law_as_of: 2016-01-01",
    )
    assert list(store.load_corpus().laws) == ["old"]


def test_law_of_a_later_folder_replaces_the_shipped_one(small_world: Path, tmp_path: Path) -> None:
    law_file(small_world, "one")
    (tmp_path / "mine").mkdir()
    law_file(tmp_path / "mine", "one", "short: Base", "short: Mine")
    assert store.load_corpus([tmp_path / "mine"]).laws["one"].short_title == "Mine"
    assert store.load_corpus().laws["one"].short_title == "Base"


@pytest.mark.parametrize(("name", "why"), [("none", "does not exist"), ("file", "is not a folder")])
def test_folder_that_is_none(small_world: Path, tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LoadError, match=f"the folder {why}"):
        store.load_corpus([tmp_path / name])


def test_digest_follows_the_data_and_nothing_else(small_world: Path) -> None:
    path = law_file(small_world, "one")
    first = store.load_corpus().digest
    os.utime(path, (1, 1))
    assert store.load_corpus().digest == first
    assert first.startswith("sha256:")
    assert len(first) == len("sha256:") + 2 * hashlib.sha256().digest_size
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    assert store.load_corpus().digest != first


@pytest.mark.parametrize("name", [path.stem for path in (DATA / "codebook").glob("*.yaml")])
@pytest.mark.parametrize("content", [None, b"", b"[]", b"7", b"a: 1", b"a: {b: c}", b"\xff"])
def test_faulty_codebook_ends_in_a_sentence(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    for path in (DATA / "codebook").glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / f"{name}.yaml").unlink()
    if content is not None:
        (tmp_path / f"{name}.yaml").write_bytes(content)
    with pytest.raises(LoadError) as caught:
        load_codebook(tmp_path)
    assert {problem.code for problem in caught.value.problems} <= {
        "codebook", "unreadable", "empty", "encoding",
    }  # fmt: skip
