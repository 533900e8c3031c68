"""What the words of a definition mean: units, classes, names and options."""
