"""Heatzy's datapoints and what they mean, in its products that have no definition."""

from collections.abc import Mapping
from copy import replace
from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    SIGNAL_STRENGTH_DECIBELS,
    EntityCategory,
    UnitOfElectricCurrent,
    UnitOfElectricPotential,
    UnitOfPower,
    UnitOfRatio,
)

from ..api import Access, AnyDatapoint, Enum
from ..meaning.rule import Trait
from ..pattern import Pattern
from .parts import hidden
from .points import Shifted, a_bool, a_number, an_enum

LABELS: Final = ("cft", "eco", "fro", "stop", "cft1", "cft2")
LABELS_OF_THE_FIRST: Final = ("舒适", "经济", "解冻", "停止")
_ESCAPED: Final = Pattern(r"(?:u[0-9a-f]{4})+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _EscapedEnum(Enum):
    """Labels that some firmware reports without the backslashes of their escapes."""

    @override
    def decode(self, raw: object) -> str | None:
        """Return the option, also of `u505cu6b62`."""
        if isinstance(raw, str) and _ESCAPED.fullmatch(raw):
            raw = "".join(chr(int(code, 16)) for code in raw.split("u")[1:])
        return Enum.decode(self, raw)


def _measured(device_class: SensorDeviceClass, unit: str) -> Trait:
    return Trait(
        device_class=device_class,
        unit=unit,
        state_class=SensorStateClass.MEASUREMENT,
        translation_key=device_class.value,
        named=True,
    )


_CONFIG: Final = EntityCategory.CONFIG
_SLOTS: Final = tuple(
    f"p{day}_data{slot}" for day in range(1, 8) for slot in range(1, 13)
)
TRAITS: Final[Mapping[str, Trait]] = {
    # Programme, clock, and what old firmware left behind with stale values.
    **hidden(_SLOTS),
    **hidden(("time_week", "time_hour", "time_min", "week", "hour", "minute")),
    **hidden(("boost_switch", "boost_time", "power_dataH", "power_dataL", "power_cnt")),
    **hidden(("data1", "data2", "DATA1", "DATA2", "temp_set_step", "wifi_switch")),
    **hidden(("SEN_TIME", "SIN_WIRE", "PRO_TEMP", "WIN_TIME", "signal_switch")),
    "derog_mode": Trait(
        category=EntityCategory.DIAGNOSTIC, reading=True, enabled=False
    ),
    # Written by the climate only, with the kind of override it belongs to.
    "derog_time": Trait(
        category=EntityCategory.DIAGNOSTIC,
        translation_key="override_time",
        named=True,
        reading=True,
    ),
    "lock_switch": Trait(category=_CONFIG, translation_key="child_lock", named=True),
    "LOCK_C": Trait(category=_CONFIG, translation_key="child_lock", named=True),
    # An option, not whether a window is open.
    "window_switch": Trait(
        category=_CONFIG, translation_key="window_detection", named=True
    ),
    "com_temp": Trait(
        category=_CONFIG, translation_key="temperature_offset", named=True
    ),
    "cur_humi": replace(
        _measured(SensorDeviceClass.HUMIDITY, UnitOfRatio.PERCENTAGE),
        translation_key="humidity",
        named=True,
    ),
    # Of what has no heater of its own.
    "timer_switch": Trait(
        category=_CONFIG, translation_key="weekly_schedule", named=True
    ),
    "cur_power": _measured(SensorDeviceClass.POWER, UnitOfPower.WATT),
    "cur_current": _measured(SensorDeviceClass.CURRENT, UnitOfElectricCurrent.AMPERE),
    "cur_voltage": _measured(SensorDeviceClass.VOLTAGE, UnitOfElectricPotential.VOLT),
    # The Wi-Fi's, not watts.
    "signal_power": Trait(
        device_class=SensorDeviceClass.SIGNAL_STRENGTH,
        unit=SIGNAL_STRENGTH_DECIBELS,
        category=EntityCategory.DIAGNOSTIC,
        enabled=False,
    ),
}

PROGRAMME: Final = (
    a_bool("timer_switch"),
    a_number("derog_mode", 0, 3),
    a_number("derog_time", 0, 255),
)
FIRST: Final = _EscapedEnum(
    name="mode", label="", access=Access.WRITABLE, labels=LABELS_OF_THE_FIRST
)
FOUR: Final = an_enum("mode", *LABELS[:4])
SIX: Final = an_enum("mode", *LABELS)
_BYTES: Final = tuple(
    a_number(f"{name}{part}", 0, most, writable=name != "cur_temp")
    for name in ("cur_temp", "cft_temp", "eco_temp")
    for part, most in (("H", 1), ("L", 255))
)

# Steps of a tenth around 50, which is none.
_CALIBRATION: Final = Shifted(
    name="com_temp",
    label="",
    access=Access.WRITABLE,
    minimum=-5,
    maximum=5,
    step=0.1,
    zero=50,
    unit=0.1,
)
PRO: Final[tuple[AnyDatapoint, ...]] = (
    SIX,
    *PROGRAMME,
    an_enum("cur_mode", *LABELS, writable=False),
    an_enum("cur_signal", *LABELS, writable=False),
    a_bool("heating_state", writable=False),
    a_number("cur_temp", 0, 500, writable=False),
    a_number("cft_temp", 0, 500),
    a_number("eco_temp", 0, 500),
    a_number("cur_humi", 0, 100, writable=False),
    a_bool("window_switch"),
    _CALIBRATION,
)
GLOW: Final[tuple[AnyDatapoint, ...]] = (
    SIX,
    an_enum("cur_mode", *LABELS, writable=False),
    a_bool("on_off"),
    a_bool("timer_switch"),
    a_bool("Heating_state", writable=False),
    a_bool("lock_switch"),
    *_BYTES,
)
BLOOM: Final[tuple[AnyDatapoint, ...]] = (
    SIX,
    *PROGRAMME,
    a_number("cur_temp", 0, 50, writable=False),
    a_number("cft_temp", 0, 50),
    a_number("eco_temp", 0, 50),
)
