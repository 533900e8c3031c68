"""Values that behave as frozen dataclasses do."""

from copy import replace

import pytest

from custom_components.gizwits.api.record import Record, Secret


class Point(Record):
    """A point."""

    x: int
    y: int = 0


class Named(Point, kw_only=True):
    """A point with a name."""

    name: str


class Place(Point):
    """Another point."""


class Key(Secret):
    """What nobody is shown."""

    text: str


def test_members_by_name_and_in_order() -> None:
    """Those of the base come first; what is not given is as the class has it."""
    assert Point(1).members() == {"x": 1, "y": 0}
    assert Point(1, 2) == Point(y=2, x=1)
    assert Named(x=1, name="a").members() == {"x": 1, "y": 0, "name": "a"}


@pytest.mark.parametrize(
    "made",
    [
        lambda: Point(),
        lambda: Point(1, 2, 3),
        lambda: Point(1, x=2),
        lambda: Point(1, z=2),
        lambda: Named(1, 2),
    ],
)
def test_other_members(made: object) -> None:
    """None may be missing, there twice or unknown."""
    with pytest.raises(TypeError, match="has the members"):
        made()  # type: ignore[operator]


def test_equal_is_what_has_the_same_members() -> None:
    """And is of the same class."""
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1, 2) != Place(1, 2)
    assert Point(1, 2) != (1, 2)
    assert {Point(1, 2), Point(1, 2), Point(2, 2)} == {Point(1, 2), Point(2, 2)}


def test_changed_it_is_another_one() -> None:
    """Nothing of the one there is changes."""
    point = Point(1)
    assert replace(point, y=5) == Point(1, 5)
    assert point == Point(1)
    with pytest.raises(AttributeError):
        point.x = 2  # type: ignore[misc]


def test_what_is_shown() -> None:
    """The members, and of a secret none."""
    assert repr(Named(x=1, name="a")) == "Named(x=1, y=0, name='a')"
    assert repr(Key("abc")) == "Key()"
