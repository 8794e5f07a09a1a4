"""Reading an official text and checking 200 citations, against parsing it with lxml alone.

Takes a folder of official texts (default: ../shared/texts beside the checkout) and its largest
EUR-Lex files. Prints one line a file with the ratio of paired medians; judges nothing.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ddcompare.corpus.texts.check import check  # noqa: E402
from ddcompare.corpus.texts.readers import read_text  # noqa: E402
from ddcompare.model.provisions import OfficialText  # noqa: E402

RUNS, CITATIONS = 7, 200


def main() -> None:
    """Print the ratios for the five largest XHTML files below the folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "texts"
    files = [path for path in folder.rglob("*") if path.suffix in (".xml", ".html")]
    if not files:
        sys.exit(f"no official texts in {folder}; give a folder that has some")
    for path in sorted(files, key=lambda path: -path.stat().st_size)[:5]:
        data = path.read_bytes()
        cites = pinpoints(read_text(data))
        ours = timed(lambda data=data, cites=cites: work(data, cites))
        bare = timed(lambda data=data: parse(data))
        ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
        left, right = statistics.median(ours) * 1000, statistics.median(bare) * 1000
        size = f"{len(data) // 1000:5} kB  {len(cites)} citations"
        print(f"{path.name:34} {size} {left:6.0f} ms   lxml alone {right:6.0f} ms   x {ratio:.2f}")


def pinpoints(text: OfficialText) -> list[str]:
    """Pinpoints of articles, paragraphs and points, spread over the text."""
    found = []
    for root in text.roots:
        if root.kind != "article":
            continue
        found.append(f"art. {root.label}")
        for paragraph in root.children:
            if paragraph.label and paragraph.kind == "paragraph":
                found.append(f"art. {root.label}({paragraph.label})")
                found += [
                    f"art. {root.label}({paragraph.label})({point.label})"
                    for point in paragraph.children
                    if point.kind == "point"
                ]
    # A paragraph with two lists has some letters twice; such a pinpoint is refused as ambiguous.
    found = [cite for cite in found if not check(text, cite).failed]
    step = max(len(found) // CITATIONS, 1)
    return found[::step][:CITATIONS]


def work(data: bytes, cites: list[str]) -> None:
    """What ``verify`` does with one text."""
    text = read_text(data)
    for cite in cites:
        assert not check(text, cite).failed, cite


def parse(data: bytes) -> None:
    """The floor: lxml with entities and network off."""
    etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))


def timed(call: Callable[[], None]) -> list[float]:
    """Wall times in seconds of several runs after one that does not count."""
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return times[1:]


if __name__ == "__main__":
    main()
