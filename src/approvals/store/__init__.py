"""SQLite: the only folder with SQL."""
