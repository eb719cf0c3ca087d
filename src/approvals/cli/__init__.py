"""The command line: thin functions that read a line, call the desk, and print what it returns."""
