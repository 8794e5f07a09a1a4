"""The interview: questions in the terminal, answers into a company file.

What is asked comes from ``comply.interview``, what is shown from ``render.pages.interview``; here
stand only the steps of the talk. ``ask`` and ``say`` are handed in, so that a test can hold it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ddcompare.cli.options import usage_fault, write

if TYPE_CHECKING:
    from ddcompare.comply.currency import Rates
    from ddcompare.comply.interview import Question
    from ddcompare.comply.records import Applicability
    from ddcompare.model.company import Company
    from ddcompare.model.corpus import Corpus
    from ddcompare.model.law import Law
    from ddcompare.render.blocks import Block

FILE = Path("company.yaml")
MOST = 10
"""So many entities of a group are asked about at once; more with --entity."""

Ask = Callable[[str], str]
Say = Callable[[str], object]


def need_terminal() -> None:
    """Stop with exit code 2 where nobody can be asked.

    Characters that the terminal lacks, or that it sends and nobody understands, are replaced.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        usage_fault(
            "name a company file: ddcompare check COMPANY.yaml; "
            "without one, questions are asked, which needs a terminal"
        )
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def interview(
    corpus: Corpus,
    as_of: date,
    rates: Rates,
    start: Company | None,
    laws: Sequence[str] = (),
    ask: Ask = input,
    say: Say = print,
    *,
    entities: Sequence[str] = (),
    file: Path = FILE,
) -> Company | None:
    """Ask for the facts that decide most, save them, and return the company.

    ``start`` is the company so far, ``laws`` and ``entities`` are ids (empty: all). None is
    returned where the user left, whether or not something was saved; the talk says which.
    """
    try:
        company = start or _begin(ask, say)
        chosen = [corpus.laws[name] for name in laws or corpus.laws]
        members = list(entities or company.by_id)
        if len(members) > MOST and not entities:
            say(f"Of {len(members)} entities the first {MOST} are asked about; see --entity.")
            members = members[:MOST]
        talk = _Talk(corpus, as_of, rates, chosen, members, ask, say, file)
        return talk.hold(company)
    except (EOFError, KeyboardInterrupt):
        say("\nStopped; nothing was saved.")
        return None


def _begin(ask: Ask, say: Say) -> Company:
    from ddcompare.corpus.companybuild import SINGLE
    from ddcompare.model.company import Company, Entity
    from ddcompare.render.pages.interview import WELCOME

    say(_text(WELCOME))
    typed = ask("Name of the company (may stay empty): ")
    name = "".join(filter(str.isprintable, typed)).strip()[:200] or None
    return Company((Entity(SINGLE, name),), name)


@dataclass(frozen=True, slots=True)
class _State:
    """Where the talk stands: what is known, and what cannot be had."""

    company: Company
    skipped: frozenset[tuple[str, str]]
    results: tuple[Applicability, ...]


@dataclass
class _Talk:
    corpus: Corpus
    as_of: date
    rates: Rates
    laws: Sequence[Law]
    entities: Sequence[str]
    ask: Ask
    say: Say
    file: Path
    states: list[_State] = field(default_factory=list)

    def hold(self, company: Company) -> Company | None:
        """The talk from the first question to the file."""
        from ddcompare.comply.interview import is_open, next_question
        from ddcompare.render.pages.interview import closing, introduction, question_page

        self.states.append(self._state(company, frozenset()))
        self._show(introduction(sum(map(is_open, self.states[0].results))))
        while True:
            here = self.states[-1]
            left = [result for result in here.results if is_open(result)]
            question = next_question(here.results, here.company, self.corpus.codebook)
            if question is None:
                self._show(closing(left, len(here.results)))
                self._save(here.company, company)
                return here.company
            total = len(here.results)
            self.say("")
            self._show(question_page(question, len(self.states), total - len(left), total))
            if not self._answer(question):
                if self._save(here.company, company):
                    self.say(f"Go on with: ddcompare check {self.file} --ask")
                return None

    def _answer(self, question: Question) -> bool:
        """Ask until there is an answer, a step back or none; False to leave."""
        from ddcompare.corpus.companyfile import with_fact
        from ddcompare.corpus.values import FaultyValueError
        from ddcompare.render.pages.interview import explanation, sentence

        here = self.states[-1]
        while True:
            typed = self.ask("> ").strip()
            match typed.lower():
                case "?":
                    self._show(explanation(question))
                case "q":
                    return False
                case "b" if len(self.states) > 1:
                    self.states.pop()
                    return True
                case "b":
                    self.say("This is the first question.")
                case "" | "unknown":
                    key = (question.fact.entity, question.fact.path)
                    self._go_on(here.company, here.skipped | {key})
                    return True
                case _:
                    try:
                        company = with_fact(
                            here.company, question.fact.path, _as_in_the_file(typed, question),
                            self.corpus.codebook, question.fact.entity,
                        )  # fmt: skip
                    except FaultyValueError as error:
                        self._show(sentence(error))
                        continue
                    self._go_on(company, here.skipped)
                    return True

    def _go_on(self, company: Company, skipped: frozenset[tuple[str, str]]) -> None:
        from ddcompare.comply.interview import is_open
        from ddcompare.render.pages.interview import decided_page

        before = self.states[-1].results
        self.states.append(self._state(company, skipped))
        news = [
            result
            for old, result in zip(before, self.states[-1].results, strict=True)
            if is_open(old) and not is_open(result)
        ]
        self._show(decided_page(news, len(self.entities) > 1))

    def _state(self, company: Company, skipped: frozenset[tuple[str, str]]) -> _State:
        from ddcompare.comply.interview import assess

        results = assess(
            company, self.entities, self.laws, self.as_of, self.corpus.codebook, self.rates, skipped
        )
        return _State(company, skipped, results)

    def _show(self, blocks: Iterable[Block]) -> None:
        if text := _text(blocks):
            self.say(text)

    def _save(self, company: Company, before: Company) -> bool:
        """Write the file where the user wants it; False if nothing is new."""
        from ddcompare.corpus.companydump import dump_company

        if company == before:
            self.say("Nothing is new, and nothing was saved.")
            return False
        while True:
            typed = self.ask(f"Save to (- to save nothing) [{self.file}]: ").strip()
            if typed in ("-", "q"):
                self.say("Nothing was saved.")
                return False
            path = Path(typed) if typed else self.file
            if path.exists() and not self._may_replace(path):
                continue
            try:
                write(dump_company(company), path)
            except typer.Exit:
                continue
            self.file = path
            self.say(f"Saved to {path}.")
            return True

    def _may_replace(self, path: Path) -> bool:
        typed = self.ask(f"{path} exists. Replace it, with its comments? yes or no: ")
        return typed.strip().lower() in ("y", "yes")


def _text(blocks: Iterable[Block]) -> str:
    from ddcompare.render.terminal import to_text

    return to_text(blocks).rstrip("\n")


def _as_in_the_file(typed: str, question: Question) -> str:
    """Small conveniences: y for yes, none for an empty list, de for DE."""
    kind = question.term.extra.get("type")
    if kind == "yes_no":
        return {"y": "yes", "n": "no"}.get(typed.lower(), typed.lower())
    if kind in ("codes", "countries") and typed.lower() == "none":
        return "[]"
    if kind in ("country", "countries"):
        words = [word.strip() for word in typed.split(",")]
        return ",".join(word.upper() if len(word) == 2 else word for word in words)
    return typed
