"""``verify`` as people run it: a folder of texts, spoilt citations, a record, a changed text."""

from __future__ import annotations

import functools
import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jsonschema
import pytest

from ddcompare.corpus import verification_file
from ddcompare.corpus.datadir import laws_dir, schemas_dir

ACT = """---
title: "Example Act 2020"
identifier: "ukpga-2020-1"
country: "uk"
source: "https://www.legislation.gov.uk/ukpga/2020/1"
consolidated_to: "2026-01-01"
---
# Example Act 2020

##### 1

- (1) A company with a turnover of not less than £{amount} must publish a statement.

- (2) The statement may include—

- (a) its policies;

- (b) its training.
"""


@pytest.fixture
def draft(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with one law of its own, and a folder with its text."""
    laws, texts = tmp_path / "laws", tmp_path / "texts"
    laws.mkdir()
    (texts / "xx_draft").mkdir(parents=True)
    write_text(texts, "36 million")
    answers = "\n".join(
        f"  {name}: {{state: not_coded}}" for name in coded() if name != "enforcement.powers"
    )
    (laws / "xx_draft.yaml").write_text(
        f"""id: xx_draft
title: {{original: Example Act 2020, en: Example Act 2020, short: XX}}
jurisdiction: GB
kind: statute
checked: {{on: 2026-11-24, law_as_of: 2026-01-01, reviewed_by: null, not_checked: []}}
sources:
  act: {{layer: law, title: Act, url: null, language: en, read: full, text: act.md}}
timeline:
  - {{date: 2020-01-01, event: adopted, cite: {{source: act, at: whole act}}, confidence: high}}
scope:
  - id: company
    title: Companies
    confidence: high
    rule:
      figure: turnover
      where: worldwide
      of: own
      at_least: 36000000 GBP
      cite: {{source: act, at: s 1(1), terms: ["not less than", "36 million"]}}
duties: []
answers:
  enforcement.powers: {{value: [inspect], cite: {{source: act, at: s 1(2)(b)}}, confidence: high}}
{answers}
""",
        "utf-8",
    )
    return laws, texts


def coded() -> list[str]:
    schema = json.loads((schemas_dir() / "law.schema.json").read_text("utf-8"))
    return list(schema["properties"]["answers"]["properties"])


def write_text(texts: Path, amount: str) -> None:
    (texts / "xx_draft" / "act.md").write_text(ACT.replace("{amount}", amount), "utf-8")


def change(laws: Path, old: str, new: str) -> None:
    path = laws / "xx_draft.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_what_is_found_is_counted(run, draft: tuple[Path, Path]) -> None:
    laws, texts = draft
    result = run("verify", "xx_draft", "--laws", laws, "--texts", texts, "--format", "json")
    assert result.code == 0, result.out + result.err
    data = json.loads(result.out)
    schema = json.loads((schemas_dir() / "problems.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["summary"] == {
        "citations": 3, "found": 2, "with_terms": 1, "whole": 1, "no_text": 0, "failed": 0,
    }  # fmt: skip
    assert data["laws"][0]["cells"]["enforcement.powers"] == "verified"


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("at: s 1(1)", "at: s 2(1)", "not-found", "s 1"),
        ("at: s 1(1)", "at: s 1(3)", "not-found", "s 1 has (1) to (2)"),
        ("at: s 1(2)(b)", "at: s 1(2)(c)", "not-found", "(a) to (b)"),
        ('"36 million"', '"38 million"', "term-missing", "nowhere"),
        ("at: s 1(2)(b)", "at: somewhere below", "pinpoint", "s 54(5)(a)"),
    ],
)
def test_a_spoilt_citation_fails_with_its_place(
    run, draft: tuple[Path, Path], old: str, new: str, code: str, hint: str
) -> None:
    laws, texts = draft
    change(laws, old, new)
    result = run("verify", "xx_draft", "--laws", laws, "--texts", texts, "--format", "json")
    assert result.code == 1
    (problem,) = json.loads(result.out)["problems"]
    assert problem["code"] == code
    assert hint in problem["hint"]
    line = (laws / "xx_draft.yaml").read_text("utf-8").splitlines()[problem["line"] - 1]
    assert new.split(": ")[-1].strip('"') in line


def test_without_a_text_nothing_is_verified(run, draft: tuple[Path, Path], tmp_path: Path) -> None:
    laws, _ = draft
    (tmp_path / "empty").mkdir()
    result = run("verify", "xx_draft", "--laws", laws, "--texts", tmp_path / "empty")
    assert result.code == 2
    assert "no official text is at hand" in result.err


def test_a_text_in_an_unknown_format_is_said(run, draft: tuple[Path, Path]) -> None:
    laws, texts = draft
    (texts / "xx_draft" / "act.md").write_bytes(b"\0\1\2")
    result = run("verify", "xx_draft", "--laws", laws, "--texts", texts, "--format", "github")
    assert result.code in (1, 2)
    assert "Traceback" not in result.err


def test_the_record_travels_and_a_change_of_the_text_is_noticed(
    run, draft: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laws, texts = draft
    records = tmp_path / "records"
    monkeypatch.setattr(verification_file, "verification_dir", lambda: records)
    shown = ("matrix", "xx_draft", "--laws", laws, "--format", "json", "-d", "enforcement")
    before = json.loads(run(*shown).out)
    assert before["laws"][0]["verified"] == {"cells": {"not": 1}, "texts": []}

    run("verify", "xx_draft", "--laws", laws, "--texts", texts, "--record")
    after = json.loads(run(*shown).out)
    assert after["laws"][0]["verified"]["cells"] == {"verified": 1}
    assert after["laws"][0]["verified"]["texts"][0]["version"] == "2026-01-01"
    assert "36 million" not in (records / "xx_draft.json").read_text("utf-8").replace(
        '"36 million"', ""
    )

    drift = ("verify", "xx_draft", "--laws", laws, "--texts", texts, "--drift")
    assert run(*drift).code == 0
    write_text(texts, "36 million, or such other sum as is prescribed,")
    result = run(*drift)
    assert result.code == 1
    assert "s 1(1) of 'act' has changed since the encoding was checked" in result.out
    assert "s 1(2)(b)" not in result.out

    change(laws, "s 1(2)(b)", "s 1(2)(a)")
    moved = json.loads(run(*shown).out)
    assert moved["laws"][0]["verified"]["cells"] == {"not": 1}, "a new citation has no record yet"


def test_a_text_is_fetched_from_the_address_of_its_source(
    run, draft: tuple[Path, Path], tmp_path: Path
) -> None:
    laws, texts = draft
    handler = functools.partial(Quiet, directory=texts / "xx_draft")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        change(laws, "url: null", f'url: "{address}/act.md"')
        result = run("verify", "xx_draft", "--laws", laws, "--fetch", "--format", "json")
        server.shutdown()
        thread.join()
    assert result.code == 0, result.err
    assert "act fetched from" in result.err
    assert json.loads(result.out)["summary"]["found"] == 2
    kept = run("verify", "xx_draft", "--laws", laws, "--format", "json")
    assert json.loads(kept.out)["summary"]["found"] == 2, "the cache serves without the network"


def test_a_server_that_is_not_there_is_said_and_does_no_harm(run, draft: tuple[Path, Path]) -> None:
    laws, texts = draft
    change(laws, "url: null", 'url: "http://127.0.0.1:9/act.md"')
    result = run("verify", "xx_draft", "--laws", laws, "--texts", texts, "--fetch")
    assert result.code == 0
    assert "act not fetched" in result.err


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_the_shipped_records_fit_the_shipped_laws() -> None:
    for path in verification_file.verification_dir().glob("*.json"):
        record = verification_file.from_json(path.read_text("utf-8"))
        assert record.law == path.stem
        assert (laws_dir() / f"{record.law}.yaml").is_file()
        assert {checked.status for checked in record.citations.values()} <= {
            "found",
            "whole",
            "no_text",
        }


TEXTS = Path(__file__).parent.parent.parent.parent / "shared" / "texts"


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the official texts are not beside this checkout")
def test_every_citation_with_a_text_at_hand_is_found(run) -> None:
    result = run("verify", "--texts", TEXTS, "--format", "json")
    data = json.loads(result.out)
    assert data["problems"] == []
    assert data["summary"]["found"] > 120
