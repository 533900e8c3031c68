"""What a schedule sends to its device, and what that means."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..api import Bool, Enum, GizwitsValueError, Product, Value
from ..api.fields import JsonValue
from ..api.plan import Plan
from ..guard import never_written
from ..schedule_errors import ScheduleError

if TYPE_CHECKING:
    from ..device_coordinator import DeviceCoordinator


class Command(NamedTuple):
    """One request to a device, kept by the cloud: `attrs` as it has them, or bytes."""

    attrs: Mapping[str, JsonValue] = MappingProxyType({})
    raw: bytes = b""

    @classmethod
    def of(cls, plan: Plan) -> Command:
        """Return what a plan sends."""
        return cls(plan.attrs, plan.raw)


def command_for(device: DeviceCoordinator, values: Mapping[str, Value]) -> Command:
    """Return the request that sets values of a device, by datapoint name.

    Raises GizwitsValueError when one does not fit or is never written, ScheduleError
    `does_nothing`, or `several_commands` for what only several requests do: the cloud
    keeps one.
    """
    product = device.product
    if not values:
        raise ScheduleError("does_nothing")
    if name := never_written(product, values):
        raise GizwitsValueError(name, "never_written")
    product.encode(values)
    steps = device.known.steps(product, values)
    if len(steps) > 1 and (len(values) > 1 or any(step.raw for step in steps)):
        raise ScheduleError("several_commands", datapoints=", ".join(values))
    if steps and (raw := steps[0].raw) is not None:
        return Command(raw=raw)
    # What has to be there before a single value can be sent with it: a schedule a
    # minute before has seen to it that it is, where the device is strict.
    together = {name: value for step in steps for name, value in step.values.items()}
    return Command(product.encode(together))


def values_of(device: DeviceCoordinator, plan: Plan) -> dict[str, Value | None]:
    """Return what a plan sets, by datapoint name; {} where that is not known.

    Bytes are known where a quirk writes a value so.
    """
    product = device.product
    if not plan.raw:
        return plan.values(product)
    if device.known.quirk:
        for values in _choices(product):
            steps = device.known.steps(product, values)
            if len(steps) == 1 and steps[0].raw == plan.raw:
                return {**values}
    return {}


def _choices(product: Product) -> Iterator[dict[str, Value]]:
    for datapoint in product.datapoints.values():
        if not datapoint.writable:
            continue
        if isinstance(datapoint, Enum):
            for option in datapoint.options:
                yield {datapoint.name: option}
        elif isinstance(datapoint, Bool):
            for value in (True, False):
                yield {datapoint.name: value}
