#!/usr/bin/env python3
"""Posts a message of `approvals notify` to a web hook as JSON.

In register.toml:

    [notify]
    command = ["python3", "/path/to/webhook.py", "https://example.org/hook"]

The id of the message stands in the header Idempotency-Key: the receiver drops what it has seen.
"""

import json
import sys
import urllib.request
from http.client import HTTPException


class Straight(urllib.request.HTTPRedirectHandler):
    """Follows nowhere: a redirected POST goes on as a GET without the message, and its 200 would look like a message taken."""

    def redirect_request(self, *_where: object) -> None:
        """Leave the answer an error."""


told = json.load(sys.stdin)
body = json.dumps(told, ensure_ascii=False).encode()
headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": told["id"]}
try:
    # Answers from 300 on are raised as errors.
    urllib.request.build_opener(Straight).open(urllib.request.Request(sys.argv[1], body, headers), timeout=20).close()  # noqa: S310 - the register's setting
except (OSError, HTTPException, ValueError) as error:
    sys.exit(f"{sys.argv[1]}: {error}")
