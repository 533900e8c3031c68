"""Jebao, also sold as Jecod, ATI, D-D and Aqua Medic: pumps, wavemakers, feeders.

Wi-Fi and Bluetooth siblings of a pump have the same attributes under many product keys,
so layouts are recognised by these. Lights and dosers have files of their own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from homeassistant.components.button import ButtonEntityDescription
from homeassistant.components.fan import FanEntityDescription
from homeassistant.const import EntityCategory, UnitOfRatio, UnitOfTime

from ..api import Enum, Number
from ..composites.choice import Choice, Choices, on_off
from ..composites.options import option_choices
from ..composites.parts import ButtonParts, Composite, FanParts
from ..composites.speeds import Speeds
from ..meaning.rule import Trait
from ..spec import EntitySpec
from .parts import composite, hidden
from .quirk import Points, Quirk

# Below this (%) a pump does not run; 0 stops it.
_LEAST: Final = 30
_CONFIG: Final = EntityCategory.CONFIG
_DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC

_FEED_PAUSE: Final[Mapping[str, Trait]] = {
    "FeedSwitch": Trait(translation_key="feed_pause", named=True),
    "FeedTime": Trait(
        unit=UnitOfTime.MINUTES,
        category=_CONFIG,
        translation_key="feed_pause_time",
        named=True,
    ),
}
_SCHEDULE: Final = Trait(category=_CONFIG, translation_key="schedule", named=True)
# A pace from 0 to 100, in no unit of frequency.
_PACE: Final = Trait(category=_CONFIG, translation_key="pace", named=True)
_STEP_NOW: Final = Trait(reading=True, category=_DIAGNOSTIC, enabled=False)
_PUMP_TRAITS: Final[Mapping[str, Trait]] = {
    **_FEED_PAUSE,
    "TimerON": _SCHEDULE,
    "Frequency": _PACE,
    "frequency": _PACE,
    "Cust_Wav_Freq": Trait(category=_CONFIG),
    "nightflow": Trait(unit=UnitOfRatio.PERCENTAGE, category=_CONFIG),
    "master": Trait(category=_CONFIG),
    "ASYC": Trait(category=_CONFIG),
    # What the schedule does now; writable in name only.
    "AutoMode": Trait(reading=True, category=_DIAGNOSTIC),
    **dict.fromkeys(
        (
            "AutoGears",
            "AutoFlow",
            "AutoFreq",
            "AutoFeedTime",
            "AutoPulseTide",
            "Auto_Cust_Wav_Freq",
        ),
        _STEP_NOW,
    ),
    # The schedule's marker; nothing may write it.
    **hidden(("Timer", "FeedTimer")),
}
# Wi-Fi or access point: never how it works.
_LINK: Final = Trait(category=_CONFIG, enabled=False, translation_key="link_mode")

# What the numbers of `Mode` mean; siblings count differently.
_MODES_OF_PRO_WAVEMAKER: Final = (
    "pulse",
    "sine",
    "constant",
    "random",
    "tide",
    "nutrient",
    "gyre",
    "feed",
    "custom",
)
_MODES_OF_PRO_PUMP: Final = ("constant", "pulse", "sine", "random", "feed")


def _pump(
    power: str, speed: str, modes: Sequence[str] = ()
) -> Callable[[Points], Iterable[EntitySpec]]:
    """Return what makes a fan of the pump with these attributes."""

    def composites(points: Points) -> Iterable[EntitySpec]:
        mode = next((name for name in ("Mode", "mode") if name in points), "")
        own = points.get(mode)
        presets: Choices = option_choices("mode", own) if isinstance(own, Enum) else ()
        if modes and isinstance(own, Number):
            presets = tuple(
                Choice(key, {"mode": number}, {"mode": (number,)})
                for number, key in enumerate(modes)
            )
        pump = Composite(
            FanEntityDescription(key="", name=None, translation_key="pump"),
            FanParts(
                is_on=on_off("power"),
                speeds=Speeds("speed", _LEAST, 100, is_percent=True),
                presets=presets,
            ),
        )
        roles = {"power": power, "speed": speed}
        if presets:
            roles["mode"] = mode
        return composite(points, roles, pump, needs=("power", "speed"))

    return composites


def _feeder(points: Points) -> Iterable[EntitySpec]:
    """Return the button that feeds once."""
    return composite(
        points,
        {"press": "Manual"},
        Composite(
            ButtonEntityDescription(key="Manual", translation_key="feed_now"),
            ButtonParts(press={"press": True}),
        ),
        needs=("press",),
    )


def _layout(
    name: str,
    attributes: Iterable[str],
    composites: Callable[[Points], Iterable[EntitySpec]],
    *,
    keys: Iterable[str] = (),
    unlike: Iterable[str] = (),
    traits: Mapping[str, Trait] | None = None,
) -> Quirk:
    return Quirk(
        name=f"Jebao {name}",
        product_keys=frozenset(keys),
        attributes=frozenset(attributes),
        unlike=frozenset(unlike),
        composites=composites,
        traits={**_PUMP_TRAITS, **(traits or {})},
    )


QUIRKS: Final = (
    _layout(
        "wavemaker Pro",
        ("SwitchON", "Flow", "Linkage", "Cust_Wav_Freq"),
        _pump("SwitchON", "Flow", _MODES_OF_PRO_WAVEMAKER),
        keys=("50dbc92221fd4d33ae69a1fedd43b555",),
    ),
    _layout(
        "DC pump Pro",
        ("SwitchON", "Flow", "Cust_Wav_Freq"),
        _pump("SwitchON", "Flow", _MODES_OF_PRO_PUMP),
        keys=("0696a19599bc484f8e1866f5ccf4ee7e",),
        unlike=("Linkage",),
    ),
    _layout(
        "wavemaker",
        ("SwitchON", "Flow", "Mode", "FeedSwitch", "Linkage"),
        _pump("SwitchON", "Flow"),
    ),
    _layout(
        "old wavemaker",
        ("switch", "flow", "frequency", "master", "ASYC"),
        _pump("switch", "flow"),
        keys=("f65982cb65da43baa0c722c84dd2740b",),
        traits={"TimerON": Trait(translation_key="night_mode", named=True)},
    ),
    _layout(
        "DC pump",
        ("SwitchON", "Motor_Speed", "TimerON"),
        _pump("SwitchON", "Motor_Speed"),
        traits={"Mode": _LINK},
    ),
    _layout(
        "simple pump",
        ("Switch", "Motor_Speed", "Timer"),
        _pump("Switch", "Motor_Speed"),
        keys=("bd0febe99e724e3b8640ed955cd81972",),
        traits={"Mode": _LINK},
    ),
    # What its numbers of modes mean is not known.
    _layout(
        "pump of another kind",
        ("SwitchON", "Flow", "FeedTime", "TimerON"),
        _pump("SwitchON", "Flow"),
    ),
    _layout(
        "feeder",
        ("SwitchON", "Manual", "Deal", "TimerON"),
        _feeder,
        traits={
            "Mode": _LINK,
            "Deal": Trait(translation_key="portion", named=True),
        },
    ),
    _layout(
        "timer switch",
        ("switch", "manual1", "channel1", "Timer1ON"),
        lambda _points: (),
        traits={
            "mode": _LINK,
            # "Timer 1 has fired", told by the device.
            **hidden(f"Timer{n}" for n in range(1, 9)),
            **{f"Timer{n}ON": Trait(category=_CONFIG) for n in range(1, 9)},
        },
    ),
)
