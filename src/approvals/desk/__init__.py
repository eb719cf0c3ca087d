"""The verbs: load, judge, save. One file a noun; the only floor where files, store, exchange and render meet."""
