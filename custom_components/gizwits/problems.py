"""What a product can report as a problem: its alerts and faults, and when there is one.

Pure: entities in, datapoints out.
"""

from collections.abc import Iterable
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.event import EventEntityDescription
from homeassistant.const import EntityCategory, Platform

from .api import Access, AnyDatapoint, Binary, Enum, Value
from .const import CLEARED, PROBLEM_KEY, RAISED
from .meaning.text import plain
from .spec import VALUE, EntitySpec

# Labels of an enum that say that all is well.
_QUIET: Final = frozenset(
    {
        "0",
        "no",
        "no alarm",
        "no error",
        "no fault",
        "none",
        "normal",
        "off",
        "ok",
        "关",
        "关闭",
        "否",
        "无",
        "无报警",
        "无故障",
        "无警报",
        "正常",
    }
)


def problem_report(specs: Iterable[EntitySpec]) -> EntitySpec | None:
    """Return the event of a product that reports problems, None where it has none.

    Its roles are the datapoints' own names. What is part of a larger entity, such as
    "the target is reached" of a heater, is no problem, and neither is a quantity.
    """
    reports = {
        spec.roles[VALUE].name: spec
        for spec in specs
        if spec.roles.keys() == {VALUE} and _is_report(spec)
    }
    if not reports:
        return None
    return EntitySpec(
        platform=Platform.EVENT,
        description=EventEntityDescription(
            key=PROBLEM_KEY,
            translation_key="problem",
            event_types=[RAISED, CLEARED],
            entity_category=EntityCategory.DIAGNOSTIC,
        ),
        roles={name: spec.roles[VALUE] for name, spec in reports.items()},
        names=frozenset(reports),
        nothing={name: spec.nothing[VALUE] for name, spec in reports.items()},
    )


def is_problem(datapoint: AnyDatapoint, value: Value) -> bool:
    """Return whether a value says that something is wrong.

    That is true, a number other than 0, and an option other than that for "no
    fault": the first one, where none says so in words.
    """
    if not isinstance(datapoint, Enum):
        return bool(value)
    quiet = [label for label in datapoint.options if plain(label) in _QUIET]
    return value not in (quiet or datapoint.options[:1])


def _is_report(spec: EntitySpec) -> bool:
    point = spec.roles[VALUE]
    if isinstance(point, Binary) or spec.platform is Platform.BUTTON:
        return False
    if getattr(spec.description, "native_unit_of_measurement", None):
        # A reading, whatever its maker took it for: it changes all the time.
        return False
    is_problem_class = (
        spec.platform is Platform.BINARY_SENSOR
        and getattr(spec.description, "device_class", None)
        is BinarySensorDeviceClass.PROBLEM
    )
    return is_problem_class or point.access in (Access.ALERT, Access.FAULT)
