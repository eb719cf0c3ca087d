"""Values in, text out: nothing here prints."""
