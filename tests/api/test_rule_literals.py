"""Values in conditions of rules, there and back."""

import pytest

from custom_components.gizwits.api import (
    Access,
    Binary,
    Bool,
    Enum,
    GizwitsValueError,
    Number,
)
from custom_components.gizwits.api.rule_literal import from_literal, to_literal

KIND = {"name": "x", "label": "", "access": Access.READONLY}
SWITCH = Bool(**KIND)
COUNT = Number(**KIND, minimum=-10, maximum=50, step=0.5)
BYTES = Binary(**KIND, length=2)
MODE = Enum(**KIND, labels=("黄色", "it's", "both ' and \"", "3"))


@pytest.mark.parametrize(
    ("datapoint", "value", "literal"),
    [
        (SWITCH, True, "1"),
        (SWITCH, False, "0"),
        (COUNT, 25, "25"),
        (COUNT, -2.5, "-2.5"),
        (BYTES, b"\xff\x00", "0xFF00"),
        (MODE, "黄色", "'黄色'"),
        (MODE, "it's", '"it\'s"'),
        (MODE, "3", "'3'"),
    ],
)
def test_there_and_back(datapoint: object, value: object, literal: str) -> None:
    """As the vendor's tutorial of rules writes them."""
    assert to_literal(datapoint, value) == literal  # type: ignore[arg-type]
    assert from_literal(datapoint, literal) == value  # type: ignore[arg-type]


def test_what_the_tutorial_writes_elsewhere() -> None:
    """Text without quotes, and what makes no sense."""
    assert from_literal(MODE, "黄色") == "黄色"
    assert from_literal(COUNT, "warm") is None
    assert from_literal(BYTES, "0xZZ") is None


def test_what_cannot_be_said() -> None:
    """A label with both kinds of quotes, and values that do not fit."""
    for datapoint, value in ((MODE, "both ' and \""), (COUNT, 99), (SWITCH, "x")):
        with pytest.raises(GizwitsValueError):
            to_literal(datapoint, value)
