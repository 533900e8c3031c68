"""How values are written that a device does not take all at once, or not as values."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..api import Value

type Values = Mapping[str, Value]


class Step(NamedTuple):
    """One request: values, or bytes that stand for them, after a pause (s)."""

    values: Values
    raw: bytes | None = None
    pause: float = 0.0


# Values by datapoint -> the requests that write them, in order.
type Plan = Callable[[Values], Sequence[Step]]


def at_once(values: Values) -> Sequence[Step]:
    """Write everything in one request."""
    return (Step(values),)


def together(others: Mapping[str, Values], then: Plan = at_once) -> Plan:
    """Return the plan that never writes a datapoint without some others.

    They get the values given here, unless they are written anyway.
    """

    def plan(values: Values) -> Sequence[Step]:
        added: dict[str, Value] = {}
        for name in values:
            added |= others.get(name, {})
        return then({**added, **values})

    return plan


def in_order(*names: str, pause: float) -> Plan:
    """Return the plan that writes these one by one, and what is left before them."""

    def plan(values: Values) -> Sequence[Step]:
        first = {name: value for name, value in values.items() if name not in names}
        parts = [first] if first else []
        parts += [{name: values[name]} for name in names if name in values]
        return [
            Step(part, pause=pause if number else 0.0)
            for number, part in enumerate(parts)
        ]

    return plan
