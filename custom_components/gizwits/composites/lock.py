"""Finds the locks of doors, where it is said which of two values locks."""

from collections.abc import Iterator
import re
from typing import Final

from homeassistant.components.lock import LockEntityDescription
from homeassistant.const import Platform

from ..api import Bool
from ..pattern import Pattern
from . import vocabulary as say
from .choice import on_off
from .found import Found
from .parts import Composite, LockParts
from .shape import Shape

_SIGN: Final = r"\s*[-=:：是为,，.]*\s*(?:已|已经)?\s*"
# "0:关锁 1:开锁", "1: locked, 0: unlocked"; the digit that means it.
_LOCKED_IS: Final = Pattern(
    rf"([01]){_SIGN}(?:关锁|上锁|锁定|闭锁|反锁|锁上|lock)", re.IGNORECASE
)
_UNLOCKED_IS: Final = Pattern(
    rf"([01]){_SIGN}(?:开锁|解锁|未上?锁|打开|unlock|open)", re.IGNORECASE
)


def find(shape: Shape) -> Iterator[Found]:
    """Yield the lock of a product that is one; a child lock is none."""
    if not shape.is_product(say.LOCK_PRODUCT):
        return
    lock = shape.one_bool(say.LOCK)
    if lock is None or (locked := _locked(lock)) is None:
        return
    yield Found(
        platform=Platform.LOCK,
        composite=Composite(
            LockEntityDescription(key=""),
            LockParts(is_locked=on_off("lock", on=locked, off=not locked)),
        ),
        roles={"lock": lock},
        is_main=True,
        named_by=lock.name,
    )


def _locked(lock: Bool) -> bool | None:
    """Return the value that locks, None where it is not said or said both ways."""
    locks = {match == "1" for match in _LOCKED_IS.compiled.findall(lock.description)}
    locks |= {match == "0" for match in _UNLOCKED_IS.compiled.findall(lock.description)}
    return locks.pop() if len(locks) == 1 else None
