"""The parser's findings in the sentences of this program: it tells them in English only."""

from approvals.language import N_

_SENTENCES = {
    "Unterminated string": N_("A text is not closed: its quotation mark is missing (column {column})."),
    "Illegal character '\\n'": N_("A text is not closed: its quotation mark is missing (column {column})."),
    "Illegal character": N_("A control character stands where none may: delete it (column {column})."),
    'Expected "': N_("A text is not closed: its quotation mark is missing (column {column})."),
    "Unclosed array": N_("A list is not closed, or a comma is missing in it (column {column})."),
    "Unclosed inline table": N_("A table in braces is not closed, or a comma is missing in it (column {column})."),
    "Invalid date or datetime": N_("There is no such date (column {column})."),
    "Invalid value": N_("There is no value here, or not in its form: texts stand in quotation marks (column {column})."),
    "Unescaped '\\' in a string": N_("Write a backslash twice, or use single quotation marks (column {column})."),
    "Expected '=' after a key": N_("A key has to be followed by “=” (column {column})."),
    "Expected ']": N_("The header of a table has to end with its bracket (column {column})."),
    "Expected newline": N_("A line holds one key and one value: something follows that does not belong here (column {column})."),
    "Invalid initial character for a key": N_("A key is written in Latin letters and digits, anything else in quotation marks (column {column})."),
    "Invalid statement": N_("This is neither a key nor the header of a table: only Latin letters and digits may do without quotation marks (column {column})."),
    "Cannot declare": N_("This table stands in the file twice (column {column})."),
    "Cannot overwrite a value": N_("This key stands in its table twice (column {column})."),
    "Duplicate inline table key": N_("This key stands in its table twice (column {column})."),
    "Cannot": N_("This table is complete already and cannot be added to (column {column})."),
}
_ANY = N_("This cannot be read as TOML (column {column}).")


def sentence(message: str) -> str:
    """Return our sentence, with the field `column`, for what the parser says."""
    return next((ours for theirs, ours in _SENTENCES.items() if message.startswith(theirs)), _ANY)
