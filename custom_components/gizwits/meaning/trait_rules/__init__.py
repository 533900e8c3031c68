"""The rules of traits, one file a subject; `trait_table` has them in their order."""
