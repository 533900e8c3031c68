"""What takes part: a cloud, a Home Assistant, clocks that jump, and chance."""

from dataclasses import dataclass, field
import logging
import random

import pytest

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .warp import Warp

from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.coordinator import AccountCoordinator

from tests.simulator import SimulatedCloud, SimulatedDevice, User


@dataclass
class World:
    """Everything, and what was counted."""

    hass: HomeAssistant
    cloud: SimulatedCloud
    user: User
    entry: ConfigEntry[AccountCoordinator]
    warp: Warp
    chance: random.Random
    log: pytest.LogCaptureFixture
    presses: int = 0
    commands: int = 0
    requests: int = 0
    logins: int = 0
    struck: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    tracebacks: list[str] = field(default_factory=list)

    @property
    def account(self) -> AccountCoordinator:
        """Return the account as it is set up now."""
        return self.entry.runtime_data

    def any_device(self) -> SimulatedDevice:
        """Return a device by chance."""
        return self.chance.choice(list(self.cloud.devices.values()))

    def how_long(self) -> float:
        """Return how long something lasts (s): mostly minutes, now and then hours."""
        return min(self.chance.expovariate(1 / 240), 10_800) + 1.0

    def count(self) -> None:
        """Count what was recorded, and forget it: a week is too much to keep."""
        self.tracebacks += [
            record.getMessage()
            for record in self.log.records
            if record.levelno >= logging.INFO and record.exc_info
        ]
        # Each record holds its arguments: errors, with all that was under way.
        for handler in logging.getLogger().handlers:
            if records := getattr(handler, "records", None):
                records.clear()
        self.requests += len(self.cloud.requests)
        for host in self.cloud.m2m:
            self.requests += host.handshakes
            host.handshakes = 0
        self.logins += len(self.cloud.requests_to("POST", "/app/login"))
        self.commands += len(self.cloud.controls)
        self.cloud.clear_recordings()

    def watch(self) -> None:
        """Note each device that is removed though it is bound."""
        dids = {
            device.id: did
            for device in dr.async_entries_for_config_entry(
                dr.async_get(self.hass), self.entry.entry_id
            )
            for domain, did in device.identifiers
            if domain == DOMAIN
        }

        @callback
        def changed(event: Event[dr.EventDeviceRegistryUpdatedData]) -> None:
            did = dids.get(event.data["device_id"], "")
            if event.data["action"] != "remove" or did not in self.cloud.devices:
                return
            if self.cloud.bindings.get(self.user.uid, did):
                self.removed.append(self.cloud.devices[did].alias)

        self.hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, changed)
