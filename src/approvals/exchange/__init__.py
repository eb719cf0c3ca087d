"""Other people's formats: their rows in, what is wrong with them told by row and column."""
