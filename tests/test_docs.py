"""The documentation says what the code does."""

from .mapping_tables import MARK, PAGE, tables


def test_the_tables_of_the_mapping_are_those_of_the_code() -> None:
    """`python -m tests.mapping_tables` writes them anew."""
    assert PAGE.read_text(encoding="utf-8").split(MARK)[1].strip() == tables().strip()
