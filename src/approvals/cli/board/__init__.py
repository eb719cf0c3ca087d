"""The full-screen board: the list, what happened to a request, and every verb by one key. The only room that loads Textual."""
