"""Pinpoints parsed into steps, in the drafting styles of the vocabulary.

``art. 2(1), second subparagraph, point (a)`` becomes the steps article 2, (1), subparagraph 2,
point a. Several pinpoints may stand in one string: ``s 54(2); s 54(6)``, ``s 54(2) and (6)``,
``arts 5, 7 and 9``; what is left out is carried over from the one before.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ddcompare.corpus.texts import vocabulary as words
from ddcompare.corpus.texts.pinpoint_tokens import PinpointError, Token, tokens

__all__ = ["WHOLE", "Pinpoint", "PinpointError", "Step", "parse"]

MAX_LENGTH = 300
MAX_PINPOINTS = 50


class Step(NamedTuple):
    """One step down: what kind of provision (empty if only a bracketed label) and its label.

    ``to`` is the last label of a range; ``shown`` the step as it was written.
    """

    kind: str
    label: str
    to: str | None = None
    shown: str = ""


Pinpoint = tuple[Step, ...]
WHOLE: Pinpoint = (Step("whole", "", None, "whole text"),)


_PLAIN = re.compile(
    r"(?P<root>art\.?|articles?|s\.?|sections?|§|reg\.?|regulation) ?"
    r"(?P<label>\d+[A-Za-z]{0,3})(?P<rest>(?:\([0-9A-Za-z]{1,5}\))*)"
)
_WHOLE = re.compile(
    r"(?:the )?(?:whole|entire)(?: (?:of )?(?:the )?(?:[^\W\d]+ ?){1,3})?|full text", re.IGNORECASE
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"\xad": None})


@lru_cache(maxsize=4096)
def parse(at: str) -> tuple[Pinpoint, ...]:
    """The pinpoints in a string, each a tuple of steps; ``whole act`` gives ``WHOLE``.

    Raises PinpointError if any part of it cannot be read.
    """
    plain = _PLAIN.fullmatch(at) if len(at) <= MAX_LENGTH else None
    if plain:
        root, label, rest = plain.groups()
        first = Step(words.ROOTS[root.rstrip(".")], label, None, plain[0][: plain.start("rest")])
        if not rest:
            return ((first,),)
        return ((first, *[Step("", one, None, f"({one})") for one in rest[1:-1].split(")(")]),)
    text = " ".join(at.translate(_DASHES).split())
    if not text:
        raise PinpointError(at, "it is empty")
    if len(text) > MAX_LENGTH:
        raise PinpointError(at, f"it is longer than {MAX_LENGTH} characters")
    if _WHOLE.fullmatch(text):
        return (WHOLE,)
    return _Parser(at, text).run()


_LABEL_WORD = re.compile(r"[IVXLCDM]{1,7}[a-z]?|[A-Za-z]|[a-z]{2}|[ivxl]{3,5}")
_ROOT_WORD = re.compile(r"[IVXLCDM]{1,7}[a-z]?|[A-Z]")


def _class(label: str) -> str:
    """Number, lower-case, upper-case or the number of a code: labels of one class are siblings."""
    if label[:1].isdigit():
        return "n"
    return "c" if label[-1:].isdigit() else "l" if label.islower() else "u"


class _Parser:
    """One pass over the tokens; ``current`` is the pinpoint that is being written."""

    def __init__(self, at: str, text: str) -> None:
        self.at = at
        self.tokens = tokens(at, text)
        self.place = 0
        self.done: list[Pinpoint] = []
        self.current: list[Step] = []
        self.joint = False  # after a comma, "and" or ";": the next step may stand beside the last

    def fail(self, reason: str) -> PinpointError:
        return PinpointError(self.at, reason)

    def peek(self, ahead: int = 0) -> Token:
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else Token("end", "", "")

    def run(self) -> tuple[Pinpoint, ...]:
        while self.place < len(self.tokens):
            token = self.peek()
            self.place += 1
            word = token.value.casefold()
            if word == ";" or word in words.AND:
                self.joint = True
            elif word in words.TO and self.current and not self._names_part(token):
                self.range()
            else:
                self.step(token, word.rstrip("."))
        if not self.current:
            raise self.fail("it names no provision")
        self.done.append(tuple(self.current))
        if len(self.done) > MAX_PINPOINTS:
            raise self.fail(f"it names more than {MAX_PINPOINTS} provisions")
        return tuple(self.done)

    def _names_part(self, token: Token) -> bool:
        return token.kind == "word" and token.value.casefold().rstrip(".") in words.PARTS

    def step(self, token: Token, word: str) -> None:
        if token.kind == "code":
            label = re.sub(r"[.\s*]", "", token.value)
            self.root(Step("article", label, None, token.shown))
        elif token.kind == "word" and word in words.ROOTS:
            self.named_root(token, word)
        elif not self.current:
            raise self.fail(f"it begins with “{token.shown}”, not with a section or article")
        elif token.kind in ("paren", "item"):
            self.add(Step("", token.value, None, f"({token.value})"))
        elif token.kind == "degree":
            label = token.value.rstrip("° ")
            self.add(Step("number", label, None, f", {label}°"))
        elif token.kind == "quote":
            self.add(Step("definition", token.value[1:-1].strip(), None, f" {token.shown}"))
        elif token.kind == "ordinal" or word in words.ORDINALS:
            self.ordinals(token)
        elif token.kind == "num":
            self.bare(token.value)
        elif self.chapeau(word):
            self.add(Step("chapeau", "", None, ", introductory wording"))
        elif word in words.PARTS:
            self.named_part(token, words.PARTS[word])
        elif _LABEL_WORD.fullmatch(token.value):
            self.bare(token.value)
        else:
            raise self.fail(f"“{token.shown}” is not a word of pinpoints")

    def chapeau(self, word: str) -> bool:
        pair = f"{word} {self.peek().value.casefold()}"
        if pair in words.CHAPEAU:
            self.place += 1
            return True
        return word in words.CHAPEAU

    def root(self, step: Step) -> None:
        if self.current:
            if not self.joint:
                raise self.fail(f"“{step.shown}” follows without a comma, “and” or “;”")
            self.done.append(tuple(self.current))
        self.current = [step]
        self.joint = False

    def named_root(self, token: Token, word: str) -> None:
        kind = words.ROOTS[word]
        following = self.peek()
        inside = bool(self.current) and self.current[0].kind in ("annex", "schedule")
        if inside and kind == "section":
            self.named_part(token, "section")
            return
        if following.kind == "code" and kind == "article":  # "art. L.225-102-1"
            return
        label = self._label_of(following, _ROOT_WORD, optional=kind in words.LABEL_OPTIONAL)
        if label is None:
            raise self.fail(f"“{token.shown}” wants a number")
        shown = f"{token.shown} {label}".strip()
        self.root(Step(kind, label, None, shown))

    def _label_of(
        self, token: Token, pattern: re.Pattern[str], optional: bool = False
    ) -> str | None:
        """The label in the next token, which is then used up; None if there is none."""
        word = token.value.casefold()
        named = len(word) > 1 and (word in words.PARTS or word in words.TO or word in words.AND)
        bracketed = token.kind in ("paren", "item", "degree") and pattern is _LABEL_WORD
        if token.kind == "num" or (bracketed and not optional):
            self.place += 1
            return token.value.rstrip("° ")
        if token.kind == "word" and pattern.fullmatch(token.value) and not named:
            self.place += 1
            return token.value
        return "" if optional else None

    def named_part(self, token: Token, kind: str) -> None:
        label = self._label_of(self.peek(), _LABEL_WORD, optional=kind in words.LABEL_OPTIONAL)
        if label is None:
            raise self.fail(f"“{token.shown}” wants a number or letter")
        self.add(Step(kind, label, None, f", {token.shown} {label}".rstrip()))

    def ordinals(self, token: Token) -> None:
        """``first and second subparagraphs``, ``first to third sentences``, ``last sentence``."""
        labels: list[tuple[str, str]] = [("", self._ordinal(token))]
        while True:
            joiner, following = self.peek(), self.peek(1)
            word = joiner.value.casefold()
            if (word in words.AND or word in words.TO) and self._is_ordinal(following):
                labels.append(("to" if word in words.TO else "and", self._ordinal(following)))
                self.place += 2
            else:
                break
        noun = self.peek()
        kind = words.PARTS.get(noun.value.casefold().rstrip("."), "")
        if kind not in ("paragraph", "subparagraph", "sentence", "indent"):
            raise self.fail(f"“{token.shown}” wants paragraph, subparagraph, sentence or indent")
        self.place += 1
        for joiner_kind, label in labels:
            shown = f", {kind} {label}"
            if joiner_kind == "to":
                self._extend(label)
            else:
                self.joint = self.joint or joiner_kind == "and"
                self.add(Step(kind, label, None, shown))

    @staticmethod
    def _is_ordinal(token: Token) -> bool:
        return token.kind == "ordinal" or token.value.casefold() in words.ORDINALS

    @staticmethod
    def _ordinal(token: Token) -> str:
        if token.kind == "ordinal":
            return str(int(token.value[:-2]))
        return words.ORDINALS[token.value.casefold()]

    def add(self, step: Step) -> None:
        """Go a step down; after a comma or "and", stay beside a step of the same sort."""
        if self.joint:
            self.joint = False
            for depth in range(len(self.current) - 1, 0, -1):
                here = self.current[depth]
                if here.kind == step.kind and _class(here.label) == _class(step.label):
                    self.beside(depth, step)
                    return
        if self.current[-1].to is not None:
            raise self.fail(f"“{step.shown.strip(', ')}” cannot follow a range")
        self.current.append(step)

    def beside(self, depth: int, step: Step) -> None:
        self.done.append(tuple(self.current))
        self.current = [*self.current[:depth], step]
        self.joint = False

    def bare(self, label: str) -> None:
        """A label without word or brackets: ``nos 1 and 2``, ``arts 5, 7``, ``I`` after a comma."""
        if not self.joint:
            raise self.fail(f"it is not clear what “{label}” numbers")
        for depth in range(len(self.current) - 1, -1, -1):
            here = self.current[depth]
            if _class(here.label) != _class(label):
                continue
            if here.kind or _class(label) != "n":
                shown = here.shown[: len(here.shown) - len(here.label)] + label
                if here.shown.endswith(")"):
                    shown = f"({label})"
                self.beside(depth, Step(here.kind, label, None, shown))
                return
        if _class(label) == "u":
            self.joint = False
            self.add(Step("", label, None, f", {label}"))
            return
        raise self.fail(f"it is not clear what “{label}” numbers")

    def range(self) -> None:
        last, token = self.current[-1], self.peek()
        word = token.value.casefold().rstrip(".")
        if token.kind == "word" and words.ROOTS.get(word, words.PARTS.get(word)) == last.kind:
            self.place += 1
            token = self.peek()
        if token.kind == "num" and token.value == self.current[0].label and not last.kind:
            self.place += 1  # "s 54(4)-54(5)"
            token = self.peek()
        if token.kind not in ("num", "paren", "item", "degree", "word"):
            raise self.fail("a range wants a second number or letter")
        if token.kind == "paren" and last.kind and last.kind not in words.PARTS.values():
            raise self.fail("a range wants the same sort of number at both ends")
        self.place += 1
        self._extend(token.value.rstrip("° ."))

    def _extend(self, label: str) -> None:
        last = self.current[-1]
        if last.to is not None or (_class(last.label) != _class(label) and label != words.LAST):
            raise self.fail("a range wants the same sort of number at both ends")
        self.current[-1] = last._replace(to=label)
