"""What can stand where a usage line says NUMBER, CARD or WAY: asked of the register, only where a shell wants it."""

from typing import TYPE_CHECKING

import click

from approvals.cli import options, words
from approvals.cli.lazy import Menu
from approvals.language import _, current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from approvals.core.oversight.course import Listed
    from approvals.core.oversight.settings import Oversight
    from approvals.desk.completing import Offer


def _numbers(context: click.Context, incomplete: str) -> "Iterable[Offer]":
    from approvals.desk.completing import numbers  # noqa: PLC0415 - only where a number stands

    noun = context.parent.info_name if context.parent else ""
    kind = "request" if noun in {"request", "card", "approvals"} else str(noun)
    return numbers(options.Given.register, options.today(), kind, incomplete) if options.Given.register else []


def _items(_context: click.Context, _incomplete: str) -> "Iterable[Offer]":
    from approvals.desk.completing import items  # noqa: PLC0415

    return items(options.Given.register, options.today()) if options.Given.register else []


def _departments(_context: click.Context, _incomplete: str) -> "Iterable[Offer]":
    from approvals.desk.completing import departments  # noqa: PLC0415

    return departments(options.Given.register) if options.Given.register else []


def _persons(_context: click.Context, _incomplete: str) -> "Iterable[Offer]":
    from approvals.desk.completing import persons  # noqa: PLC0415

    return persons(options.Given.register, options.today()) if options.Given.register else []


def _both(context: click.Context, incomplete: str) -> "Iterable[Offer]":
    return [*_departments(context, incomplete), *_items(context, incomplete)]


def _cards(_context: click.Context, _incomplete: str) -> "Iterable[Offer]":
    from approvals.desk.completing import cards  # noqa: PLC0415

    return cards(options.Given.register) if options.Given.register else []


def _procedures(context: click.Context, _incomplete: str) -> "Iterable[Offer]":
    from approvals.desk.completing import procedures  # noqa: PLC0415

    number = context.params.get("number")
    return procedures(options.Given.register, options.today(), number, running=context.info_name == "resume") if options.Given.register and number else []


def _documents(context: click.Context) -> "Iterable[Offer]":
    from approvals.desk.completing import documents  # noqa: PLC0415

    number = context.params.get("number")
    return documents(options.Given.register, options.today(), number) if options.Given.register and number else []


def _listed(pick: "Callable[[Oversight, click.Context], Iterable[Listed]]") -> "Callable[[click.Context], Iterable[Offer]]":
    def offers(context: click.Context) -> "Iterable[Offer]":
        from approvals.desk.completing import listed  # noqa: PLC0415

        return listed(options.Given.register, lambda rules: pick(rules, context)) if options.Given.register else []

    return offers


def _channels(rules: "Oversight", context: click.Context) -> "Iterable[Listed]":
    from approvals.core.oversight.rating import channels  # noqa: PLC0415

    return channels(rules) if context.info_name == "rate" else rules.complaints.channels


def _measures(rules: "Oversight", _context: click.Context) -> "Iterable[Listed]":
    from approvals.core.oversight.lists import measures  # noqa: PLC0415

    return measures(rules)


def _audits(rules: "Oversight", _context: click.Context) -> "Iterable[Listed]":
    from approvals.core.oversight.lists import audit_kinds  # noqa: PLC0415

    return audit_kinds(rules)


def _roster(key: str) -> "Callable[[Oversight, click.Context], Iterable[Listed]]":
    def pick(rules: "Oversight", _context: click.Context) -> "Iterable[Listed]":
        from approvals.core.oversight.roster import rosters  # noqa: PLC0415

        found: tuple[Listed, ...] = getattr(rosters(rules), key)
        return found

    return pick


def _topics(context: click.Context, incomplete: str) -> "Iterable[Offer]":
    """Offer topics and commands; behind a command those that it holds."""
    from approvals.desk.completing import Offer  # noqa: PLC0415
    from approvals.files.topics import topics  # noqa: PLC0415

    root = context.find_root().command
    command = root
    for word in context.params.get("asked") or ():
        command = (command.get_command(context, word) if isinstance(command, Menu) else None) or command
    entries = [Offer(name, _(entry.help)) for name, entry in command.entries.items()] if isinstance(command, Menu) else []
    if command is not root:
        return entries
    return [*(Offer(one.name if incomplete.isascii() else one.word, one.title) for one in topics(current())), *entries]


OFFERS = {
    words.NUMBER: _numbers,
    words.NUMBERS: _numbers,
    words.ITEM: _items,
    words.DEPARTMENT: _departments,
    words.PERSON: _persons,
    words.ITEM_OR_DEPARTMENT: _both,
    words.TOPIC: _topics,
    words.CARD: _cards,
    words.CARDS: _cards,
    words.PROCEDURE: _procedures,
}
# Values with a word beside them, by which they can be begun, too.
WORDED = {
    words.PAPER: _documents,
    words.CHANNEL: _listed(_channels),
    words.COMPLAINT_TYPE: _listed(lambda rules, _context: rules.complaints.types),
    words.WAY: _listed(lambda rules, _context: rules.complaints.ways),
    words.REMEDY: _listed(lambda rules, _context: rules.complaints.remedies),
    words.FINDING: _listed(lambda rules, _context: rules.findings),
    words.PLACE: _listed(lambda rules, _context: (*rules.counters, *rules.bodies)),
    words.PROJECT: _listed(lambda rules, _context: rules.projects),
    words.GROUP: _listed(lambda rules, _context: rules.groups),
    words.DUTY: _listed(lambda rules, _context: rules.duties),
    words.MEASURE: _listed(_measures),
    words.AUDIT: _listed(_audits),
    words.SOURCE: _listed(_roster("sources")),
    words.CONTACT_GROUP: _listed(_roster("groups")),
}
FILES = frozenset({words.FILE, words.FOLDER, words.BACKUP, words.PATTERN, words.ANCHOR})
