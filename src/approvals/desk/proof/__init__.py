"""The proof that a register is what its events say, table by table."""
