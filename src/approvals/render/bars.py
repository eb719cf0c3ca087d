"""A page of bars: one self-contained HTML file that reads in black and white, on a telephone and on paper."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from approvals.record import NamedTuple


class Bar(NamedTuple):
    """What is left of a whole, both in numbers, and the words beside it; `mark` is where a target stands, None where there is none."""

    label: str
    left: int
    whole: int
    words: str
    mark: float | None = None


class Section(NamedTuple):
    """Bars under a heading, with what has to be said about them."""

    heading: str
    words: Sequence[str]
    bars: Sequence[Bar]


_STYLE = """
body{font:16px/1.5 "Noto Serif CJK SC","Songti SC",SimSun,serif;color:#000;background:#fff;max-width:62rem;margin:1.5rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:1.6rem 0 .3rem;border-bottom:1px solid #000}
p{margin:.2rem 0}.sample{border:2px solid #000;padding:.2rem .6rem;display:inline-block;font-weight:bold}
.row{display:grid;grid-template-columns:minmax(9rem,20rem) 1fr minmax(9rem,17rem);gap:.2rem .8rem;align-items:center;margin:.25rem 0;break-inside:avoid}
.bar{position:relative;height:1rem;border:1px solid #000;background:repeating-linear-gradient(45deg,#fff 0 4px,#999 4px 5px)}
.left{height:100%;background:#333}.mark{position:absolute;top:-.25rem;bottom:-.25rem;border-left:2px dashed #000}
.words{font-variant-numeric:tabular-nums;white-space:nowrap}
@media(max-width:40rem){.row{grid-template-columns:1fr}}
@media print{body{max-width:none;margin:0}.left,.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def page(language: str, title: str, words: Sequence[str], sections: Iterable[Section], sample: str = "") -> Iterator[str]:
    """Yield the lines of the page; `sample` stands above everything where it is not empty."""
    yield f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    if sample:
        yield f'<p class="sample">{escape(sample)}</p>'
    yield f"<h1>{escape(title)}</h1>"
    yield from (f"<p>{escape(text)}</p>" for text in words)
    for section in sections:
        yield f"<section>\n<h2>{escape(section.heading)}</h2>"
        yield from (f"<p>{escape(text)}</p>" for text in section.words)
        yield from (_row(bar) for bar in section.bars)
        yield "</section>"
    yield "</body>\n</html>"


def _row(bar: Bar) -> str:
    mark = f'<div class="mark" style="left:{bar.mark * 100:.2f}%"></div>' if bar.mark is not None else ""
    left = f'<div class="left" style="width:{_width(bar):.2f}%"></div>'
    label, words = escape(bar.label), escape(bar.words)
    drawn = f'<div class="bar" role="img" aria-label="{words}">{left}{mark}</div>'
    return f'<div class="row"><div>{label}</div>{drawn}<div class="words">{words}</div></div>'


def _width(bar: Bar) -> float:
    """Return how wide what is left is drawn, in per cent: never beyond the whole, which is what there was before."""
    return min(bar.left / bar.whole, 1.0) * 100 if bar.whole else 0.0
