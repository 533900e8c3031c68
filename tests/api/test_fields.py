"""Members of the cloud's JSON whose types cannot be relied on."""

import math
from typing import Any

from hypothesis import given
import pytest

from custom_components.gizwits.api.fields import (
    TEXT_LIMIT,
    as_bool,
    as_int,
    as_list,
    as_mapping,
    as_number,
    as_text,
)

from tests.api.strategies import JSON


@pytest.mark.parametrize("raw", [None, [], "text", 1, True])
def test_no_object_is_an_empty_one(raw: Any) -> None:
    """What is no object has no members."""
    assert as_mapping(raw) == {}


def test_objects_and_arrays_come_back() -> None:
    """They are not copied."""
    members, items = {"a": 1}, [1]
    assert as_mapping(members) is members
    assert as_list(items) is items


@pytest.mark.parametrize("raw", [None, {}, "text", 1, True])
def test_no_array_is_an_empty_one(raw: Any) -> None:
    """What is no array has no items."""
    assert as_list(raw) == []


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" Box ", "Box"),
        ("", ""),
        (7, "7"),
        (1.5, "1.5"),
        (None, ""),
        (True, ""),
        (["x"], ""),
        ({}, ""),
        ("x" * (TEXT_LIMIT + 5), "x" * TEXT_LIMIT),
    ],
)
def test_text(raw: Any, text: str) -> None:
    """Text and numbers are text, bounded; nothing else is."""
    assert as_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (3, 3),
        (3.0, 3),
        (3.5, 3.5),
        ("9015", 9015),
        (" 0.5 ", 0.5),
        (2**62, 2**62),
        (-(2**62), -(2**62)),
        (10**400, None),
        (1e300, None),
        ("1" * 31, None),
        ("1" * 32, None),
        ("high", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        (math.inf, None),
        (math.nan, None),
        (True, None),
        (None, None),
        ([], None),
    ],
)
def test_number(raw: Any, number: float | None) -> None:
    """A finite number, given as one or as short text; whole ones become int."""
    found = as_number(raw)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize(
    ("raw", "number"), [("8880", 8880), (8.0, 8), (8.5, None), ("x", None)]
)
def test_int(raw: Any, number: int | None) -> None:
    """Only whole numbers."""
    assert as_int(raw) == number


@pytest.mark.parametrize("raw", [True, 1, 1.0, "1", "true"])
def test_true(raw: Any) -> None:
    """All spellings of true."""
    assert as_bool(raw) is True


@pytest.mark.parametrize("raw", [False, 0, 2, "0", "false", "yes", None, [], {}])
def test_false(raw: Any) -> None:
    """Anything else is false."""
    assert as_bool(raw) is False


@given(JSON)
def test_any_json_can_be_read(raw: Any) -> None:
    """No value makes a reader fail, and each keeps to its type."""
    assert len(as_text(raw)) <= TEXT_LIMIT
    assert as_int(raw) is None or isinstance(as_int(raw), int)
    assert isinstance(as_bool(raw), bool)
    number = as_number(raw)
    assert number is None or math.isfinite(number)
