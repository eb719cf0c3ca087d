"""Signatures over a file by SSH keys, made and checked by `ssh-keygen -Y`: `FILE.sig` beside the file."""

import subprocess
from pathlib import Path

from approvals.errors import MachineFailed, NoSuchThing, RegisterUnfit, WrongUsage
from approvals.language import N_

# What the signature is for: one made for another purpose does not count as one over a head.
_NAMESPACE = "approvals-head"
_LONGEST = 200


def signature_of(file: Path) -> Path:
    """Return where the signature of a file stands."""
    return file.with_name(f"{file.name}.sig")


def sign(file: Path, key: Path) -> Path:
    """Sign a file with a key (a private one, or a public one whose private key the agent holds) and return the signature's file.

    A passphrase is asked for by ssh-keygen itself, on the terminal.
    """
    if not key.is_file():
        raise NoSuchThing(N_("There is no key {file}: check its name."), file=str(key))
    if signature_of(file).exists():
        raise WrongUsage(N_("{file} exists already: give another name."), file=str(signature_of(file)))
    done = _ran("-Y", "sign", "-f", str(key), "-n", _NAMESPACE, "--", str(file))
    if done.returncode:
        raise WrongUsage(N_("ssh-keygen signed nothing with {file}: {reason}"), file=str(key), reason=_reason(done))
    return signature_of(file)


def signer_of(file: Path, signers: Path) -> str:
    """Return who signed a file, as a file of allowed signers (ssh-keygen(1)) calls them; a signature of nobody in it is refused."""
    signature = signature_of(file)
    for needed in (signature, signers):
        if not needed.is_file():
            raise NoSuchThing(N_("There is no file {file}: check its name."), file=str(needed))
    found = _ran("-Y", "find-principals", "-s", str(signature), "-f", str(signers))
    name = found.stdout.decode("utf-8", "replace").splitlines()[0].strip() if found.returncode == 0 and found.stdout.strip() else ""
    content = file.read_bytes()
    checked = _ran("-Y", "verify", "-f", str(signers), "-I", name, "-n", _NAMESPACE, "-s", str(signature), given=content) if name else found
    if checked.returncode:
        template = N_("{signature} is no signature of {file} by anybody in {signers}: {reason}")
        raise RegisterUnfit(template, signature=str(signature), file=str(file), signers=str(signers), reason=_reason(checked))
    return name


def _ran(*words: str, given: bytes | None = None) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(["ssh-keygen", *words], input=given, capture_output=True, check=False)  # noqa: S603, S607 - the user's own ssh-keygen
    except FileNotFoundError:
        raise MachineFailed(N_("There is no `ssh-keygen` on this machine: install OpenSSH, or sign the file with another program.")) from None


def _reason(done: "subprocess.CompletedProcess[bytes]") -> str:
    lines = (done.stderr + done.stdout).decode("utf-8", "replace").splitlines()
    return next((line.strip() for line in lines if line.strip()), str(done.returncode))[:_LONGEST]
