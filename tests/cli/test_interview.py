"""The interview as a talk: what is asked, said and saved."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

from ddcompare.cli.interview import interview, need_terminal
from ddcompare.corpus.companyfile import company_from, load_company
from ddcompare.corpus.rates import ecb_rates
from ddcompare.corpus.store import load_corpus
from ddcompare.model.company import Company
from ddcompare.model.quantities import Money

CORPUS = load_corpus()
LAWS = ("uk_msa", "us_uflpa", "de_lksg")
DAY = date(2026, 6, 30)
KNOWN = {
    "seat": "GB", "head_office": "GB", "does_business_in": ["GB"], "employees": {"DE": 5},
    "financial_year_end": "2025-12-31",
}  # fmt: skip


@dataclass
class Talk:
    company: Company | None
    said: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.said)


@pytest.fixture
def hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Talk]:
    """Hold an interview with these answers; at their end the input ends."""
    monkeypatch.chdir(tmp_path)

    def hold(
        *answers: str | type[BaseException], start: dict[str, Any] | None = None,
        laws: Iterable[str] = LAWS, **more: Any,
    ) -> Talk:  # fmt: skip
        waiting, said = list(answers), []

        def ask(prompt: str) -> str:
            said.append(prompt)
            if not waiting:
                raise EOFError
            answer = waiting.pop(0)
            if isinstance(answer, str):
                said.append(answer)
                return answer
            raise answer

        begun = company_from(start, CORPUS.codebook) if start else None
        company = interview(CORPUS, DAY, ecb_rates(), begun, tuple(laws), ask, said.append, **more)
        return Talk(company, said, [a for a in waiting if isinstance(a, str)])

    return hold


def question(name: str) -> str:
    terms = CORPUS.codebook.terms
    return (terms["fact"].get(name) or terms["figure"][name]).definition


def saved(name: str = "company.yaml") -> Company:
    return load_company(Path(name), CORPUS.codebook)


def test_from_a_name_to_a_file(hold: Callable[..., Talk]) -> None:
    talk = hold(
        "Example Ltd", "company", "GB", "goods", "none", "5", "40000000 GBP", "2025-12-31", ""
    )
    assert talk.left_over == []
    assert talk.company == saved()
    (entity,) = saved().entities
    assert (entity.id, entity.name) == ("company", "Example Ltd")
    assert entity.facts == {
        "legal_form": "company", "does_business_in": ("GB",), "supplies": ("goods",),
        "imports_into": (), "financial_year_end": date(2025, 12, 31),
    }  # fmt: skip
    assert "Saved to company.yaml." in talk.text


def test_said_lines_fit_the_terminal(hold: Callable[..., Talk]) -> None:
    talk = hold("x" * 300, "?", "company", "?", "", "?", "no", "?", "b", "q", "", laws=())
    shown = [line for block in talk.said for line in block.split("\n") if "x" * 80 not in line]
    assert max(map(len, shown)) <= 80


def test_question_is_that_of_the_codebook_with_the_form_of_its_answer(
    hold: Callable[..., Talk],
) -> None:
    start = {"facts": {**KNOWN, "imports_into": ["US"]}}
    text = hold(laws=["us_uflpa"], start=start).text.replace("\n", " ")
    assert question("us_uflpa.goods_from_xinjiang") in text
    assert "yes or no" in text
    assert "(0 of 1 decided)" in text


def test_explanation_names_laws_directions_and_provisions(hold: Callable[..., Talk]) -> None:
    start = {"facts": {**KNOWN, "legal_form": "company", "supplies": ["goods"]}}
    text = hold("?", start=start, laws=["uk_msa"]).text
    assert "In the company file this is turnover.worldwide." in text
    assert "1 open answer waits for it" in text
    for part in ("UK MSA s 54", "applies if at least GBP 36,000,000", "does not apply if", "s 54"):
        assert part in " ".join(text.split())


def test_faulty_answer_is_told_in_a_sentence_and_asked_again(hold: Callable[..., Talk]) -> None:
    start = {"facts": {**KNOWN, "legal_form": "company", "supplies": ["goods"]}}
    talk = hold("lots", "5", "40 GBP", "", start=start, laws=["uk_msa"])
    assert "'lots' is not an amount with a unit" in talk.text
    assert "needs its currency; write for example 5 EUR" in talk.text
    assert "- UK MSA s 54 does not apply" in talk.text
    assert talk.text.count(question("turnover")) == 1
    assert saved().entities[0].own.last["turnover", "worldwide"] == Money(40, "GBP")


def test_answer_that_contradicts_is_not_taken(hold: Callable[..., Talk]) -> None:
    known = {**KNOWN, "legal_form": "company", "supplies": ["goods"], "turnover": {"EU": "9 GBP"}}
    text = hold("5 GBP", "9 GBP", "", start={"facts": known}, laws=["uk_msa"]).text
    assert "turnover.EU (GBP 9) is above turnover.worldwide (GBP 5); correct one" in text
    assert saved().entities[0].own.last["turnover", "worldwide"] == Money(9, "GBP")


@pytest.mark.parametrize("typed", ["", "unknown", " "])
def test_what_is_not_known_is_not_asked_again(hold: Callable[..., Talk], typed: str) -> None:
    start = {"facts": {**KNOWN, "imports_into": ["US"]}}
    talk = hold(typed, typed, start=start, laws=["us_uflpa"])
    assert talk.text.replace("\n", " ").count(question("us_uflpa.goods_from_xinjiang")) == 1
    assert "0 of 1 answers are decided" in talk.text
    assert "Open for want of facts that are not known: " in talk.text
    assert "Nothing is new, and nothing was saved." in talk.text
    assert talk.company == company_from(start, CORPUS.codebook)


def test_back_takes_the_answer_away(hold: Callable[..., Talk]) -> None:
    start = {"facts": {**KNOWN, "imports_into": ["US"]}}
    talk = hold("yes", "q", "", start=start, laws=["us_uflpa"])
    assert talk.company is not None
    first = question("us_uflpa.goods_from_xinjiang")
    talk = hold("b", "no", "b", "q", start=start, laws=["us_uflpa"])
    assert "This is the first question." in talk.text
    assert talk.text.replace("\n", " ").count(first) == 2
    assert "Nothing is new, and nothing was saved." in talk.text
    assert talk.company is None


def test_leaving_saves_and_says_how_to_go_on(hold: Callable[..., Talk]) -> None:
    talk = hold("Example", "company", "q", "mine.yaml", laws=["uk_msa"])
    assert talk.company is None
    assert talk.said[-1] == "Go on with: ddcompare check mine.yaml --ask"
    assert saved("mine.yaml").entities[0].facts == {"legal_form": "company"}
    again = hold(
        "q", start={"company": "Example", "facts": {"legal_form": "company"}}, laws=["uk_msa"]
    )
    assert question("legal_form") not in again.text


def test_file_is_not_replaced_without_a_yes(hold: Callable[..., Talk]) -> None:
    Path("company.yaml").write_text("# mine\n")
    talk = hold("Example", "company", "q", "", "no", "", "", "other.yaml", laws=["uk_msa"])
    assert talk.left_over == []
    assert Path("company.yaml").read_text() == "# mine\n"
    assert saved("other.yaml").name == "Example"
    hold("Example", "company", "q", "", "yes", laws=["uk_msa"])
    assert saved().name == "Example"


def test_nothing_is_saved_where_the_user_says_so(hold: Callable[..., Talk]) -> None:
    talk = hold("Example", "company", "q", "-", laws=["uk_msa"])
    assert talk.said[-1] == "Nothing was saved."
    assert list(Path().iterdir()) == []


def test_place_that_cannot_be_written_is_asked_for_again(
    hold: Callable[..., Talk], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("folder").mkdir()
    talk = hold("Example", "company", "q", "none/company.yaml", "folder", "no", "fine.yaml",
                laws=["uk_msa"])  # fmt: skip
    assert talk.left_over == []
    assert "no folder none" in capsys.readouterr().err
    assert saved("fine.yaml").name == "Example"


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
@pytest.mark.parametrize(
    "before", [(), ("Example",), ("Example", "company"), ("E", "company", "q")]
)
def test_end_of_input_saves_nothing_and_says_so(
    hold: Callable[..., Talk], end: type[BaseException], before: tuple[str, ...]
) -> None:
    talk = hold(*before, end, laws=["uk_msa"])
    assert talk.company is None
    assert talk.said[-1] == "\nStopped; nothing was saved."
    assert list(Path().iterdir()) == []


def test_known_company_is_asked_for_nothing(hold: Callable[..., Talk]) -> None:
    start = {"facts": {"imports_into": []}}
    talk = hold(start=start, laws=["us_uflpa"])
    assert talk.company == company_from(start, CORPUS.codebook)
    assert "No further question: 1 of 1 answers are decided." in talk.text


def test_group_is_asked_entity_by_entity(hold: Callable[..., Talk]) -> None:
    start = {
        "entities": [
            {"id": "top", "name": "Top plc", "facts": {"imports_into": []}},
            {"id": "sub", "parent": "top"},
        ]
    }
    talk = hold("none", start=start, laws=["us_uflpa"])
    assert "(1 of 2 decided), sub" in talk.text
    assert "- sub: US UFLPA does not apply" in talk.text


def test_large_group_is_asked_about_in_part(hold: Callable[..., Talk]) -> None:
    start = {"entities": [{"id": f"e{n}", "facts": {"imports_into": []}} for n in range(12)]}
    assert (
        "Of 12 entities the first 10 are asked about" in hold(start=start, laws=["us_uflpa"]).text
    )
    talk = hold(start=start, laws=["us_uflpa"], entities=["e11"])
    assert "1 of 1 answers are decided" in talk.text
    assert "are asked about" not in talk.text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("us, de", ("US", "DE")), ("[US]", ("US",)), ("none", ()), ("[]", ()), ("NONE", ())],
)
def test_lists_are_typed_with_commas(
    hold: Callable[..., Talk], typed: str, expected: tuple[str, ...]
) -> None:
    hold(typed, "", start={"facts": {"seat": "GB"}}, laws=["us_tariff_act_307"])
    assert saved().entities[0].facts["imports_into"] == expected


@pytest.mark.parametrize(("typed", "expected"), [("y", "yes"), ("N", "no"), ("Yes", "yes")])
def test_yes_and_no_may_be_short(hold: Callable[..., Talk], typed: str, expected: str) -> None:
    start = {"facts": {"imports_into": ["US"]}}
    hold(typed, "", "", start=start, laws=["us_uflpa"])
    assert expected in saved().entities[0].facts.values()


def test_name_cannot_move_the_cursor(hold: Callable[..., Talk]) -> None:
    hold("Exa\x1b[31mmple\u202e", "company", "q", "", laws=["uk_msa"])
    assert saved().name == "Exa[31mmple"


def test_without_a_terminal_nobody_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for ends in ((True, False), (False, True), (False, False)):
        monkeypatch.setattr(sys.stdin, "isatty", lambda end=ends[0]: end, raising=False)
        monkeypatch.setattr(sys.stdout, "isatty", lambda end=ends[1]: end, raising=False)
        with pytest.raises(typer.Exit) as stop:
            need_terminal()
        assert stop.value.exit_code == 2
        assert "name a company file: ddcompare check COMPANY.yaml" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="this system has no pseudo-terminals")
def test_talk_on_a_terminal(tmp_path: Path) -> None:
    import pty

    script = (
        "from datetime import date\n"
        "from ddcompare.cli.interview import interview, need_terminal\n"
        "from ddcompare.corpus.datadir import laws_dir\n"
        "from ddcompare.corpus.rates import ecb_rates\n"
        "from ddcompare.corpus.store import load_corpus\n"
        "need_terminal()\n"
        "corpus = load_corpus(files=[laws_dir() / 'uk_msa.yaml'])\n"
        "interview(corpus, date(2026, 6, 30), ecb_rates(), None)\n"
    )
    child, end = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])
        os.execv(sys.executable, [sys.executable, "-c", script])
    shown = b""
    for prompt, typed in ((b"empty): ", "Example"), (b"> ", "company"), (b"> ", "q"), (b"]: ", "")):
        while not shown.endswith(prompt):
            shown += os.read(end, 1_000)
        os.write(end, f"{typed}\n".encode())
        shown = b""
    try:
        while more := os.read(end, 1_000):
            shown += more
    except OSError:
        pass  # Linux ends a closed terminal so
    assert os.waitpid(child, 0)[1] == 0
    assert b"Saved to company.yaml." in shown
    assert "legal_form: company" in (tmp_path / "company.yaml").read_text("utf-8")
