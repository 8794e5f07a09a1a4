"""The pages of a Word document: where sections end, and how their paper lies."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, cast

from docx.oxml.ns import qn

from ddcompare.render.docx_xml import every, node, spacer

if TYPE_CHECKING:
    from docx.oxml.section import CT_SectPr
    from lxml.etree import _Element as Element

A4, MARGIN = (11906, 16838), 1440
"""Twentieths of a point, where a template does not say."""

_FIRST_ONLY = ("w:titlePg", "w:pgNumType")


class Pages:
    """The sections that take the place of one paragraph of a template.

    ``place`` is that paragraph; its section lends its margins, headers and footers to all.
    """

    def __init__(self, place: Element) -> None:
        self.place = place
        self._free = bool(every(place, "parent::w:body[w:sectPr]"))
        self._model: Element = next(iter(every(place, "following::w:sectPr")), node("w:sectPr"))
        width, height = _size(self._model)
        self._usual = self._across = width > height

    @property
    def width(self) -> int:
        """How wide the text is, in twentieths of a point."""
        margins = self._model.find(qn("w:pgMar"))
        taken = sum(
            MARGIN if margins is None else int(margins.get(qn(f"w:{side}"), MARGIN))
            for side in ("left", "right")
        )
        width, height = _size(self._model)
        return (width if self._across == self._usual else height) - taken

    def begin(self, across: bool) -> None:
        """Begin a new page; does nothing where the text stands inside a table of the template."""
        if self._free:
            self._end_section()
            self._across = across

    def finish(self) -> None:
        """Take the placeholder away, and let what follows it in the template lie as it did."""
        before = self.place.getprevious()
        if before is not None and before.tag == qn("w:tbl"):
            self.place.addprevious(spacer())
        after = [item for item in self.place.itersiblings() if item.tag != qn("w:sectPr")]
        if self._across != self._usual:
            if after:
                self._end_section()
            else:
                _turn(self._model)
        every(self.place, "parent::*")[0].remove(self.place)

    def _end_section(self) -> None:
        """Its last paragraph holds the properties of a section; a table cannot."""
        last = self.place.getprevious()
        if last is None or last.tag != qn("w:p") or every(last, "w:pPr/w:sectPr"):
            last = spacer()
            self.place.addprevious(last)
        properties = deepcopy(self._model)
        if self._across != self._usual:
            _turn(properties)
        if last.find(qn("w:pPr")) is None:
            last.insert(0, node("w:pPr"))
        last[0].append(properties)
        for name in _FIRST_ONLY:
            for item in self._model.findall(qn(name)):
                self._model.remove(item)


def _size(section: Element) -> tuple[int, int]:
    size = section.find(qn("w:pgSz"))
    if size is None:
        return A4
    return int(size.get(qn("w:w"), A4[0])), int(size.get(qn("w:h"), A4[1]))


def _turn(section: Element) -> None:
    """Turn the paper of a section by a quarter."""
    width, height = _size(section)
    size = cast("CT_SectPr", section).get_or_add_pgSz()
    size.set(qn("w:w"), str(height))
    size.set(qn("w:h"), str(width))
    size.set(qn("w:orient"), "landscape" if height > width else "portrait")
