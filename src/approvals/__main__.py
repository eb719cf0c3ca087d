"""`python -m approvals` is the program `approvals`."""

from approvals.start import run

run()
