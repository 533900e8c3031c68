"""Heatzy: pilot-wire boxes, heaters and towel rails; Acova and Sauter sell them too.

No definition of these is published: facts are from the vendor's description of its
cloud and from public clients. A mode is an order on the pilot wire, which the radiator
obeys; `stop` does not cut its power.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import re
from typing import Final, override

from homeassistant.components.climate import (
    PRESET_AWAY,
    PRESET_BOOST,
    HVACAction,
    HVACMode,
)
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import EntityCategory, UnitOfRatio, UnitOfTemperature

from ..api import Access, AnyDatapoint, Enum, Number, Value
from ..composites.choice import Choice, Choices
from ..composites.descriptions import GizwitsClimateDescription
from ..composites.quantity import Quantity, TemperatureScale
from ..rule import Trait
from ..spec import EntitySpec
from .parts import HIDDEN, Shifted, a_bool, a_number, an_enum, composite, hidden
from .plan import Step, Values
from .quirk import Points, Quirk

# The order of the modes is the same on all of them, whatever their labels are.
_COMFORT, _ECO, _FROST, _STOP, _MINUS_1, _MINUS_2 = range(6)
_PRESETS: Final = {
    "comfort": _COMFORT,
    "eco": _ECO,
    "frost": _FROST,
    "comfort_minus_1": _MINUS_1,
    "comfort_minus_2": _MINUS_2,
}
_LABELS: Final = ("cft", "eco", "fro", "stop", "cft1", "cft2")
_LABELS_OF_THE_FIRST: Final = ("舒适", "经济", "解冻", "停止")
_ESCAPED: Final = re.compile(r"(?:u[0-9a-f]{4})+")
# How long an override lasts that is chosen as a preset: days away, minutes of boost.
_DAYS_AWAY, _MINUTES_OF_BOOST = 7, 60
# Comfort is 15 to 30, eco 10 to 19; tenths are sent, the panel sets halves.
_SCALE: Final = TemperatureScale(celsius=(10, 30), fahrenheit=(50, 86))
_STEP: Final = 0.5
# More is counted in tenths.
_MOST_DEGREES: Final = 60

_ROLES: Final = {
    "mode": "mode",
    "current_mode": "cur_mode",
    "order": "cur_signal",
    "timer": "timer_switch",
    "override": "derog_mode",
    "override_time": "derog_time",
    "on": "on_off",
    "current": "cur_temp",
    "comfort": "cft_temp",
    "eco": "eco_temp",
}
_PAIRS: Final = {"current": "cur_temp", "comfort": "cft_temp", "eco": "eco_temp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _EscapedEnum(Enum):
    """Labels that some firmware reports without the backslashes of their escapes."""

    @override
    def decode(self, raw: object) -> str | None:
        """Return the option, also of `u505cu6b62`."""
        if isinstance(raw, str) and _ESCAPED.fullmatch(raw):
            raw = "".join(chr(int(code, 16)) for code in raw.split("u")[1:])
        return Enum.decode(self, raw)


def _climate(points: Points) -> Iterable[EntitySpec]:
    """Return the heater of any of them."""
    mode = points.get("mode")
    if not isinstance(mode, Enum):
        return ()
    roles = dict(_ROLES)
    for role, name in _PAIRS.items():
        if f"{name}H" in points and f"{name}L" in points:
            roles |= {role: f"{name}H", f"{role}_low": f"{name}L"}
    for name in ("heating_state", "Heating_state"):
        if name in points:
            roles["heating"] = name
    has_override = "derog_mode" in points and "on_off" not in points
    description = GizwitsClimateDescription(
        key="",
        name=None,
        translation_key="climate",
        hvac_modes=_hvac_modes(mode),
        hvac_actions=_actions(mode),
        presets=(
            *(_overrides() if has_override else ()),
            *_presets(mode, points),
        ),
        scale=_SCALE,
        current=_temperature("current", roles, points),
        high=_temperature("comfort", roles, points),
        low=_temperature("eco", roles, points),
    )
    return composite(points, roles, description, needs=["mode"])


def _labels(mode: Enum) -> dict[int, str]:
    return dict(enumerate(label.strip() for label in mode.labels))


# Written with a mode that is chosen by hand: it ends the programme and any override.
_BY_HAND: Final[dict[str, Value]] = {
    "timer": False,
    "override": 0,
    "override_time": 0,
    "on": True,
}


def _hvac_modes(mode: Enum) -> Choices:
    labels = _labels(mode)
    stop = labels.get(_STOP, "")
    running = tuple(label for label in labels.values() if label != stop)
    return (
        # The heater's own switch, where it has one: the mode stays what it was.
        Choice(HVACMode.OFF, {"on": False}, {"on": (False,)}),
        Choice(
            HVACMode.AUTO, {**_BY_HAND, "timer": True}, {"timer": (True,)}
        ),
        Choice(HVACMode.OFF, {**_BY_HAND, "mode": stop}, {"mode": (stop,)}),
        Choice(HVACMode.HEAT, {**_BY_HAND, "mode": labels[0]}, {"mode": running}),
    )


def _actions(mode: Enum) -> Choices:
    """Return what it does; 1 is "set point reached", or "does not heat": both rest."""
    stop = _labels(mode).get(_STOP, "")
    return (
        Choice(HVACAction.IDLE, when={"order": (stop,)}),
        Choice(HVACAction.IDLE, when={"heating": (True,)}),
        Choice(HVACAction.HEATING, when={"heating": (False,)}),
    )


def _presets(mode: Enum, points: Points) -> Choices:
    labels = _labels(mode)
    seen = "current_mode" if "cur_mode" in points else "mode"
    return tuple(
        Choice(
            key,
            {**_BY_HAND, "mode": labels[index]},
            {seen: (labels[index],)},
        )
        for key, index in _PRESETS.items()
        if index in labels
    )


def _overrides() -> Choices:
    """Return holiday, boost and presence detection; time and kind go together."""
    return (
        _override(PRESET_AWAY, 1, _DAYS_AWAY),
        _override(PRESET_BOOST, 2, _MINUTES_OF_BOOST),
    )


def _override(key: str, kind: int, time: int) -> Choice:
    return Choice(
        key,
        {"override": kind, "override_time": time},
        {"override": (kind,)},
    )


def _temperature(
    role: str, roles: Mapping[str, str], points: Points
) -> Quantity | None:
    """Return a temperature: two bytes of tenths, tenths, or whole degrees."""
    number = points.get(roles[role])
    if not isinstance(number, Number):
        return None
    if f"{role}_low" in roles:
        weights: tuple[tuple[str, float], ...] = (
            (role, 25.6),
            (f"{role}_low", 0.1),
        )
        return Quantity(weights, 0, 51.1, _STEP)
    if number.step == 1 and number.maximum > _MOST_DEGREES:
        return Quantity(((role, 0.1),), 0, number.maximum / 10, _STEP)
    return Quantity.of(role, number)


def _raw_mode(values: Values) -> list[Step]:
    """Return the write of a mode to the first generation, which takes bytes only."""
    label = str(values.get("mode"))
    for labels in (_LABELS_OF_THE_FIRST, _LABELS):
        if label in labels:
            return [Step(values, raw=bytes((1, 1, labels.index(label))))]
    return [Step(values)]


_CONFIG: Final = EntityCategory.CONFIG
_SLOTS: Final = tuple(f"p{day}_data{slot}" for day in range(1, 8) for slot in range(1, 13))
_TENTHS: Final = (a_number(name, 0, 500, writable=False) for name in ("t1_temp", "t2_temp"))
_TRAITS: Final[Mapping[str, Trait]] = {
    # Programme, clock, and what old firmware left behind with stale values.
    **hidden(_SLOTS),
    **hidden(("time_week", "time_hour", "time_min", "week", "hour", "minute")),
    **hidden(("boost_switch", "boost_time", "power_dataH", "power_dataL", "power_cnt")),
    **hidden(("data1", "data2", "DATA1", "DATA2", "temp_set_step", "wifi_switch")),
    **hidden(("SEN_TIME", "SIN_WIRE", "PRO_TEMP", "WIN_TIME", "signal_switch")),
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
    "cur_humi": Trait(
        device_class=SensorDeviceClass.HUMIDITY,
        unit=UnitOfRatio.PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
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

_PROGRAMME: Final = (
    a_bool("timer_switch"),
    a_number("derog_mode", 0, 3),
    a_number("derog_time", 0, 255),
)
_FOUR: Final = an_enum("mode", *_LABELS[:4])
_SIX: Final = an_enum("mode", *_LABELS)
_BYTES: Final = tuple(
    a_number(f"{name}{part}", 0, most, writable=name != "cur_temp")
    for name in ("cur_temp", "cft_temp", "eco_temp")
    for part, most in (("H", 1), ("L", 255))
)

QUIRKS: Final = (
    Quirk(
        name="Heatzy",
        product_keys=frozenset({"9420ae048da545c88fc6274d204dd25f"}),
        product_names=frozenset({"Heatzy"}),
        replaced=(
            _EscapedEnum(
                name="mode",
                label="",
                access=Access.WRITABLE,
                labels=_LABELS_OF_THE_FIRST,
            ),
        ),
        datapoints=(an_enum("mode", *_LABELS_OF_THE_FIRST),),
        composites=_climate,
        traits=_TRAITS,
        plan=_raw_mode,
    ),
    Quirk(
        name="Heatzy Pilote",
        product_keys=frozenset(
            {
                "51d16c22a5f74280bc3cfe9ebcdc6402",
                "4fc968a21e7243b390e9ede6f1c6465d",
                "b9a67b6ce24b437d9794103fd317e627",
                "b8c6657b66c34148b4dee64d615cefc7",
            }
        ),
        product_names=frozenset({"Pilote2", "Elec_Pro", "Pilote_Soc", "Elec_Pro_Soc"}),
        datapoints=(_FOUR, *_PROGRAMME),
        composites=_climate,
        traits=_TRAITS,
    ),
    Quirk(
        name="Heatzy Pilote C3",
        product_keys=frozenset(
            {"46409c7f29d4411c85a3a46e5ee3703e", "9dacde7ef459421eaf8dc4bea9385634"}
        ),
        product_names=frozenset({"Pilote_Soc_C3", "Elec_Pro_Ble"}),
        datapoints=(_SIX, *_PROGRAMME),
        composites=_climate,
        traits=_TRAITS,
    ),
)
