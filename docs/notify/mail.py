#!/usr/bin/env python3
"""Sends a message of `approvals notify` by mail: one mail to everybody named in it who has an address.

In register.toml:

    [notify]
    command = ["python3", "/path/to/mail.py", "smtp.example.org:25", "approvals@example.org"]

The id of the message becomes the Message-ID, so that a mail sent twice is shown once by programs that look at it.
"""

import json
import smtplib
import sys
from email.message import EmailMessage
from email.utils import formatdate

server, _colon, port = sys.argv[1].partition(":")
sender = sys.argv[2]
told = json.load(sys.stdin)
to = [person["mail"] for person in told["to"] if person["mail"]]
if not to:
    sys.exit(f"{told['id']}: nobody named in it has a mail address")
mail = EmailMessage()
mail["Message-ID"] = f"<{told['id']}@{sender.partition('@')[2]}>"
mail["Date"] = formatdate(localtime=True)
mail["From"] = sender
mail["To"] = ", ".join(to)
mail["Subject"] = f"[{told['register']}] {told['subject']} {told['item_name']}"
mail.set_content(f"{told['text']}\n\n{told['department_name']} {told['department']}\n")
try:
    with smtplib.SMTP(server, int(port or 25), timeout=20) as connection:
        connection.send_message(mail)
except (OSError, smtplib.SMTPException) as error:
    sys.exit(f"{server}: {error}")
