"""Help pages laid out by the columns they take, where Click counts characters and would set Chinese askew."""

from collections.abc import Iterable

import click

from approvals.language import _, current
from approvals.render.text import pad, width, wrap

_TERM = 30
_GAP = 2
_NARROWEST = 20


class Formatter(click.HelpFormatter):
    """Click's formatter with our measure of text."""

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of its language."""
        self.write(f"{' ' * self.current_indent}{heading}{'：' if current() == 'zh_CN' else ':'}\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line, continued under its arguments."""
        usage = prefix or _("Usage:")
        start = f"{usage}{'' if usage.endswith('：') else ' '}{prog} "
        self._hang(start, args)

    def write_text(self, text: str) -> None:
        """Write paragraphs, separated by empty lines, at the present indentation."""
        indent = " " * self.current_indent
        paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
        self.write("\n".join("".join(f"{indent}{line}\n" for line in wrap(paragraph, self.width - self.current_indent)) for paragraph in paragraphs))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _TERM, col_spacing: int = _GAP) -> None:
        """Write terms and their explanations in two columns; a long term stands on a line of its own."""
        listed = list(rows)
        column = min(max(width(term) for term, _text in listed), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, text in listed:
            if width(term) + col_spacing > column:
                self.write(f"{indent}{term}\n")
                self._hang(f"{indent}{' ' * column}", text)
            else:
                self._hang(f"{indent}{pad(term, column)}", text)

    def _hang(self, start: str, text: str) -> None:
        space = " " * width(start)
        lines = wrap(text, max(self.width - len(space), _NARROWEST))
        self.write("".join(f"{start if not number else space}{line}".rstrip() + "\n" for number, line in enumerate(lines)))


class Talk(click.Context):
    """The context of every command; it lays its help out with our formatter."""

    formatter_class = Formatter
