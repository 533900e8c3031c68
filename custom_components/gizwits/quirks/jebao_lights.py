"""Jebao's aquarium lights: a lamp, its scenes, and a number for each of its channels.

Channels are percentages whatever a definition says, so they stay numbers: red, green
and blue of an aquarium are no colour to be picked.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from homeassistant.components.light import ColorMode, LightEntityDescription
from homeassistant.const import EntityCategory, UnitOfRatio, UnitOfTime

from ..api import Enum
from ..composites.band import Band, Kelvin
from ..composites.choice import Choice, Choices, on_off
from ..composites.options import option_choices
from ..composites.parts import Composite, LightParts
from ..meaning.rule import Trait
from ..spec import EntitySpec
from .parts import composite, hidden
from .quirk import Points, Quirk

_POWERS: Final = ("Light_On", "Switch", "switch", "SwitchON")
_CONFIG: Final = EntityCategory.CONFIG
_MANUAL: Final = "manual"

# Presets of the plant light by number, from 1; 11 to 13 are the owner's.
_PRESETS: Final = (
    "stream",
    "south_america",
    "rain",
    "natural",
    "algae_burst",
    "red_arowana",
    "gold_arowana",
    "goldfish",
    "tropical",
    "angelfish",
    "custom_1",
    "custom_2",
    "custom_3",
)
_PROGRAMMES: Final = ("sps", "lps", "mixed")


def _numbered(role: str, keys: Iterable[str], first: int = 0) -> Choices:
    return tuple(
        Choice(key, {role: number}, {role: (number,)})
        for number, key in enumerate(keys, first)
    )


def _light(
    scene: str = "mode",
    effects: Choices = (),
    *,
    modes: Choices = (),
    kelvin: tuple[int, int] | None = None,
    brightest: int = 100,
) -> Callable[[Points], Iterable[EntitySpec]]:
    """Return what makes the light of a layout; `scene` is what its effects are."""

    def composites(points: Points) -> Iterable[EntitySpec]:
        power = next((name for name in _POWERS if name in points), "")
        enum = points.get(scene)
        own, ends = effects, modes
        if isinstance(enum, Enum):
            options = option_choices("scene", enum)
            own = tuple(choice for choice in options if choice.key != _MANUAL)
            ends = tuple(
                Choice(ColorMode.ONOFF, choice.writes, choice.when)
                for choice in options
                if choice.key == _MANUAL
            )
        light = Composite(
            LightEntityDescription(key="", name=None, translation_key="light"),
            LightParts(
                is_on=on_off("power"),
                brightness=Band("brightness", 0, brightest) if kelvin else None,
                kelvin=Kelvin.of("kelvin", *kelvin) if kelvin else None,
                modes=ends,
                effects=own,
            ),
        )
        roles = {"power": power}
        if own:
            roles["scene"] = scene
        if kelvin:
            roles |= {"kelvin": "Colour_Kelvin", "brightness": "Colour_Temp_Power"}
        return composite(points, roles, light, needs=("power",))

    return composites


def _percent(key: str | None = None) -> Trait:
    return Trait(
        unit=UnitOfRatio.PERCENTAGE,
        category=_CONFIG,
        translation_key=key,
        named=key is not None,
    )


_DAYS_OF_PLAN: Final = ("Data", "Sun", "Mon", "Tue", "Wed", "Thu", "Fir", "Sat")
_TRAITS: Final[Mapping[str, Trait]] = {
    **{f"M{n}": _percent() for n in range(1, 6)},
    **dict.fromkeys(
        _DAYS_OF_PLAN,
        Trait(category=_CONFIG, enabled=False, translation_key="plan_of_day"),
    ),
    # Start of the acclimation (%), its length (days), a pause of the programme (min).
    "Init_brg": _percent(),
    "Adaptation_Power": _percent(),
    "Dut_time": Trait(unit=UnitOfTime.DAYS, category=_CONFIG),
    "Adaptation_Period_Days": Trait(unit=UnitOfTime.DAYS, category=_CONFIG),
    "Pause_timer": Trait(unit=UnitOfTime.MINUTES, category=_CONFIG),
    "run_timer": Trait(unit=UnitOfTime.MINUTES, category=_CONFIG),
    "Lunar_Power": _percent(),
    "TimerGroup": Trait(category=_CONFIG),
    "Start_data": Trait(category=_CONFIG),
    "Lock_onoff": Trait(category=_CONFIG, translation_key="child_lock", named=True),
    # It wipes the schedule; the others are a question and its answer.
    **hidden(("Reset_set", "set_brightness_time", "get_scheduled_brightness")),
}


def _layout(
    name: str,
    composites: Callable[[Points], Iterable[EntitySpec]],
    *,
    keys: Iterable[str] = (),
    attributes: Iterable[str] = (),
    unlike: Iterable[str] = (),
) -> Quirk:
    return Quirk(
        name=f"Jebao {name}",
        product_keys=frozenset(keys),
        attributes=frozenset(attributes),
        unlike=frozenset(unlike),
        composites=composites,
        traits=_TRAITS,
    )


_MODES_OF_DD: Final = (Choice(ColorMode.COLOR_TEMP, {"scene": 0}, {"scene": (0,)}),)

QUIRKS: Final = (
    _layout(
        "plant light",
        _light("Preset_mode", _numbered("scene", _PRESETS, 1), kelvin=(5000, 20000)),
        keys=("0375bc204ea846b784cd819bb01d3029",),
        attributes=("Preset_mode", "Colour_Kelvin", "Colour_Temp_Power"),
    ),
    _layout(
        "marine light Pro, many channels",
        _light("Exec_Prog_Cmd", _numbered("scene", _PROGRAMMES), kelvin=(8000, 23000)),
        keys=("b9abf138966f4c2fb444820bf5e8318c",),
        attributes=("Exec_Prog_Cmd", "Colour_Kelvin", "Colour_Temp_Power"),
    ),
    _layout(
        "D-D marine light",
        _light(
            "Mode",
            _numbered("scene", ("schedule", "acclimation"), 1),
            modes=_MODES_OF_DD,
            kelvin=(5000, 20000),
            brightest=150,
        ),
        keys=("877bbcc8df614559864db4de18014286",),
        attributes=("Lunar_Power", "Colour_Kelvin", "Warm_White", "Sapphire_Blue"),
    ),
    _layout(
        "marine light 2 Pro",
        _light("", kelvin=(5000, 20000), brightest=150),
        keys=("490eda6893d349e7b7227007683e9795",),
        attributes=("color_moon", "Colour_Kelvin", "Colour_Temp_Power"),
    ),
    _layout(
        "marine light Pro",
        _light(""),
        keys=("40ab8468f8434e24b7cc2269ff8718df",),
        attributes=("color_white", "color_blue", "color_moon", "TimerGroup"),
        unlike=("Colour_Kelvin",),
    ),
    _layout(
        "classic light",
        _light(),
        keys=("efc08baa6b0a4de38d4bc9bce04ad350",),
        attributes=("switch", "mode", "color_white", "color_blue1", "color_blue2"),
    ),
)
