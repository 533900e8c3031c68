"""Finds curtains, blinds and shutters."""

from collections.abc import Iterator
import re
from typing import Final

from homeassistant.components.cover import CoverDeviceClass, CoverEntityDescription
from homeassistant.const import Platform

from ..api import AnyDatapoint, Enum, Number
from ..meaning.words import option_keys
from ..pattern import Pattern
from . import vocabulary as say
from .choice import Choice, Choices
from .found import Found
from .parts import Composite, CoverParts
from .shape import Shape

# Options -> commands, and what it is doing while one of them is in force.
_COMMANDS: Final = (
    ("open", ("open", "opening", "up", "on")),
    ("stop", ("stop", "pause", "stopped")),
    ("close", ("close", "closing", "down", "off")),
)
_STATES: Final = ("opened", "closed", "opening", "closing")
_ALL: Final = 100
# 0 is open: "0 全开", "0: fully open", "100 closed".
INVERTED: Final = Pattern(
    r"\b0\s*%?\s*[-=:：是为表示]*\s*(?:全开|打开|完全打开|(?:fully )?open)|"
    r"\b100\s*%?\s*[-=:：是为表示]*\s*(?:全关|关闭|完全关闭|(?:fully )?closed?)",
    re.IGNORECASE,
)
_CLASSES: Final = (
    (Pattern(r"garage|车库|卷闸"), CoverDeviceClass.GARAGE),
    (Pattern(r"\bgate\b"), CoverDeviceClass.GATE),
    (Pattern(r"shutter|卷帘"), CoverDeviceClass.SHUTTER),
    (Pattern(r"curtain|窗帘"), CoverDeviceClass.CURTAIN),
    (Pattern(r"blind|百叶"), CoverDeviceClass.BLIND),
    (Pattern(r"awning|遮阳"), CoverDeviceClass.AWNING),
    (Pattern(r"窗户|开窗器"), CoverDeviceClass.WINDOW),
)


def find(shape: Shape) -> Iterator[Found]:
    """Yield the cover of a product."""
    control = shape.one_enum(say.CONTROL)
    commands = commands_of(control) if control else ()
    is_product = shape.is_product(say.COVER_PRODUCT)
    target = _percent(shape.one_number(say.POSITION_SET))
    position = _percent(shape.one_number(say.POSITION, writable=False))
    # Open, stop and close are a cover's words; two of them alone are not.
    if len(commands) < 3 and not (is_product and target):
        return
    if not (is_product or target or position):
        return
    yield _found(shape, control if commands else None, commands, target, position)


def _state(shape: Shape) -> tuple[dict[str, AnyDatapoint], Choices]:
    """Return what tells whether it moves, or is open, and what it tells."""
    state = shape.one_enum(say.COVER_STATE, writable=False)
    moves = tuple(
        Choice(key, when={"state": (option,)})
        for key, option in (option_keys(state) if state else {}).items()
        if key in _STATES
    )
    return ({"state": state}, moves) if state and len(moves) > 1 else ({}, ())


def _percent(number: Number | None) -> Number | None:
    if number and number.minimum == 0 and number.maximum == _ALL:
        return number
    return None


def commands_of(control: Enum) -> Choices:
    """Return the commands among the options of a control, none where one is missing."""
    options = option_keys(control)
    found = []
    for command, keys in _COMMANDS:
        if key := next((key for key in keys if key in options), None):
            found.append(Choice(command, {"control": options[key]}))
    return tuple(found) if len(found) == 3 else ()


def _found(
    shape: Shape,
    control: Enum | None,
    commands: Choices,
    target: Number | None,
    position: Number | None,
) -> Found:
    shown = "position" if position else "target" if target else None
    numbers = [number for number in (target, position) if number]
    texts = " ".join(f"{n.label} {n.description}" for n in numbers)
    is_inverted = bool(INVERTED.search(texts))
    if not commands and target:
        opened, closed = (0, _ALL) if is_inverted else (_ALL, 0)
        commands = (
            Choice("open", {"target": opened}),
            Choice("close", {"target": closed}),
        )
    roles: dict[str, AnyDatapoint | None] = {
        "control": control,
        "target": target,
        "position": position,
    }
    states, moves = _state(shape)
    roles |= states
    whole = position or target
    return Found(
        platform=Platform.COVER,
        composite=Composite(
            CoverEntityDescription(
                key="",
                device_class=next(
                    (cls for words, cls in _CLASSES if shape.is_product(words)), None
                ),
            ),
            CoverParts(
                commands=commands,
                moves=moves,
                position=shape.quantity(shown, whole) if shown and whole else None,
                target=shape.quantity("target", target) if target else None,
                is_inverted=is_inverted,
            ),
        ),
        roles={role: own for role, own in roles.items() if own},
        is_main=True,
        named_by=control.name if control else numbers[0].name,
    )
