"""The products whose devices are measured: nothing in them is known to anybody."""

from collections.abc import Iterable
from typing import Any

from tests.shapes import Attr, R, bit, blob, definition, pick, uint

# As many datapoints as the goals speak of; half of them are off.
ORDINARY = 20
# Of datapoints, in turn; the first is a switch.
KINDS = 5


def product(number: int = ORDINARY, shown: int = ORDINARY // 2) -> dict[str, Any]:
    """Return the definition of a product with so many datapoints.

    As many as are not `shown` are bytes, whose entities are off.
    """
    attrs = [_shown(index) for index in range(shown)]
    attrs += [blob(f"packet_{index}", 2) for index in range(number - shown)]
    return definition(f"Appliance {number}", *attrs, key=f"{number:016x}{shown:016x}")


def names(definition: dict[str, Any]) -> list[str]:
    """Return the names of a product's datapoints."""
    return [attr["name"] for attr in definition["entities"][0]["attrs"]]


def _shown(index: int) -> Attr:
    """Return one datapoint, of all kinds in turn."""
    match index % KINDS:
        case 0:
            return bit(f"option_{index}")
        case 1:
            return pick(f"choice_{index}", "alpha", "beta", "gamma")
        case 2:
            return uint(f"amount_{index}", 0, 100)
        case 3:
            return uint(f"measured_{index}", 0, 1000, access=R, ratio=0.1)
    return bit(f"condition_{index}", access=R)


def values(names: Iterable[str], turn: int) -> dict[str, Any]:
    """Return values as a frame carries them, others in each of ten turns."""
    return {name: _value(name, turn) for name in names}


def _value(name: str, turn: int) -> Any:
    match name.split("_", maxsplit=1)[0]:
        case "option" | "condition":
            return bool(turn % 2)
        case "choice":
            return ("alpha", "beta", "gamma")[turn % 2]
        case "amount":
            return 20 + turn % 10
        case "measured":
            return 30.5 + turn % 10
    return [turn % 10, 0]
