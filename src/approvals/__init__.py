"""approvals: the register of administrative approvals and their time limits."""


def __getattr__(name: str) -> str:
    """Return `__version__`, read from the installed package only when asked for."""
    if name != "__version__":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib.metadata import version  # noqa: PLC0415 - importing it costs as much as the rest of the package

    return version(__name__)
