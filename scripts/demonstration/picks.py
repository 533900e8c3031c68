"""Entities to check with, and what stands behind each in the simulated cloud."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .errors import DemoError
from .registry import Entity
from .stage import Stage
from .states import UNKNOWN

from tests.simulator import SimulatedDevice
from tests.simulator.datapoint import Datapoint


@dataclass(frozen=True, slots=True)
class Pick:
    """An entity of one datapoint, and the simulated device that has it."""

    entity: Entity
    device: SimulatedDevice

    @property
    def entity_id(self) -> str:
        """Return the id of the entity."""
        return self.entity.entity_id

    @property
    def value(self) -> Any:
        """Return what the device itself has."""
        return self.device.values[self.entity.key]

    @property
    def datapoint(self) -> Datapoint:
        """Return how the device's product defines it."""
        return self.device.product.definition.by_name[self.entity.key]


def pick(
    stage: Stage,
    domain: str,
    m2m: int | None = None,
    wanted: Callable[[Pick], bool] = lambda chosen: True,
) -> Pick:
    """Return the first entity of a domain that is wanted, on any or on one M2M host."""
    found = next(filter(wanted, _picks(stage, domain, m2m)), None)
    if found is None:
        raise DemoError(f"no device has a {domain} that could be checked")
    return found


def _picks(stage: Stage, domain: str, m2m: int | None) -> Iterator[Pick]:
    simulated = stage.household.cloud.devices
    for registered in stage.devices:
        device = simulated[registered.did]
        if not device.online or m2m not in (None, device.m2m):
            continue
        for entity in registered.entities:
            if (
                entity.domain == domain
                and entity.enabled
                and entity.category is None
                and entity.key in device.values
                and stage.states[entity.entity_id].value not in UNKNOWN
            ):
                yield Pick(entity, device)
