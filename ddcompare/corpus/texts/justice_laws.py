"""XML of the Justice Laws site (Canada), acts and regulations, in English and French."""

from __future__ import annotations

from lxml import etree

from ddcompare.corpus.texts import safexml
from ddcompare.corpus.texts.reading import TextError, collapse
from ddcompare.corpus.texts.safexml import local
from ddcompare.model.provisions import OfficialText, Provision, Row

_PARTS = {
    "Subsection": "subsection",
    "Paragraph": "paragraph",
    "Subparagraph": "subparagraph",
    "Clause": "clause",
    "Subclause": "subclause",
    "Subsubclause": "subclause",
    "Definition": "definition",
    "FormulaDefinition": "definition",
    "Provision": "text",
    "List": "text",
    "Item": "point",
}
_WITHOUT = frozenset({"Label", "MarginalNote", "HistoricalNote", "Footnote"})


class JusticeLaws:
    """Reader of the XML of the Justice Laws site."""

    id = "justice-laws-xml"

    def sniff(self, head: bytes) -> bool:
        """A root element of that site."""
        return b"<Statute" in head[:4096] or b"<Regulation " in head[:4096]

    def read(self, data: bytes) -> OfficialText:
        """Preamble, sections and schedules. The French version calls sections articles."""
        root = safexml.parse(data)
        language = (root.get("{http://www.w3.org/XML/1998/namespace}lang") or "en")[:2]
        section = "article" if language == "fr" else "section"
        if local(root) == "Regulation" and language == "en":
            section = "section"  # Canadian regulations have sections, not regulations
        found: list[Provision] = []
        for element in root.iter("{*}Preamble", "{*}Section", "{*}Schedule"):
            name = local(element)
            if name == "Section" and _within(element, "Section", "Schedule"):
                continue
            kind = {"Preamble": "preamble", "Section": section}.get(name, "schedule")
            if name == "Schedule" and not _label(element, schedule=True)[1]:
                continue
            found.append(_provision(element, kind))
        if not found:
            raise TextError("the file is XML of Justice Laws, but it has no section")
        title = _first(root, "ShortTitle") or _first(root, "LongTitle") or "untitled"
        dates = (str(v) for k, v in root.items() if str(k).endswith("}current-date"))
        return OfficialText(title, next(dates, None), language, Row.of(found))


def _within(element: etree._Element, *names: str) -> bool:
    return any(local(ancestor) in names for ancestor in element.iterancestors())


def _first(root: etree._Element, name: str) -> str:
    element = next(root.iter(f"{{*}}{name}"), None)
    return "" if element is None else _words(element)


def _words(element: etree._Element) -> str:
    return collapse("".join(element.itertext()))  # type: ignore[arg-type]


def _label(element: etree._Element, schedule: bool = False) -> tuple[str, bool]:
    """The bare label of an element, and whether it has one at all."""
    place = next(element.iter("{*}Label"), None) if schedule else element.find("{*}Label")
    if place is None:
        return "", False
    words = _words(place)
    if schedule:  # "SCHEDULE 1", "ANNEXE"
        words = words.partition(" ")[2]
    return words.strip("().,; °"), True


def _provision(element: etree._Element, kind: str) -> Provision:
    label, _ = _label(element, kind == "schedule")
    note = element.find("{*}MarginalNote")
    text: list[str] = []
    children: list[Provision] = []
    for child in element:
        name = local(child)
        part = _PARTS.get(name)
        if part == "definition":
            children.append(_definition(child))
        elif part:
            children.append(_provision(child, part))
        elif name and name not in _WITHOUT and not name.endswith("FormHeading"):
            words = _words(child)
            if words and children:
                children.append(Provision("text", "", "", words))
            elif words:
                text.append(words)
    heading = "" if note is None else _words(note)
    own = " ".join(text)
    if kind == "preamble" and children and not own:
        own, children = children[0].text, children[1:]
    return Provision(kind, label, heading, own, Row.of(children))


def _definition(element: etree._Element) -> Provision:
    """A definition, labelled with the term it defines, which is the first that is marked."""
    term = next(element.iter("{*}DefinedTermEn", "{*}DefinedTermFr"), None)
    made = _provision(element, "definition")
    label = made.label if term is None else _words(term)
    return Provision("definition", label, "", made.text, made.children)
