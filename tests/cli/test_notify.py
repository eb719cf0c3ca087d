"""Messages about cards reach a real mail server and a real web hook; whatever the command does, none is lost, and a repeat has the same id."""

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from approvals.store.lock import alone
from console import Run

SHIPPED = Path(__file__).parents[2] / "docs" / "notify"
PYTHON = sys.executable


@pytest.fixture
def register(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sample register, where everybody of the staff has a mail address; its fourteen cards wait to be told."""
    staff = sample / "staff.toml"
    text = staff.read_text(encoding="utf-8")
    staff.write_text(text.replace("roles = [", 'mail = "someone@example.org"\nroles = ['), encoding="utf-8")
    monkeypatch.chdir(sample)
    assert run("adopt", "staff", "--yes").code == 0
    return sample


def configured(register: Path, *command: str, timeout: int = 10) -> None:
    settings = register / "register.toml"
    text = settings.read_text(encoding="utf-8").partition("\n[notify]")[0]
    settings.write_text(f"{text}\n[notify]\ncommand = {json.dumps([PYTHON, *command])}\ntimeout = {timeout}\n", encoding="utf-8")


def script(register: Path, text: str) -> str:
    file = register.parent / "taker.py"
    file.write_text(text, encoding="utf-8")
    return str(file)


def waiting(run: Run) -> list[dict[str, Any]]:
    return list(json.loads(run("notify", "--status", "--format", "json").out))


class Hook(BaseHTTPRequestHandler):
    """A web hook that answers what it is told to and keeps what it got."""

    taken: list[tuple[str, dict[str, Any]]]
    answers: list[int]

    def do_POST(self) -> None:
        """Answer one message."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = self.answers.pop(0) if self.answers else 200
        if status == 0:
            self.connection.close()
            return
        if status < 300:
            self.taken.append((self.headers["Idempotency-Key"], body))
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    def do_GET(self) -> None:
        """Answer what a redirected message became."""
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_values: object) -> None:
        """Say nothing."""


@contextmanager
def hook(*answers: int) -> Iterator[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    handler = type("OneHook", (Hook,), {"taken": [], "answers": list(answers)})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", handler.taken  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_web_hook_gets_every_message_once(register: Path, run: Run) -> None:
    with hook() as (address, taken):
        configured(register, str(SHIPPED / "webhook.py"), address)
        ended = run("notify")
        assert (ended.code, ended.out) == (0, "14 messages handed on, 0 not taken, 0 wait.\n")
        assert len({key for key, _body in taken}) == 14
        assert [key for key, _body in taken] == [body["id"] for _key, body in taken]
        assert run("notify").out == "0 messages handed on, 0 not taken, 0 wait.\n"
    (told,) = [body for _key, body in taken if body["card"]["id"] == "2026-0002/statutory/red"]
    assert (told["subject"], told["department"], told["card"]["level"], told["card"]["due"]) == ("2026-0002", "JS", "red", "2026-03-10")
    assert {person["tier"] for person in told["to"]} == {"handler", "office"}
    assert told["missing_tiers"] == ["section", "head"]
    shown = json.loads(run("card", "show", "2026-0002", "--format", "json").out)
    assert shown["told_on"] is not None
    assert shown["appeal_until"] is not None


@pytest.mark.parametrize("answer", [0, 302, 404, 500, 503])
def test_a_web_hook_that_refuses_loses_nothing(register: Path, run: Run, answer: int) -> None:
    with hook(*[answer] * 5) as (address, taken):
        configured(register, str(SHIPPED / "webhook.py"), address)
        before = [row["hash"] for row in waiting(run)]
        ended = run("notify")
        assert ended.code == 1
        assert ended.out.startswith("0 messages handed on, 5 not taken, 14 wait.\n")
        assert [row["attempts"] for row in waiting(run)] == [0] * 9 + [1] * 5
        assert address in waiting(run)[-1]["error"]
        assert run("notify").code == 0
        assert sorted(key for key, _body in taken) == sorted(digest[:32] for digest in before)


class Letters:
    """A mail server that keeps what it gets, and refuses what it is told to."""

    def __init__(self, refusing: int = 0) -> None:
        """Begin without letters."""
        self.kept: list[Any] = []
        self.refusing = refusing

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802, ANN401 - the name and the types of the server
        """Take one letter."""
        if self.refusing:
            self.refusing -= 1
            return "451 later"
        self.kept.append(envelope)
        return "250 OK"


def test_a_mail_server_gets_every_message(register: Path, run: Run) -> None:
    letters = Letters(refusing=2)
    server = Controller(letters, hostname="127.0.0.1", port=_free_port())
    server.start()
    try:
        configured(register, str(SHIPPED / "mail.py"), f"127.0.0.1:{server.port}", "approvals@example.org")
        first = run("notify")
        assert first.code == 1
        assert "451" in first.out
        for _ in range(3):
            run("notify")
    finally:
        server.stop()
    mails = [message_from_bytes(letter.content, policy=default) for letter in letters.kept]
    told = {str(mail["Subject"]).split()[1] for mail in mails}
    assert {"2026-0002", "2026-0005"} <= told
    assert all(mail["Date"] and str(mail["Message-ID"]).endswith("@example.org>") and "2026-0" in str(mail.get_content()) for mail in mails)
    assert len({str(mail["Message-ID"]) for mail in mails}) == len(mails)
    # The handler of the sample is whoever built it, without an address: what is told to nobody else waits, and says why.
    left = waiting(run)
    assert all("nobody named in it has a mail address" in row["error"] for row in left)
    assert len(left) + len(mails) == 14


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


BAD = [
    ("import sys; sys.stdin.read(); print('rubbish \\x00' * 1000); sys.exit(3)", "3"),
    ("import sys; sys.stdin.close(); sys.exit(1)", "1"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "-15"),
    ("import sys; sys.stdin.read(); sys.stderr.buffer.write(b'\\xff\\xfe broken\\n'); sys.exit(2)", "broken"),
]


@pytest.mark.parametrize(("text", "error"), BAD)
def test_a_command_that_fails_loses_nothing(register: Path, run: Run, text: str, error: str) -> None:
    configured(register, script(register, text))
    assert run("notify").code == 1
    assert len(waiting(run)) == 14
    assert error in waiting(run)[-1]["error"]


def test_a_command_that_hangs_is_ended_with_what_it_started(register: Path, run: Run) -> None:
    child = "import os, time; open('child.txt', 'w').write(str(os.getpid())); time.sleep(600)"
    configured(register, script(register, f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(600)"), timeout=1)
    assert run("notify", "--limit", "1").code == 1
    assert waiting(run)[-1]["error"] == f"{PYTHON}: did not end within 1 seconds and was stopped"
    started = Path("/proc", (register / "child.txt").read_text(encoding="utf-8"), "stat")
    # Z: ended, and nobody has asked for its end yet.
    assert not started.exists() or started.read_text(encoding="utf-8").rpartition(") ")[2][0] in "ZX"


def test_a_command_that_complains_without_end_is_stopped(register: Path, run: Run) -> None:
    configured(register, script(register, "import sys\nwhile True: sys.stderr.write('no good ' * 1000)"), timeout=1)
    assert run("notify", "--limit", "1").code == 1
    assert "did not end within 1 seconds" in waiting(run)[-1]["error"]


def test_what_a_command_leaves_behind_holds_nothing_up(register: Path, run: Run) -> None:
    left = "import subprocess, sys; sys.stdin.read(); subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(8)'])"
    configured(register, script(register, left), timeout=5)
    assert run("notify", "--limit", "1").out == "1 messages handed on, 0 not taken, 13 wait.\n"


def test_a_second_run_is_refused(register: Path, run: Run) -> None:
    configured(register, script(register, KEEPER))
    with alone(register / "notify.lock", "…"):
        ended = run("notify")
    assert ended.code == 7
    assert not (register.parent / "kept.txt").exists()
    assert len(waiting(run)) == 14


def test_a_message_that_reached_the_office_alone_does_not_tell_the_department(register: Path, run: Run) -> None:
    policy = register / "policy.toml"
    text = re.sub(r"(?ms)^\[tell\]\n.*?(?=^\[|\Z)", "", policy.read_text(encoding="utf-8"))
    policy.write_text(text + '\n[tell]\nwarning = ["office"]\nyellow = ["office"]\nred = ["office"]\n', encoding="utf-8")
    assert run("adopt", "policy", "--yes").code == 0
    configured(register, script(register, KEEPER))
    assert run("notify").code == 0
    assert json.loads(run("card", "show", "2026-0002", "--format", "json").out)["told_on"] is None


def test_a_command_that_is_missing_is_said(register: Path, run: Run) -> None:
    settings = register / "register.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[notify]\ncommand = ["no-such-program"]\n', encoding="utf-8")
    ended = run("notify")
    assert ended.code == 1
    assert "no-such-program" in ended.out
    assert len(waiting(run)) == 14


def test_without_a_command_nothing_is_handed_on(register: Path, run: Run) -> None:
    ended = run("notify")
    assert (ended.code, ended.err) == (6, 'Error: register.toml names nobody to hand messages to: write [notify] with command = ["PROGRAM", …].\n')
    assert register.is_dir()


KEEPER = """
import json, sys
told = json.load(sys.stdin)
with open("../kept.txt", "a") as file:
    file.write(told["id"] + "\\n")
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process by signal")
def test_killed_at_random_moments_every_message_arrives_and_a_repeat_has_the_same_id(register: Path, run: Run) -> None:
    configured(register, script(register, KEEPER))
    expected = {row["hash"][:32] for row in waiting(run)}
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(6):
        running = subprocess.Popen([PYTHON, "-m", "approvals", "notify"], cwd=register, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
        time.sleep(chance.uniform(0.1, 0.6))
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert run("notify").code == 0
    kept = (register.parent / "kept.txt").read_text(encoding="utf-8").split()
    assert set(kept) == expected
    assert run("register", "verify").code == 0


KILLER = (
    KEEPER
    + """
import os, signal
if sum(1 for _line in open("../kept.txt")) <= 5:
    os.kill(os.getppid(), signal.SIGKILL)
"""
)


@pytest.mark.skipif(os.name != "posix", reason="kills a process by signal")
def test_killed_between_taking_and_recording_a_repeat_has_the_same_id(register: Path, run: Run) -> None:
    configured(register, script(register, KILLER))
    for _ in range(5):
        ended = subprocess.run([PYTHON, "-m", "approvals", "notify"], cwd=register, check=False, capture_output=True)  # noqa: S603 - our own program
        assert ended.returncode == -signal.SIGKILL
    assert run("notify").code == 0
    kept = (register.parent / "kept.txt").read_text(encoding="utf-8").split()
    assert kept[:6] == kept[:1] * 6
    assert len(set(kept)) == 14
    assert run("register", "verify").code == 0
