"""Markdown with a pinpoint in each heading: ``### § 3(b)(1)``, ``### s 5(1)``, ``Art. 5 Abs. 1``.

United States, Australian and Swiss excerpts are laid out so. Lines below a heading are read as
in the official text, with their own markers; the one that repeats the heading is taken off.
"""

from __future__ import annotations

import re

from ddcompare.corpus.texts import markdown
from ddcompare.corpus.texts.outline import Node, Outline
from ddcompare.corpus.texts.pinpoints import PinpointError, Step, parse
from ddcompare.model.provisions import OfficialText

_WORDS = r"(?:§){1,2}|s|ss|sec|section|art|article|artikel"
_HEAD = re.compile(f"#+ +(?:{_WORDS})\\.? +\\d+[A-Za-z]*".encode(), re.IGNORECASE)
_TITLE = re.compile(
    rf"(?P<word>{_WORDS})\.? +"
    r"(?P<label>\d{1,6}(?:\.\d{1,4}){0,3}[A-Za-z]{0,3})(?P<rest>.*)",
    re.IGNORECASE,
)
_TERM = re.compile(r", (?!note|example|\w+ (?:sub)?paragraph)([A-Za-z][^,()\"]{1,60})$")
_BRACKETED = re.compile(r"\[(\w{1,3}\.)\](?=\s)")
_QUOTED = re.compile(r"[“\"‘](?=\()")  # a unit of a note to the Code
_REMARK = re.compile(r"\[.*not read\]$")
_KINDS = {"dot:n": "number", "definition": "definition"}
_LANGUAGES = (("abs", "de"), ("al", "fr"))


class PinpointMarkdown:
    """Reader of excerpts in which each heading names its provision."""

    id = "pinpoint-markdown"

    def sniff(self, head: bytes) -> bool:
        """A heading that begins with a section or an article and its number."""
        return markdown.has_heading(head, _HEAD)

    def read(self, data: bytes) -> OfficialText:
        """Sections or articles; what stands below other headings (notes) is left out."""
        document = markdown.read(data)
        tree = _Tree()
        outline: Outline | None = None
        node, steps, fresh = Node(""), (), False  # type: tuple[Node, tuple[Step, ...], bool]
        language = "en"
        for line in document.lines:
            if line.level:
                named = _named(line.text)
                if named is None:
                    outline = None
                    continue
                steps, heading = named
                node = tree.place(steps, heading)
                outline, fresh = Outline(node, _KINDS, frozenset({"paren:n"})), True
                language = next(
                    (code for word, code in _LANGUAGES if f" {word}" in line.text.lower()), language
                )
            elif outline and not _REMARK.match(line.text):
                words = _QUOTED.sub("", line.text)
                bare = _without(words, steps) if fresh else words
                fresh = fresh and bare == words  # a marginal title may stand before the label
                words = bare
                outline.line(_BRACKETED.sub(r"\1", words))
        return document.text([root.finish() for root in tree.roots], language)


def _named(heading: str) -> tuple[tuple[Step, ...], str] | None:
    """The steps a heading names, and the words behind them; None if it names no provision."""
    match = _TITLE.match(heading)
    if not match:
        return None
    term = _TERM.search(heading)
    if term:
        root = parse(f"{match['word']} {match['label']}")[0][0]
        return (root, Step("definition", term[1])), ""
    try:
        return parse(heading)[0], ""
    except PinpointError:
        root = parse(f"{match['word']} {match['label']}")[0][0]
        return (root,), match["rest"].strip(" .")


class _Tree:
    """The provisions of the headings so far, found again by their paths."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self._known: dict[tuple[int, str, str], Node] = {}

    def place(self, steps: tuple[Step, ...], heading: str) -> Node:
        """The node at the end of a path; what is missing on the way is made.

        A path that has been filled already begins the provision once more: another language.
        """
        root = steps[0]
        node = self.roots[-1] if self.roots else None
        same = node is not None and (node.kind, node.label) == (root.kind, root.label)
        if node is None or not same or self._filled(node, steps):
            node = Node(root.kind, root.label, heading)
            self.roots.append(node)
        for depth, step in enumerate(steps[1:]):
            kind = step.kind or ("subsection" if depth == 0 else "point")
            child = self._known.get((id(node), kind, step.label))
            if child is None:
                child = Node(kind, step.label, form="paren")
                node.children.append(child)
                self._known[id(node), kind, step.label] = child
            node = child
        return node

    def _filled(self, node: Node, steps: tuple[Step, ...]) -> bool:
        for depth, step in enumerate(steps[1:]):
            kind = step.kind or ("subsection" if depth == 0 else "point")
            found = self._known.get((id(node), kind, step.label))
            if found is None:
                return False
            node = found
        return len(steps) > 1 and bool(node.text or node.children)


def _without(words: str, steps: tuple[Step, ...]) -> str:
    """A line without the labels at its beginning that its heading has named."""
    for step in steps[1:]:
        label = re.escape(step.label)
        match = re.match(rf"(?:\({label}\)|{label}(?=\s)\.?)\s+", words)
        if match and (step.kind in ("", "paragraph") or match[0].startswith("(")):
            words = words[match.end() :]
    return words
