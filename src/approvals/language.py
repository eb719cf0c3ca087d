"""The one translation object, and how values are said in the language it holds.

English stands in the source; `choose` loads another catalogue once, at start-up. `_` translates now, `N_` marks a sentence that is
translated where it is printed.
"""

import gettext
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from approvals.catalogue import Catalogue
from approvals.record import NamedTuple

LANGUAGES = ("zh_CN", "en")
DOMAIN = "approvals"
LOCALE = Path(__file__).with_name("locale")

_WEEKDAYS_ZH = "一二三四五六日"


class _Held:
    """The catalogue in use; `gettext.gettext` would search the file system at each call."""

    language = "en"
    catalogue = gettext.NullTranslations()


class Sentence(NamedTuple):
    """A sentence or a word as a value: its English template, and what fills it."""

    template: str
    values: Mapping[str, object] = {}

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the template and its values."""
        return self.template, self.values


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool knows
    """Mark a sentence for translation and return it unchanged."""
    return message


def _(message: str) -> str:
    """Return the sentence in the language in use."""
    return _Held.catalogue.gettext(message) if message else ""


def ngettext(msgid1: str, msgid2: str, n: int) -> str:
    """Return the form of a sentence that fits a number."""
    return _Held.catalogue.ngettext(msgid1, msgid2, n)


def everywhere(message: str) -> tuple[str, ...]:
    """Return a sentence in every language the program speaks."""
    return (message, *(_catalogue(language).gettext(message) for language in LANGUAGES if language != "en"))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    file = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    return Catalogue(file) if language != "en" and file.is_file() else gettext.NullTranslations()


def choose(language: str) -> None:
    """Use a language from here on, in our sentences and in those of Click and Typer.

    Both take `gettext.gettext` from the standard library when they are imported, so this has to come first.
    """
    _Held.language = language
    _Held.catalogue = _catalogue(language)
    gettext.gettext = _
    gettext.ngettext = ngettext


def current() -> str:
    """Return the language in use, one of `LANGUAGES`."""
    return _Held.language


def named(text: str) -> str | None:
    """Return the language that a locale name or tag means (`zh_CN.UTF-8`, `zh-Hans`, `en_GB`, `C`), or None."""
    tag = text.strip().lower().replace("-", "_").split(".")[0]
    if tag == "zh" or tag.startswith("zh_"):
        return "zh_CN"
    if tag in {"en", "c", "posix"} or tag.startswith("en_"):
        return "en"
    return None


def say(template: str, values: Mapping[str, object] | None = None, /) -> str:
    """Return a sentence in the language in use, its values said in it too."""
    text = _(template)
    return text.format(**{name: spoken(value) for name, value in values.items()}) if values else text


def spoken(value: object) -> str:
    """Return a value as people write it: 2026年3月30日 周一, Mon 2026-03-30, 20 工作日.

    A value that knows its own words has `said`, which returns a template marked for translation and what fills it.
    """
    if hasattr(value, "said"):
        return say(*value.said())
    if isinstance(value, datetime):
        return f"{spoken(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        if _Held.language == "zh_CN":
            return f"{value.year}年{value.month}月{value.day}日 周{_WEEKDAYS_ZH[value.weekday()]}"
        return f"{_(WEEKDAYS[value.weekday()])} {value.isoformat()}"
    if isinstance(value, (list, tuple)):
        return ("、" if _Held.language == "zh_CN" else ", ").join(spoken(part) for part in value)
    return str(value)


WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
