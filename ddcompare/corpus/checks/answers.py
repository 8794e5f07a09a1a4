"""States need what makes them checkable (codebook rule 3).

- ``silent-without-read``: silence is proved by saying which parts were read.
- ``state-without-reason``: ``not_applicable``, ``delegated`` and ``varies`` say why in ``note``.
- ``unclear-without-readings``: ``unclear`` gives the tenable readings.
- ``value-missing``: the state is ``value``, but there is none, and no attribute says why
  (``unquantified``, ``one_off``).
- ``value-not-allowed``: ``silent``, ``not_applicable``, ``unclear``, ``not_coded`` with a value.
- ``unknown-attribute``: an attribute that is not in the codebook.
- ``guidance-in-law``: the law's value cites nothing but guidance or practice (rule 5).

Fails: ``{state: silent, cite: ...}``. Passes: ``{state: silent, read: s 54, cite: ...}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ddcompare.corpus.lawfile import LawFile
from ddcompare.model.law import Answer, Layered
from ddcompare.model.problem import KeyPath, Problem, did_you_mean

CODES = (
    "silent-without-read", "state-without-reason", "unclear-without-readings", "value-missing",
    "value-not-allowed", "unknown-attribute", "guidance-in-law",
)  # fmt: skip
WITHOUT_FIGURE = ("unquantified", "one_off", "counted_from")


def check(file: LawFile, today: date | None) -> Iterator[Problem]:
    """Check every answer, and what guidance and practice say beside it."""
    for name, answers in file.law.answers.items():
        for index, answer in enumerate(answers):
            path = file.answer(name, index)
            yield from _state(file, path, answer)
            yield from _layers(file, path, answer)
            for layer in ("guidance", "practice"):
                layered: Layered | None = getattr(answer, layer)
                if layered:
                    yield from unknown_attributes(file, (*path, layer), layered.attributes)
                    says = _raw(file, (*path, layer))
                    if layered.state == "value" and not (says.keys() & {"value", "text"}):
                        yield file.document.problem(
                            (*path, layer), "value-missing",
                            f"the {layer} entry says nothing", "add a value or a text",
                        )  # fmt: skip


def _state(file: LawFile, path: KeyPath, answer: Answer) -> Iterator[Problem]:
    problem, name, state = file.document.problem, path[1], answer.state
    raw_value = _raw(file, path).get("value")
    if state == "silent" and not answer.read:
        yield problem(
            path, "silent-without-read", f"{name} is silent, but does not say what was read",
            "add 'read' with the parts that were read, such as s 54",
        )  # fmt: skip
    if state in ("not_applicable", "delegated", "varies") and not answer.note:
        yield problem(
            path, "state-without-reason", f"{name} is {state} without a reason", "add 'note'"
        )
    if state == "unclear" and not answer.readings:
        yield problem(
            path, "unclear-without-readings", f"{name} is unclear, but the readings are not given",
            "add 'readings' with the tenable readings and who holds them",
        )  # fmt: skip
    if state == "value" and raw_value is None and not any(
        key in answer.attributes for key in WITHOUT_FIGURE
    ):  # fmt: skip
        yield problem(
            path, "value-missing", f"{name} has no value",
            "give a value, or a state such as silent or not_coded",
        )  # fmt: skip
    if state in ("silent", "not_applicable", "unclear", "not_coded") and raw_value is not None:
        yield problem(
            path, "value-not-allowed", f"{name} is {state} and has a value",
            "delete the value, or the state",
        )  # fmt: skip
    yield from unknown_attributes(file, path, answer.attributes)


def _raw(file: LawFile, path: KeyPath) -> dict[str, object]:
    here = file.document.data
    for step in path:
        here = here[step]
    assert isinstance(here, dict)
    return here


def unknown_attributes(
    file: LawFile, path: KeyPath, attributes: Iterable[str]
) -> Iterator[Problem]:
    """The attributes of the entry at a path that the codebook does not know."""
    known = file.codebook.terms["attribute"]
    for name in attributes:
        if name not in known:
            yield file.document.problem(
                (*path, "attributes", name), "unknown-attribute",
                f"{name[:60]!r} is not an attribute of the codebook", did_you_mean(name, known),
                key=True,
            )  # fmt: skip


def _layers(file: LawFile, path: KeyPath, answer: Answer) -> Iterator[Problem]:
    sources = [file.law.sources[c.source] for c in answer.cite if c.source in file.law.sources]
    if answer.state != "not_coded" and sources and all(s.layer != "law" for s in sources):
        yield file.document.problem(
            path, "guidance-in-law",
            f"{path[1]} rests on {sources[0].layer} alone, which cannot give the law's answer",
            f"put it under '{sources[0].layer}' and cite the law for the answer",
        )  # fmt: skip
