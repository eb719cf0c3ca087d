"""The man page in one language, from the table of commands and the topics of help: `python tests/docs/manpage.py LANGUAGE` prints it."""

import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from approvals import language

if __name__ == "__main__":
    language.choose(sys.argv[1])  # Click takes the language when it is imported

import click

from approvals.files.topics import TOPICS, Kind, Part, topic
from approvals.render.text import pieces

ROOT = Path(__file__).parents[2]
PAGES = {"en": ROOT / "docs" / "man" / "approvals.1", "zh_CN": ROOT / "docs" / "man" / "zh_CN" / "approvals.1"}
# Topics that stand under a heading which every man page has; the others stand under TOPICS.
_PLACED = {"start": "DESCRIPTION", "exit-codes": "EXIT STATUS", "folder": "FILES", "terminals": "ENVIRONMENT"}
_CHINESE = {
    "NAME": "名称",
    "SYNOPSIS": "概要",
    "DESCRIPTION": "描述",
    "OPTIONS": "选项",
    "COMMANDS": "命令",
    "TOPICS": "主题",
    "EXIT STATUS": "退出码",
    "FILES": "文件",
    "ENVIRONMENT": "语言与环境",
}


def made(spoken: str) -> str:
    """Return the page in a language, made by a process that holds it."""
    return subprocess.run([sys.executable, __file__, spoken], check=True, capture_output=True).stdout.decode()  # noqa: S603 - ourselves


def update() -> None:
    """Make the pages anew."""
    for spoken, file in PAGES.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made(spoken), encoding="utf-8")


def page() -> str:
    """Return the page in the language in use."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    from approvals.cli.app import build  # noqa: PLC0415 - Click takes the language when it is imported

    program = build()
    context = program.context_class(program, info_name="approvals")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    yield '.\\" Made by tests/docs/manpage.py; do not edit.'
    yield f'.TH APPROVALS 1 "" "approvals {version}"'
    # No word is divided and no line spread: Chinese has no spaces to widen, and an option is typed as it stands.
    yield from (".nh", ".ad l")
    yield from (_heading("NAME"), f"approvals \\- {_text((program.help or '').rstrip('.。'))}")
    yield from (_heading("SYNOPSIS"), _usage(program, context))
    yield from _placed("start")
    yield from (_heading("OPTIONS"), *_options(program, context))
    yield from (_heading("COMMANDS"), *_commands(program, context))
    yield _heading("TOPICS")
    for name in TOPICS:
        if name not in _PLACED:
            one = topic(name, language.current())
            yield from (f".SS {_text(one.headline)}", *_parts(one.parts))
    for name in ("exit-codes", "folder", "terminals"):
        yield from _placed(name)


def _placed(name: str) -> Iterator[str]:
    yield _heading(_PLACED[name])
    yield from _parts(topic(name, language.current()).parts)


def _heading(name: str) -> str:
    return f".SH {_CHINESE[name] if language.current() == 'zh_CN' else name}"


def _parts(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if part.kind is Kind.PARAGRAPH:
            yield from (".PP", _text(" ".join(part.lines)))
        elif part.kind is Kind.EXAMPLES:
            yield from (".PP", ".RS 4", ".nf", *(_literal(line) for line in part.lines), ".fi", ".RE")
        else:
            for term, text in part.rows:
                yield from _term(_literal(term), text)


def _term(term: str, text: str) -> Iterator[str]:
    yield from (".TP", f"\\fB{term}\\fR", _text(text))


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    """Tell the commands of a group, then each group within it under a heading of its own."""
    inner = [(command, command.context_class(command, info_name=name, parent=context)) for name, command in _children(group, context)]
    for command, its in inner:
        if not isinstance(command, click.Group):
            yield from (".TP", _usage(command, its), _text(command.help or ""))
            yield from (".RS", *_options(command, its), ".RE")
    for command, its in inner:
        if isinstance(command, click.Group):
            yield from (f".SS {_literal(its.command_path)}", ".PP", _text(command.help or ""), *_commands(command, its))


def _children(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command:
            yield name, command


def _usage(command: click.Command, context: click.Context) -> str:
    return f"\\fB{_literal(context.command_path)}\\fR {_literal(' '.join(command.collect_usage_pieces(context)))}"


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and ("--help" not in parameter.opts or context.parent is None):
            yield from _term(_literal(record[0]), record[1])


def _literal(text: str) -> str:
    """Return what is typed as it stands: its minus signs stay what they are."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _text(text: str) -> str:
    """Return a sentence; a line may be broken wherever Chinese allows it, which not every roff knows by itself."""
    found = [_literal(piece) for piece in pieces(text)]
    return "".join(f"{piece}\\:" if _joined(piece, after) else piece for piece, after in zip(found, [*found[1:], " "], strict=True))


def _joined(piece: str, after: str) -> bool:
    return not piece[-1:].isspace() and not after.isspace()


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode())
