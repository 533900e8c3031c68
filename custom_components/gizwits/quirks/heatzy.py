"""Heatzy: pilot-wire boxes, heaters and towel rails; Acova and Sauter sell them too.

No definition of these is published: facts are from the vendor's description of its
cloud and from public clients. A mode is an order on the pilot wire, which the radiator
obeys; `stop` does not cut its power.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from homeassistant.components.climate import (
    PRESET_AWAY,
    PRESET_BOOST,
    ClimateEntityDescription,
    HVACAction,
    HVACMode,
)

from ..api import AnyDatapoint, Enum, Number, Value
from ..composites.choice import Choice, Choices
from ..composites.parts import ClimateParts, Composite
from ..composites.quantity import Quantity, TemperatureScale
from ..spec import EntitySpec
from .heatzy_points import (
    BLOOM,
    FIRST,
    FOUR,
    GLOW,
    LABELS,
    LABELS_OF_THE_FIRST,
    PRO,
    PROGRAMME,
    SIX,
    TRAITS,
)
from .parts import composite
from .plan import Step, Values
from .points import a_bool
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
    if "on_off" in points:
        # There it says something else: 1 in normal use.
        del roles["override"], roles["override_time"]
    climate = Composite(
        ClimateEntityDescription(key="", name=None, translation_key="climate"),
        ClimateParts(
            hvac_modes=_hvac_modes(mode),
            hvac_actions=_actions(mode),
            presets=(
                *_OVERRIDES[: 3 if "cur_signal" in points else 2],
                *_presets(mode, points),
            ),
            scale=_SCALE,
            current=_temperature("current", roles, points),
            high=_temperature("comfort", roles, points),
            low=_temperature("eco", roles, points),
        ),
    )
    return composite(points, roles, climate, needs=["mode"])


def _labels(mode: Enum) -> dict[int, str]:
    return dict(enumerate(label.strip() for label in mode.labels))


# Written with a mode that is chosen by hand: it ends the programme and any override.
_BY_HAND: Final[dict[str, Value]] = {
    "timer": 0,
    "override": 0,
    "override_time": 0,
    "on": 1,
}


def _hvac_modes(mode: Enum) -> Choices:
    labels = _labels(mode)
    stop = labels.get(_STOP, "")
    running = tuple(label for label in labels.values() if label != stop)
    return (
        # The heater's own switch, where it has one: the mode stays what it was.
        Choice(HVACMode.OFF, {"on": 0}, {"on": (False,)}),
        Choice(HVACMode.AUTO, {**_BY_HAND, "timer": 1}, {"timer": (True,)}),
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


# Holiday, boost, and (Pilote Pro) presence detection; a kind goes with its time.
_OVERRIDES: Final = tuple(
    Choice(key, {"override": kind, "override_time": time}, {"override": (kind,)})
    for key, kind, time in (
        (PRESET_AWAY, 1, _DAYS_AWAY),
        (PRESET_BOOST, 2, _MINUTES_OF_BOOST),
        ("presence", 3, 0),
    )
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
    for labels in (LABELS_OF_THE_FIRST, LABELS):
        if label in labels:
            return [Step(values, raw=bytes((1, 1, labels.index(label))))]
    return [Step(values)]


def _layout(
    name: str,
    products: Mapping[str, str],
    datapoints: tuple[AnyDatapoint, ...],
    attributes: Iterable[str] = (),
) -> Quirk:
    """Return one layout of products, by their keys (`products` is name -> key)."""
    return Quirk(
        name=name,
        product_keys=frozenset(filter(None, products.values())),
        product_names=frozenset(products),
        attributes=frozenset(attributes),
        datapoints=datapoints,
        composites=_climate,
        traits=TRAITS,
    )


QUIRKS: Final = (
    Quirk(
        name="Heatzy",
        product_keys=frozenset({"9420ae048da545c88fc6274d204dd25f"}),
        product_names=frozenset({"Heatzy"}),
        datapoints=(FIRST,),
        replaced=(FIRST,),
        composites=_climate,
        traits=TRAITS,
        plan=_raw_mode,
    ),
    _layout(
        "Heatzy Glow",
        {
            "Glow_Simple": "2fd622e45283470f9e27e8e6167d7533",
            "Glow": "51c35c204f854cebbc780bf9785db409",
            "Glow_Simple_ble": "cffa0df68a52449085c5d1e72c2f6bb0",
            "onyx": "bb10d064f8de409db633b750faa22a52",
            "INEA": "fc89066ee74c4149a9beb37d4ea93604",
            "Shine_Blu": "2884feb88e0b4f30b75ea5572276a102",
            "Flam_Week2": "f71ee820660f4f358db8b8a474689726",
        },
        GLOW,
        ("mode", "on_off", "cur_tempH", "cft_tempH", "eco_tempH"),
    ),
    _layout(
        "Heatzy Pilote Pro",
        {"Pilote_Pro": "a77a929fcf0d4631bc4f669080376891"},
        PRO,
        ("mode", "timer_switch", "cur_temp", "cft_temp", "eco_temp", "cur_humi"),
    ),
    _layout("Heatzy Bloom", {"BLOOM": "480253852d574f11b2d7fbf4460d7a41"}, BLOOM),
    _layout(
        "Heatzy Pilote C3",
        {
            "Pilote_Soc_C3": "46409c7f29d4411c85a3a46e5ee3703e",
            "Elec_Pro_Ble": "9dacde7ef459421eaf8dc4bea9385634",
        },
        (SIX, *PROGRAMME),
    ),
    _layout(
        "Heatzy Pilote",
        {
            "Pilote2": "51d16c22a5f74280bc3cfe9ebcdc6402",
            "Elec_Pro": "4fc968a21e7243b390e9ede6f1c6465d",
            "Pilote_Soc": "b9a67b6ce24b437d9794103fd317e627",
            "Elec_Pro_Soc": "b8c6657b66c34148b4dee64d615cefc7",
            "Rocket": "d60c58d724b845068bf4652a10883c92",
            "Socket": "0a000341206048a0be23e2cbf9d8f29a",
            "Vulcane": "e5d5766484db4b4d9b9fa7c08cd65481",
            "Pilote_Duo": "",
            "Heatzy_Boiler": "",
        },
        (FOUR, *PROGRAMME),
        ("mode", "timer_switch", "derog_mode", "p1_data1"),
    ),
    # It passes on what the boxes do, and has nothing but the programme's switch.
    Quirk(
        name="Heatzy Bridge",
        product_keys=frozenset({"18e548a0df9444669a480a7ab31bc314"}),
        product_names=frozenset({"Bridge"}),
        datapoints=(a_bool("timer_switch"),),
        traits=TRAITS,
    ),
)
