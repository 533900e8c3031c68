"""The documentation says what the code does."""

from typing import Any

from . import coming_from
from .mapping_tables import MARK, PAGE, tables


def test_the_tables_of_the_mapping_are_those_of_the_code() -> None:
    """`python -m tests.mapping_tables` writes them anew."""
    assert PAGE.read_text(encoding="utf-8").split(MARK)[1].strip() == tables().strip()


def test_the_tables_for_those_who_come_from_elsewhere() -> None:
    """`python -m tests.coming_from` writes them anew; presets are those there are."""
    page = coming_from.PAGE.read_text(encoding="utf-8")
    assert page.split(coming_from.MARK)[1].strip() == coming_from.tables().strip()
    for family in coming_from.FAMILIES:
        own = coming_from.entities(family)
        assert all(row.key in own for row in family.rows)
        if family.presets:
            climate: Any = own[coming_from.CLIMATE]
            there = {preset.key for preset in climate.description.presets}
            assert {here for _, here in family.presets} <= there
