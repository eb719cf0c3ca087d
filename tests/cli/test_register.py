"""`approvals register head` and `register verify --anchor`: what a head kept elsewhere proves, and who signed it."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from console import Ended, run_line
from forging import opened, rechained

needs_ssh_keygen = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no ssh-keygen here")
Run = Callable[..., Ended]


@pytest.fixture
def run(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a line of `approvals register` on the sample register."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: run_line("register", *words, "--register", str(sample), "--lang", "en")


def mended(sample: Path, what: str) -> None:
    assert run_line("request", "mend", "2026-0010", what, "--on", "2026-04-01", "--register", str(sample)).code == 0


def test_a_whole_register_leads_through_its_head(run: Run, sample: Path) -> None:
    assert run("head", "--out", "head.txt").code == 0
    mended(sample, "补盖公章")
    code, out, _err = run("verify", "--anchor", "head.txt")
    assert (code, out.splitlines()[0]) == (0, "Nothing up to event 139 was rewritten or cut off since that head was kept.")


def test_a_head_typed_from_paper_serves_as_well(run: Run) -> None:
    sequence, _colon, digest = run("head").out.splitlines()[1].partition(":")
    assert run("verify", "--anchor", f"{sequence}:{digest[:16].upper()}").code == 0
    assert run("verify", "--anchor", f"{sequence} {digest[:15]}0{digest[16:]}" if digest[15] != "0" else f"{sequence} {digest[:15]}1{digest[16:]}").code == 1


def test_a_rewritten_chain_with_a_fresh_tail_shows_against_the_anchor_alone(run: Run, sample: Path) -> None:
    run("head", "--out", "head.txt")
    with opened(sample) as connection:
        connection.execute("update event set actor = 'wangfang' where sequence = 73")
        rechained(connection)
    mended(sample, "补盖公章")
    assert run("verify").code == 0
    code, out, _err = run("verify", "--anchor", "head.txt")
    assert code == 1
    assert "Event 139 is not the one that the anchor names: it, or an event before it, was rewritten." in out


def test_a_tail_that_was_cut_off_shows(run: Run, sample: Path, tmp_path: Path) -> None:
    kept = shutil.copytree(sample, tmp_path / "kept")
    mended(sample, "补盖公章")
    mended(sample, "补交原件")
    run("head", "--out", "head.txt")
    shutil.rmtree(sample)
    shutil.copytree(kept, sample)
    assert run("verify").code == 0
    cut = run("verify", "--anchor", "head.txt")
    assert (cut.code, "The chain ends with event 139, and the anchor names event 141" in cut.out) == (1, True)
    mended(sample, "什么都没有")
    mended(sample, "补交原件")
    assert run("verify", "--anchor", "head.txt").code == 1


@needs_ssh_keygen
def test_a_signature_tells_who_kept_the_head(run: Run) -> None:
    for name in ("office", "stranger"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name], check=True)  # noqa: S603, S607 - a key of the test
    Path("signers").write_text(f"office@yunling {Path('office.pub').read_text(encoding='utf-8')}", encoding="utf-8")
    assert json.loads(run("head", "--out", "head.txt", "--sign", "office", "--format", "json").out)["signature"] == "head.txt.sig"
    found = json.loads(run("verify", "--anchor", "head.txt", "--signers", "signers", "--format", "json").out)
    assert (found["anchor"], found["signer"]) == (139, "office@yunling")
    run("head", "--out", "other.txt", "--sign", "stranger")
    assert run("verify", "--anchor", "other.txt", "--signers", "signers").code == 6
    Path("head.txt").write_text(Path("head.txt").read_text(encoding="utf-8").replace("sequence: 139", "sequence: 138"), encoding="utf-8")
    forged = run("verify", "--anchor", "head.txt", "--signers", "signers")
    assert (forged.code, "head.txt.sig is no signature of head.txt by anybody in signers" in forged.err) == (6, True)


@needs_ssh_keygen
def test_what_cannot_be_signed_leaves_nothing_behind(run: Run) -> None:
    Path("key").write_text("no key", encoding="utf-8")
    refused = run("head", "--out", "head.txt", "--sign", "key")
    assert (refused.code, "ssh-keygen signed nothing with key" in refused.err, Path("head.txt").exists()) == (2, True, False)
    assert run("head", "--out", "head.txt", "--sign", "nowhere").code == 4


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("verify", "--anchor", "nowhere.txt"), 4, "There is no file nowhere.txt"),
        (("verify", "--anchor", "100:abc"), 4, "There is no file 100:abc"),
        (("verify", "--signers", "signers"), 2, "give that too"),
        (("head", "--sign", "key"), 2, "--sign signs the file of --out"),
        (("head", "--out", "there.txt"), 7, "there.txt is there already"),
        (("head", "--out", "no/folder.txt"), 7, "There is no file no/folder.txt"),
        (("verify", "--anchor", "there.txt"), 2, "there.txt holds no head of a register"),
    ],
)
def test_what_is_no_head_is_refused(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    Path("there.txt").write_bytes(b"\xff\xfe approvals head of a register\nsequence: x")
    refused = run(*words)
    assert (refused.code, said in refused.err) == (code, True), refused
