"""The words that stand for values in usage lines; they are translated where a command is built."""

from approvals.language import N_

CODE = N_("CODE")
COUNT = N_("COUNT")
DATE = N_("DATE")
DEPARTMENT = N_("DEPARTMENT")
FILE = N_("FILE")
FOLDER = N_("FOLDER")
ITEM = N_("ITEM")
LANGUAGE = N_("LANGUAGE")
LEVEL = N_("LEVEL")
LEVEL = N_("LEVEL")
LIMIT = N_("LIMIT")
NAME = N_("NAME")
NUMBER = N_("NUMBER")
NUMBERS = N_("NUMBER...")
PERSON = N_("PERSON")
RULES = N_("RULES")
STAGE = N_("STAGE")
RULES = N_("RULES")
STAGE = N_("STAGE")
STOP = N_("FROM:TO")
TEXT = N_("TEXT")
YEAR = N_("YEAR")

OPTIONS = N_("[OPTIONS]")
COMMAND = N_("COMMAND [ARGUMENTS]...")
