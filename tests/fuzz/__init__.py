"""Whatever the cloud answers is read, or refused as an error of ours.

The targets are run by hypothesis in the suite, and for longer, guided by what of the
code they reach, by `scripts/fuzz`.
"""
