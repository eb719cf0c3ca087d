"""TOML in: each file of a register read, checked by the rules of the core, and its problems told by file and line."""
