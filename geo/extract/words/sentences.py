"""Cut a report into sentences of words that keep their offsets.

Assumes that a line break ends a sentence; a blank line, or a bullet, begins a new paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from geo.extract.words.tables import words
from geo.model import Report

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*[^\W\d_]*(?:[-–/]\w+)*|[^\W\d_]\w*(?:[’'ʼ‑–-](?!s\b)\w+)*|[’']s\b|[^\w\s]|_"
)
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[”\"’')\]]*(?:\[\d+\])*\s+(?=[“\"‘'(\[]?[A-Z0-9А-ЯҐЄІЇ])")
_LAST = re.compile(r"([^\s(“\"]+)\.[”\"’')\]]*\s*$")
_BULLET = re.compile(
    r"[ \t]*(?:[-*•–—▪●]|\d{1,2}[.)]|\d{1,2}[:.]\d\d(?:[ \t]*[-–—:])?)[ \t]+(?![ap]\.?m\b)"
    r"|[ \t]+|#{1,6}[ \t]+"
)
_MOST = 300  # words; what is longer is a table or a list without an end
_BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as parallel lists of words: where each stands, as written, and in lower case.

    ``memo`` keeps what was found in it once, so that no stage looks for it again.
    """

    start: int
    end: int
    post: int
    paragraph: int
    starts: list[int]
    ends: list[int]
    text: list[str]
    low: list[str]
    first: bool = False
    memo: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.text)


def _ends_early(line: str, at: int) -> bool:
    """Tell whether the stop that ends at ``at`` belongs to an abbreviation."""
    hit = _LAST.search(line, max(0, at - 24), at)
    if not hit:
        return False
    word = hit[1].lower()
    initial = len(word) == 1 and word.isalpha() and not line[: hit.start()].endswith(" on ")
    return word in words("lexer", "abbreviations") or initial


def pieces(line: str) -> list[tuple[int, int]]:
    """Spans of the sentences of one line."""
    out, start = [], 0
    for stop in _STOP.finditer(line):
        if not (line[stop.start()] == "." and _ends_early(line, stop.end())):
            out.append((start, stop.end()))
            start = stop.end()
    if line[start:].strip():
        out.append((start, len(line)))
    return out


def _words(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Spans of the words of a sentence; one without an end is cut, after a comma where it has one."""
    spans = [hit.span() for hit in _WORD.finditer(text, start, end)]
    at = 0
    while len(spans) - at > _MOST:
        commas = (k for k in range(at + _MOST, at + _MOST // 2, -1) if text[spans[k - 1][0]] in ",;")
        cut = next(commas, at + _MOST)
        yield spans[at:cut]
        at = cut
    if spans:
        yield spans[at:]


def _sentence(text: str, spans: list[tuple[int, int]], post: int, paragraph: int, first: bool) -> Sentence:
    starts, ends = [a for a, _ in spans], [b for _, b in spans]
    plain = [text[a:b] for a, b in spans]
    low = [word.lower() for word in plain]
    return Sentence(starts[0], ends[-1], post, paragraph, starts, ends, plain, low, first)


def sentences(report: Report) -> list[Sentence]:
    """Cut the whole report, without its boilerplate.

    Parameters
    ----------
    report : Report
        As read.

    Returns
    -------
    list of Sentence
        In the order of the text; ``paragraph`` counts up over the whole text.
    """
    text = report.text
    page = {start for start, _ in report.boilerplate}
    body = max((end for start, end in report.boilerplate if start == 0 and text[:3] == "---"), default=0)
    ends = [post.end for post in report.posts] or [len(text)]
    out: list[Sentence] = []
    post = paragraph = last_end = 0
    for line in _LINE.finditer(text, body):
        start, end = line.span()
        while post < len(ends) - 1 and start >= ends[post]:
            post += 1
            paragraph += 1
        bullet = _BULLET.match(text, start, end)
        if bullet or _BLANK.search(text, last_end, start + 1):
            paragraph += 1
        last_end = end
        if start in page:
            continue
        head = bullet.end() if bullet else start
        for k, (a, b) in enumerate(pieces(text[head:end])):
            stretches = enumerate(_words(text, head + a, head + b))
            out += [_sentence(text, spans, post, paragraph, k == n == 0) for n, spans in stretches]
    return out
