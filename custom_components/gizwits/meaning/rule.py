"""One rule of `traits.TRAITS`: when it fires, and what it then says of a datapoint."""

from collections.abc import Callable
import re
from typing import Final, NamedTuple

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import EntityCategory

from ..api import Access, AnyDatapoint, Bool, Enum, Number
from ..pattern import Pattern
from .text import text_of
from .units import normalise, stated_unit

ANY: Final = frozenset(Access)
WRITABLE: Final = frozenset({Access.WRITABLE})
READ: Final = ANY - WRITABLE
STATUS: Final = frozenset({Access.WRITABLE, Access.READONLY})
READONLY: Final = frozenset({Access.READONLY})
FAILURE: Final = frozenset({Access.ALERT, Access.FAULT})


def pattern(words: str) -> Pattern:
    r"""Compile a pattern for `text_of`; `\b` is the edge of a Latin word."""
    return Pattern(words, re.ASCII)


_NOTHING: Final = pattern(r"(?!)")


def always(_number: Number) -> bool:
    """Any range will do."""
    return True


def never(_number: Number) -> bool:
    """No range says the unit; only the definition can."""
    return False


def counts(number: Number) -> bool:
    """Whole numbers from 0 on that go far."""
    return number.minimum == 0 and number.maximum >= 100 and number.step == 1


def counts_far(number: Number) -> bool:
    """Numbers from 0 on that go further than any percentage."""
    return number.minimum == 0 and number.maximum > 255


def tenths(number: Number) -> bool:
    """Fractions, whatever the limits: somebody counts in the unit itself."""
    return number.step < 1


def within(
    low: float, high: float, *, reach: float = 0, step: float = 1
) -> Callable[[Number], bool]:
    """Ranges inside of low to high that go to `reach` at least, in such steps.

    Whole numbers up to what their bits can hold are no range: nobody gave one.
    """

    def fits(number: Number) -> bool:
        return (
            low <= number.minimum
            and reach <= number.maximum <= high
            and number.step <= step
            and not (number.is_unlimited and number.step == 1)
        )

    return fits


class Trait(NamedTuple):
    """What is known of a datapoint besides its kind and access.

    `translation_key` is for icon and states; `named` says that it names the datapoint
    as well as its own label does. What is `reading` is not to be written though its
    access would let you; what is `hidden` is no entity; what is `wanted` is on though
    few people want it.
    """

    device_class: SensorDeviceClass | BinarySensorDeviceClass | None = None
    unit: str | None = None
    state_class: SensorStateClass | None = None
    category: EntityCategory | None = None
    translation_key: str | None = None
    named: bool = False
    enabled: bool = True
    reading: bool = False
    hidden: bool = False
    wanted: bool = False


class Rule(NamedTuple):
    """When a trait is meant: kind, access, words, and of numbers unit and range.

    A number's stated unit has to be one of `units`; where none is stated, `assumed`
    is taken if the range `fits`. A `setting` is configuration where it can be
    written, `diagnostic` holds where it cannot; `off` is disabled until it is wanted.
    """

    key: str
    kind: type[Number | Bool | Enum]
    words: Pattern
    unless: Pattern = _NOTHING
    says: Pattern | None = None
    access: frozenset[Access] = ANY
    units: frozenset[str | None] = frozenset()
    assumed: str | None = None
    fits: Callable[[Number], bool] = never
    device_class: SensorDeviceClass | BinarySensorDeviceClass | None = None
    state_class: SensorStateClass | None = None
    setting: bool = False
    diagnostic: bool = False
    off: bool = False

    def trait(self, datapoint: AnyDatapoint) -> Trait | None:
        """Return what the rule says of a datapoint, None where it does not fire.

        Words come last: most rules do not get there, and need no pattern compiled.
        """
        if not isinstance(datapoint, self.kind) or datapoint.access not in self.access:
            return None
        unit = None
        if isinstance(datapoint, Number):
            unit = stated_unit(datapoint)
            if unit is None and self.fits(datapoint):
                unit = self.assumed
            elif unit not in self.units:
                return None
        if not self._is_said_of(datapoint):
            return None
        return Trait(
            device_class=self.device_class,
            unit=unit,
            state_class=None if datapoint.writable else self.state_class,
            category=category_of(
                datapoint.access, setting=self.setting, diagnostic=self.diagnostic
            ),
            translation_key=self.key,
            enabled=not self.off,
        )

    def _is_said_of(self, datapoint: AnyDatapoint) -> bool:
        text = text_of(datapoint)
        if not self.words.search(text) or self.unless.search(text):
            return False
        return not self.says or bool(
            self.says.search(f"{normalise(datapoint.description).casefold()} ; {text}")
        )


def category_of(
    access: Access, *, setting: bool = False, diagnostic: bool = False
) -> EntityCategory | None:
    """Return the category of an entity: alerts and faults are always diagnostic."""
    if access is Access.WRITABLE:
        return EntityCategory.CONFIG if setting else None
    if diagnostic or access in FAILURE:
        return EntityCategory.DIAGNOSTIC
    return None
