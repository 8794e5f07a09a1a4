"""The page and the data of a check, from records made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from ddcompare.comply.records import Check
from ddcompare.corpus.datadir import schemas_dir
from ddcompare.model.codebook import Codebook
from ddcompare.render.markdown import to_markdown
from ddcompare.render.pages.check import check_page
from ddcompare.render.pages.check_trace import trace_lines
from ddcompare.render.plain_check import plain_check
from ddcompare.render.terminal import to_text


def page(check: Check, codebook: Codebook, detail: str = "reasons", brief: bool = False) -> str:
    return to_text(check_page(check, codebook, (), detail, brief=brief))


def flat(text: str) -> str:
    return " ".join(text.split())


def alone(check: Check, index: int = 0) -> Check:
    return replace(check, entities=[check.entities[index]])


def test_first_what_applies_then_what_is_open_then_what_would_apply(
    checked: Check, codebook: Codebook
) -> None:
    yes, unknown, would = checked.entities[0].laws
    entity = replace(
        checked.entities[0], laws=(replace(would, would_apply=None), would, unknown, yes)
    )
    lines = page(replace(checked, entities=[entity]), codebook).splitlines()
    heads = [
        "Applies (1)", "Cannot tell (1)",
        "Not on this day, but its rule reaches or may reach it (1)", "Does not apply (1)",
    ]  # fmt: skip
    assert [line for line in lines if line in heads] == heads


def test_brief_names_what_does_not_apply_for_groups_only(
    checked: Check, codebook: Codebook
) -> None:
    laws = (replace(checked.entities[0].laws[2], would_apply="no", reason="No: not a company."),)
    entities = [replace(entity, laws=laws) for entity in checked.entities]
    group = replace(checked, entities=entities)
    assert "Child Labour Act. Why: --entity sub_vn" in page(group, codebook, brief=True)
    assert "Not a company." not in page(group, codebook, brief=True)
    assert "Not a company." in page(group, codebook)
    assert "Not a company." in page(replace(checked, entities=entities[:1]), codebook, brief=True)


def test_practice_without_a_date_stands_beside_the_date_of_the_law(
    checked: Check, codebook: Codebook
) -> None:
    entity = checked.entities[0]
    law = entity.laws[0]
    item = next(duty for duty in law.duties if duty.due)
    idle = replace(item, due=None, layer="practice", note="Nobody looks at it.")
    both = replace(entity, laws=(replace(law, duties=(replace(item, layer="law"), idle)),))
    text = to_markdown(check_page(replace(checked, entities=[both]), codebook))
    (row,) = [line for line in text.splitlines() if line.startswith("| **2027-06-30**")]
    assert "Practice: Nobody looks at it." in row


@pytest.mark.parametrize("detail", ["overview", "reasons", "trace"])
def test_the_page_fits_80_columns(checked: Check, codebook: Codebook, detail: str) -> None:
    assert max(map(len, page(checked, codebook, detail).splitlines())) <= 80


def test_a_single_entity_needs_no_summary_and_no_names(checked: Check, codebook: Codebook) -> None:
    text = page(alone(checked), codebook)
    assert "next due date" not in text
    assert "(parent" not in text
    assert "2 entities" in page(checked, codebook)


def test_the_answer_the_missing_fact_and_the_date_are_on_the_page(
    checked: Check, codebook: Codebook
) -> None:
    text = flat(page(alone(checked), codebook))
    for words in (
        "Statement Act Turnover of GBP 40,000,000 is enough.",
        "Statement Act: practice: The office checks nothing. [para 3 (guide)]",
        "turnover.worldwide: What is the turnover?",
        "applies if GBP 36,000,000 or more, does not apply if less than GBP 36,000,000",
        "2027-06-30 Statement Act: Publish a statement.",
        "no date in the text (read: s 54)",
        "Must contain: policies on the harm",
        "May contain: training",
        "signed by a director",
        "Not legal advice. No encoding shown has been reviewed",
        "encoded as they stood on 2026-11-01",
    ):
        assert words in text, words


def test_the_overview_is_a_few_lines(checked: Check, codebook: Codebook) -> None:
    lines = page(checked, codebook, "overview").splitlines()
    assert "Applies         Statement Act" in lines
    assert "2027-06-30      Statement Act: statement (guidance, year to 2026-12-31)" in lines
    assert len(lines) < 30


def test_whose_fact_is_missing_is_named_if_it_is_another_entity(
    checked: Check, codebook: Codebook
) -> None:
    assert "turnover.worldwide of parent:" in page(alone(checked, 1), codebook)
    assert "turnover.worldwide of" not in page(alone(checked), codebook)


def test_without_dates_it_says_so(checked: Check, codebook: Codebook) -> None:
    assert "Nothing has a due date in this time." in page(alone(checked, 1), codebook)


def test_the_trace_reads_like_the_statute(checked: Check, codebook: Codebook) -> None:
    assert "all of these" not in page(checked, codebook)
    text = flat(page(alone(checked), codebook, "trace"))
    assert (
        "yes: turnover worldwide, with its subsidiaries: at least GBP 36,000,000 "
        "(since 2015-10-29) - financial year 2025: GBP 40,000,000 = parent GBP 20,000,000 + "
        "sub_vn GBP 20,000,000 [s 54(2); para 3 (guide)]"
    ) in text.replace("- + ", "+ ")
    assert "- not known [s 54(2); para 3 (guide)]" in text


def test_every_leaf_of_a_trace_has_its_result_and_citation(
    checked: Check, codebook: Codebook
) -> None:
    for result in checked.entities[0].laws:
        lines = list(trace_lines(result, codebook))
        assert [line.depth for line in lines] == [0, 1, 2, 2]
        assert all(line.cite for line in lines if line.compared)


def test_a_class_that_stays_open_is_told_beside_a_yes(checked: Check, codebook: Codebook) -> None:
    entity = checked.entities[0]
    yes, half = entity.laws[0], entity.laws[1].classes[0]
    both = replace(yes, classes=(*yes.classes, (replace(half[0], title="Miner"), half[1])))
    text = page(replace(checked, entities=[replace(entity, laws=(both,))]), codebook)
    assert "Cannot tell whether also as: Miner." in flat(text)


def test_a_large_group_is_summed_up(checked: Check, codebook: Codebook) -> None:
    many = [
        replace(checked.entities[0], entity=replace(checked.entities[0].entity, id=f"e{n}"))
        for n in range(30)
    ]
    text = page(replace(checked, entities=many), codebook)
    assert "(e29)" in text
    assert "Applies (" not in text
    assert "and 25 more" in flat(text)
    assert "--entity ID" in text


def test_nothing_in_a_name_is_markup(checked: Check, codebook: Codebook) -> None:
    name = "<script>alert(1)</script> | [x](javascript:y) **b**"
    entity = checked.entities[0]
    hostile = replace(
        checked,
        company=replace(checked.company, name=name),
        entities=[replace(entity, entity=replace(entity.entity, name=name)), checked.entities[1]],
    )
    text = to_markdown(check_page(hostile, codebook, (), "trace"))
    assert "<script>" not in text
    assert "](javascript" not in text
    assert "\\*\\*b\\*\\*" in text


def test_data_fits_its_schema_and_every_leaf_is_complete(
    checked: Check, codebook: Codebook
) -> None:
    schema = json.loads((schemas_dir() / "check.schema.json").read_text("utf-8"))
    data = json.loads(json.dumps(plain_check(checked, codebook)))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    law = data["entities"][0]["laws"][0]
    fact, figure = law["trace"]["children"]
    assert (fact["fact"], fact["compared"]) == ("legal_form", "company")
    assert figure["threshold"]["value"] == {"amount": 36000000, "currency": "GBP"}
    assert figure["threshold"]["valid_from"] == "2015-10-29"
    assert figure["compared"] == {"amount": 40000000, "currency": "GBP"}
    assert [one["entity"] for one in figure["years"][0]["counted"]] == ["parent", "sub_vn"]
    assert [duty["due_layer"] for duty in law["duties"]] == ["statute", "guidance", "statute"]
    assert law["duties"][1]["due"] == "2027-06-30"
    assert law["duties"][0]["content"][0]["topic"] == "policies"
