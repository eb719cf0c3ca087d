"""The initials of Chinese names, by pypinyin; a tenth of a second to load, so only where the guide is adopted."""


def initials(name: str) -> str:
    """Return the initials of a name: the letters of one character together (行 is `xh`), characters apart by a space; marks are left out."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - see above

    def letters(character: str) -> str:
        if character.isascii():
            return character.lower() if character.isalnum() else ""
        read = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
        return "".join(sorted({letter for reading in read for letter in reading if letter.isascii()}))

    return " ".join(filter(None, map(letters, name)))
