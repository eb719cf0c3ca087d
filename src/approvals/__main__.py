"""`python -m approvals` is the program `approvals`."""

import sys

from approvals.entry import main

sys.exit(main())
