"""The official texts themselves, where they are at hand: nothing of them is kept here."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from lxml import etree

from ddcompare.corpus.texts import check, read_text
from ddcompare.corpus.texts.safexml import local
from ddcompare.model.provisions import Provision

FOLDER = Path(__file__).parents[3] / ".." / "shared" / "texts"
FILES = sorted(path for path in FOLDER.glob("*/*") if path.is_file())
EURLEX = [
    path for path in FILES if path.suffix in (".xml", ".html") and path.parent.name[:3] == "eu_"
]
NEEDED = pytest.mark.skipif(not FILES, reason=f"the official texts are not at {FOLDER.resolve()}")
WORDS = {"section": "s", "article": "art.", "regulation": "reg", "annex": "Annex"}
NUMBERED = {"paragraph", "subsection", "point", "subparagraph", "number", "clause"}


@NEEDED
@pytest.mark.parametrize("path", FILES or [None], ids=lambda path: path and path.name)
def test_each_is_read_and_every_provision_can_be_cited(path: Path) -> None:
    text = read_text(path.read_bytes())
    assert text.title != "untitled"
    outline = list(text.roots.outline)
    for root in text.roots:
        if root.kind not in WORDS or outline.count((root.kind, root.label)) > 1:
            continue
        assert root.full_text(), root.label
        name = re.sub(r"^art\. L", "L.", f"{WORDS[root.kind]} {root.label}".strip())
        for at, provision in _paths(root, name):
            start = " ".join(provision.text.split()[:3])
            result = check(text, at, [start] if start else [])
            if "more than once" in (result.hint or ""):
                continue  # lists of several subparagraphs
            assert result.status == "found", (at, result)
            assert result.provisions == (provision,)


def _paths(provision: Provision, at: str) -> list[tuple[str, Provision]]:
    found = [(at, provision)]
    for child in provision.children:
        if child.kind in NUMBERED:
            found += _paths(child, f"{at}({child.label})")
        elif child.kind == "item":
            found += _paths(child, f"{at}, {child.label}°")
        elif child.kind == "division":
            found += _paths(child, f"{at}, {child.label}")
    return found


@NEEDED
@pytest.mark.parametrize("path", EURLEX or [None], ids=lambda path: path and path.name)
def test_no_word_of_an_article_is_lost_or_joined(path: Path) -> None:
    """The words of each article are those that the XML library alone gives."""
    text = read_text(path.read_bytes())
    plain = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False))
    roots = {root.label: root for root in text.roots if root.kind == "article"}
    articles = [e for e in plain.iter("{*}div") if re.fullmatch(r"art_\w+", e.get("id", ""))]
    assert len(articles) == len(roots)
    for element in articles:
        root = roots[element.get("id", "")[4:]]
        wanted = set(re.findall(r"\w+", _words(element)))
        read = set(re.findall(r"\w+", root.full_text()))
        labels = {one for part in root.walk() for one in re.findall(r"\w+", part.label)}
        assert read - wanted == set(), root.label
        assert wanted - read - labels - {"Article", root.label} == set(), root.label


def _words(article: etree._Element) -> str:
    """The words of an article, blocks apart, without footnotes and marks of consolidation."""
    for element in [*article.iter("{*}a", "{*}p")]:
        words = "".join(element.itertext())
        mark = re.fullmatch(r"\s*(?:[►▼]\s*[A-Z]+\d*|\(?\s*\*?\d+\s*\)?)\s*", words)
        if (local(element) == "a" and mark) or element.get("class") in ("oj-note", "footnote"):
            element.clear(keep_tail=True)
    for element in article.iter():
        if local(element) in ("p", "div", "td", "table"):
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return "".join(article.itertext())


def test_the_skip_is_meant() -> None:
    """Where the texts must be there (DDCOMPARE_TEXTS=required), their absence is a failure."""
    assert FILES or os.environ.get("DDCOMPARE_TEXTS") != "required"
