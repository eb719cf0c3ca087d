"""The law: values and functions. No input or output, no third party, no wall clock."""
