"""What SQLite says of an error, as a sentence of ours, so that it is read in the language in use."""

import re

from approvals.language import N_, Sentence

_KNOWN = (
    (r'near "(?P<word>.*)": syntax error', N_("the syntax is wrong near “{word}”")),
    (r"incomplete input", N_("the query ends before it is whole")),
    (r"no such table: (?P<word>.*)", N_("there is no view {word}")),
    (r"no such column: (?P<word>.*)", N_("there is no column {word}")),
    (r"no such function: (?P<word>.*)", N_("there is no function {word}")),
    (r"ambiguous column name: (?P<word>.*)", N_("column {word} stands in several views: write its view before it")),
    (r"wrong number of arguments to function (?P<word>.*)", N_("{word} takes another number of values")),
    (r"misuse of aggregate(?: function)?:? ?(?P<word>.*)", N_("{word} sums up many rows and cannot stand there")),
    (r'unrecognized token: "(?P<word>.*)"', N_("“{word}” is not SQL")),
    (r"not authorized|access to .* is prohibited", N_("that is no reading")),
    (r"You can only execute one statement at a time\.", N_("there is more than one statement")),
    (r"You did not supply a value for binding(?: parameter)? (?P<word>.*?)\.?", N_("nothing is known that {word} could stand for")),
    (r"file is not a database", N_("the file is no database")),
    (r"database disk image is malformed", N_("the file is damaged")),
    (r"unable to open database file", N_("the file cannot be opened")),
    (r"disk I/O error", N_("the disk failed")),
    (r"database is locked", N_("somebody else is writing")),
    (r"attempt to write a readonly database", N_("it can only be read")),
    (r"database or disk is full", N_("the disk is full")),
)


def told(error: Exception) -> Sentence:
    """Return an error of SQLite in words of ours; one that is not known stands in its own."""
    for pattern, template in _KNOWN:
        if found := re.fullmatch(pattern, str(error), re.DOTALL):
            return Sentence(template, found.groupdict())
    return Sentence(N_("SQLite: {text}"), {"text": str(error)})
