"""What the files of a register must satisfy: shapes as data, one function a rule, every problem a value."""
