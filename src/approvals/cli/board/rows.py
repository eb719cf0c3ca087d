"""What the list of the board holds: every row at hand, those that pass what is typed, and what the screen shows of one.

A row is told in words only when it is seen: ten thousand are read, twenty are counted.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from approvals.cli.card_page import LISTED as CARD_COLUMNS
from approvals.cli.card_page import listed_cells as card_cells
from approvals.cli.output import cell_text
from approvals.cli.request_pages import LATE, listed_cells, yes
from approvals.cli.request_pages import LISTED as REQUEST_COLUMNS
from approvals.core.level import Level
from approvals.core.number import spelt_out
from approvals.core.stage import Stage
from approvals.desk.listing import rows_of, view
from approvals.language import N_, _
from approvals.render.table import Cell, Column, Kind, Table, fitted
from approvals.store.requests import Filter, find
from approvals.store.typed import late_subjects

if TYPE_CHECKING:
    from approvals.desk.card_view import CardView
    from approvals.desk.register import Desk
    from approvals.store.requests import RequestRow


class Rows(ABC):
    """Rows in their order; `shown` are the places of those that pass what is typed."""

    columns: Sequence[Column]
    nothing = ""
    """What is said where no row is left."""

    def __init__(self, desk: "Desk", department: str) -> None:
        """Hold nothing yet; `department` is a code, empty for all."""
        self.desk, self.department = desk, department
        self.typed = ""
        self.shown: Sequence[int] = range(0)
        self._told: dict[int, Sequence[Cell]] = {}
        self._hay: list[str] = []

    @abstractmethod
    def read(self) -> None:
        """Read the rows anew."""

    @abstractmethod
    def count(self) -> int:
        """Return how many rows there are."""

    @abstractmethod
    def name(self, row: int) -> str:
        """Return what a verb calls the row."""

    @abstractmethod
    def hay(self) -> Iterable[str]:
        """Yield of each row what is searched."""

    @abstractmethod
    def told(self, row: int) -> Sequence[object]:
        """Return the values of a row as the list of the command line has them."""

    @abstractmethod
    def widest(self) -> Sequence[str]:
        """Return a text for each column as wide as any of its rows, so that columns stand still while one leafs."""

    def load(self) -> None:
        """Read the rows anew, and keep those that pass what is typed."""
        self.read()
        self._told.clear()
        self._hay.clear()
        self.keep(self.typed)

    def keep(self, typed: str) -> None:
        """Keep the rows that hold every word typed."""
        self.typed = typed
        words = typed.casefold().split()
        if not words:
            self.shown = range(self.count())
            return
        self._hay = self._hay or [text.casefold() for text in self.hay()]
        self.shown = [row for row, text in enumerate(self._hay) if all(word in text for word in words)]

    def names(self) -> list[str]:
        """Return what verbs call the rows that are shown."""
        return [self.name(row) for row in self.shown]

    def cells(self, place: int) -> Sequence[Cell]:
        """Return the row at a place of the list, in words."""
        row = self.shown[place]
        if row not in self._told:
            self._told[row] = [Cell(cell_text(value, column.kind), str(value)) for value, column in zip(self.told(row), self.columns, strict=True)]
        return self._told[row]

    def titled(self) -> list[Column]:
        """Return the columns with their titles in the language in use."""
        return [column._replace(title=_(column.title)) for column in self.columns]

    def table(self, screen: int) -> Table:
        """Return the columns that fit a screen as those of the command line do, without rows."""
        return fitted(self.titled(), [[Cell(text) for text in self.widest()]], screen)


def _widest(texts: Iterable[str]) -> str:
    # Chinese characters take two columns and three bytes.
    return max(texts, key=lambda text: len(text.encode()), default="")


class Requests(Rows):
    """The open requests, the most urgent first; those completed and not delivered where `completed` says so. Any other is found by its whole number."""

    nothing = N_("No request fits.")
    completed = False

    def read(self) -> None:
        """Read the rows, and which of them hold a late entry."""
        stage = str(Stage.COMPLETED) if self.completed else ""
        self._rows: list[RequestRow] = rows_of(self.desk, Filter(self.desk.today, finished=self.completed, department=self.department, stage=stage))
        self._listed = len(self._rows)
        self._late = late_subjects(self.desk.connection)
        self._marked = bool(self._late) and any(row.number in self._late for row in self._rows)
        self.columns = (*REQUEST_COLUMNS, LATE) if self._marked else REQUEST_COLUMNS

    def keep(self, typed: str) -> None:
        """Keep the rows that hold every word typed; where none does, the request of that number, finished or not."""
        del self._rows[self._listed :]
        super().keep(typed)
        whole = spelt_out(typed, self.desk.today.year)
        if not self.shown and (row := find(self.desk.connection, typed.strip()) or find(self.desk.connection, whole)):
            self._told.pop(self._listed, None)
            self._rows.append(row)
            self.shown = [self._listed]

    def count(self) -> int:
        """Return how many requests are listed."""
        return self._listed

    def name(self, row: int) -> str:
        """Return the number of the request."""
        return self._rows[row].number

    def hay(self) -> Iterable[str]:
        """Yield number, applicant, item and department."""
        return (f"{row.number} {row.source_number} {row.applicant} {row.item} {row.item_name} {row.department} {row.department_name}" for row in self._rows)

    def told(self, row: int) -> Sequence[object]:
        """Return the row as it looks on the day."""
        seen = view(self.desk, self._rows[row], self.desk.today, self._late)
        return (*listed_cells(seen), *((yes(told=seen.late_entry),) if self._marked else ()))

    def widest(self) -> Sequence[str]:
        """Return the widest texts; a request that was received may be accepted already, by silence."""
        rows = self._rows
        provisional = "?" if any(row.provisional for row in rows) else ""
        day = f"{date.max.isoformat()}{provisional}"
        stages = {row.stage for row in rows} | {str(Stage.ACCEPTED)}
        return (
            _widest(row.number for row in rows),
            _widest({row.item_name for row in rows}),
            _widest(row.applicant for row in rows),
            _widest(cell_text(Stage(stage), Kind.TEXT) for stage in stages),
            "-999",
            day,
            day,
            _widest(cell_text(level, Kind.LEVEL) for level in Level),
            *(("",) if self._marked else ()),
        )


class Cards(Rows):
    """The cards that count or wait for somebody."""

    columns = CARD_COLUMNS
    nothing = N_("No card fits.")

    def read(self) -> None:
        """Read the cards, the latest first."""
        from approvals.desk.card_view import cards_wanted, listed  # noqa: PLC0415 - the board opens with its requests

        wanted = cards_wanted(self.desk, department=self.department, person="", level="", state="", subject="", since=(None, None), everything=False)
        self._rows: list[CardView] = list(listed(self.desk, wanted))[::-1]
        self._cells = [[cell_text(value, column.kind) for value, column in zip(card_cells(card), self.columns, strict=True)] for card in self._rows]

    def count(self) -> int:
        """Return how many cards there are."""
        return len(self._rows)

    def name(self, row: int) -> str:
        """Return the number of the card."""
        return str(self._rows[row].card)

    def hay(self) -> Iterable[str]:
        """Yield what the list shows, and the item's code."""
        return (f"{' '.join(texts)} {card.item}" for card, texts in zip(self._rows, self._cells, strict=True))

    def told(self, row: int) -> Sequence[object]:
        """Return the card as the list has it."""
        return card_cells(self._rows[row])

    def widest(self) -> Sequence[str]:
        """Return the widest texts."""
        return [_widest(texts) for texts in zip(*self._cells, strict=True)] if self._cells else [""] * len(self.columns)
