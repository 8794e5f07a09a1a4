"""The evidence of draft guidelines: its numbers can be had from the cells, and laws are cited."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml

from ddcompare.compare.burden import burden
from ddcompare.compare.guidelines import Guidelines, guidelines
from ddcompare.compare.matrix import matrix
from ddcompare.corpus.datadir import laws_dir
from ddcompare.corpus.standards import load_standards
from ddcompare.corpus.store import load_corpus
from ddcompare.model.corpus import Corpus
from ddcompare.render.blocks import Heading, Item, Items, Table, plain
from ddcompare.render.pages.guidelines import guidelines_page
from ddcompare.render.plain import plain_matrix

DAY = date(2026, 11, 24)
LAWS = ["nl_child_labour_dd", "fr_vigilance", "uk_msa"]


@pytest.fixture(scope="module")
def laws() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def found(laws: Corpus) -> Guidelines:
    measures = load_standards(laws.codebook)
    return guidelines(laws, LAWS, [measures["ungp"], measures["alliance87_2019"]], DAY)


def taken(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The positions of the laws under which a question arises, out of the JSON matrix."""
    marks = ("one_off", "unquantified")
    return [
        (cell["state"], json.dumps([cell["value"], [m for m in marks if m in cell["attributes"]]]))
        for cell in row["cells"].values()
        if cell["state"] not in ("not_applicable", "not_coded")
    ]


def test_the_numbers_follow_from_the_json_matrix(laws: Corpus, found: Guidelines) -> None:
    rows = plain_matrix(matrix(laws, DAY, LAWS))["rows"]
    same = part = none = 0
    for row in rows:
        held = taken(row)
        rules = [state for state, _ in held if state not in ("silent", "no")]
        same += len(held) > 1 and len(set(held)) == 1 and bool(rules)
        part += len(set(held)) > 1 and bool(rules)
        none += bool(held) and not rules
    counted = [
        sum(getattr(element, name) for element in found.elements)
        for name in ("converges", "diverges", "silent")
    ]
    assert counted == [same, part, none]
    assert same + part + none <= len(rows) == 90


def test_the_summary_says_these_numbers(laws: Corpus, found: Guidelines) -> None:
    page = guidelines_page(found, laws.codebook)
    lists = [block for block in page if isinstance(block, Items)]
    said = " ".join(plain(item.text) for item in lists[0].items)
    part = sum(element.diverges for element in found.elements)
    assert f"and {part} in different ways" in said
    for place, standard in enumerate(found.standards):
        for law in LAWS:
            report = found.gaps[law][place]
            met = sum(item.grade in ("met", "exceeds") for item in report.items)
            assert f"{report.column.law.short_title} meets {met}" in said
            assert f"Of {len(report.items)} elements of {standard.short_title}" in said


def test_the_burden_is_what_the_law_files_ask(laws: Corpus, found: Guidelines) -> None:
    asked: dict[str, set[str]] = {}
    for law in LAWS:
        raw = yaml.load((laws_dir() / f"{law}.yaml").read_text("utf-8"), yaml.BaseLoader)
        for duty in raw["duties"]:
            if duty.get("report") != "true" or duty.get("to", "9") < DAY.isoformat():
                continue
            for item in duty["content"]:
                if "topic" in item and item.get("layer", "law") == "law":
                    asked.setdefault(item["topic"], set()).add(law)
    assert {
        item.topic.id: {ask.law.id for ask in item.asks} for item in found.burden.items
    } == asked
    counts = [len(item.asks) for item in found.burden.items]
    assert counts == sorted(counts, reverse=True)
    assert [len(item.asks) > 1 for item in found.burden.shared] == [True] * sum(
        len(laws_) > 1 for laws_ in asked.values()
    )


def test_no_report_before_the_law(laws: Corpus) -> None:
    uk = laws.laws["uk_msa"]
    assert burden([uk], date(2015, 3, 25), laws.codebook).reporting == ()
    assert burden([uk], date(2015, 3, 26), laws.codebook).reporting == (uk,)


def test_every_position_of_a_law_is_cited(laws: Corpus, found: Guidelines) -> None:
    page = guidelines_page(found, laws.codebook)
    start = next(i for i, b in enumerate(page) if isinstance(b, Heading) and b.text[:2] == "4.")
    end = next(i for i, b in enumerate(page) if isinstance(b, Heading) and b.text[:2] == "5.")
    titles = [laws.laws[law].short_title for law in LAWS]
    checked = 0
    for block in page[start:end]:
        if not isinstance(block, Table):
            continue
        for position, holders in block.rows:
            for title in titles:
                _, found_title, rest = plain(holders).partition(f"{title} ")
                if found_title and plain(position) != "not coded":
                    assert rest.startswith("["), (plain(position), title)
                    checked += 1
    assert checked > 100


def test_a_floor_is_reached_by_every_law(found: Guidelines) -> None:
    floors = [element for element in found.elements if element.floor is not None]
    assert floors
    for element in floors:
        scores = [
            element.row.cells[law].score for group in element.positions.asked for law in group.laws
        ]
        assert element.floor is not None
        assert element.floor.score == min(score for score in scores if score is not None) > 0


def test_options_are_marked_as_a_draft(laws: Corpus, found: Guidelines) -> None:
    page = guidelines_page(found, laws.codebook)
    places = [i for i, block in enumerate(page) if isinstance(block, Items)][1:]
    assert places
    for place in places:
        assert "draft, to be decided" in plain(page[place - 1].text)  # type: ignore[union-attr]


def test_chapters_are_those_that_the_workshop_asked_for(laws: Corpus, found: Guidelines) -> None:
    wanted = [t for t in laws.codebook.terms["theme"].values() if "chapter" in t.extra]
    assert [chapter.theme for chapter in found.chapters] == wanted
    assert len(wanted) == 6
    assert all(chapter.elements for chapter in found.chapters)


def test_same_input_same_page(laws: Corpus, found: Guidelines) -> None:
    measures = load_standards(laws.codebook)
    again = guidelines(laws, LAWS, [measures["ungp"], measures["alliance87_2019"]], DAY)
    assert guidelines_page(again, laws.codebook) == guidelines_page(found, laws.codebook)


def test_items_have_no_empty_text(laws: Corpus, found: Guidelines) -> None:
    for block in guidelines_page(found, laws.codebook):
        for item in block.items if isinstance(block, Items) else ():
            assert isinstance(item, Item)
            assert plain(item.text).strip()
