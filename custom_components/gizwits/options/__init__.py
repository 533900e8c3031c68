"""The forms of the options, one file an area."""
