"""The coordinator of one group: what its devices have in common, and the way to all."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.device_registry import DeviceInfo

from .account.group_commands import async_send_group
from .api import (
    Device,
    DeviceState,
    GizwitsAuthError,
    GizwitsError,
    GizwitsRequestError,
    Product,
    Value,
)
from .api.fields import JsonValue
from .api.groups import Group, Groups
from .const import DOMAIN
from .device_coordinator import DeviceCoordinator
from .registry import GROUP_PREFIX, group_device_info

if TYPE_CHECKING:
    from .coordinator import AccountCoordinator
    from .quirks import Step
    from .spec import EntitySpec


class GroupCoordinator(DeviceCoordinator):
    """Devices of one product that are set by one request, shown as one device.

    It has the state its devices agree on; what is on in one of them is on.
    """

    def __init__(
        self, account: AccountCoordinator, group: Group, product: Product
    ) -> None:
        """Start without devices."""
        super().__init__(account, _as_device(group), product)
        self.group = group
        self._dids: tuple[str, ...] = ()
        self._followed: dict[str, DeviceCoordinator] = {}
        self._unsubs: list[CALLBACK_TYPE] = []
        account.config_entry.async_on_unload(self._unfollow)

    @property
    @override
    def device_info(self) -> DeviceInfo:
        """Return how the group is shown."""
        return group_device_info(self.group, self.device.did, self.account.app_id)

    @property
    @override
    def available(self) -> bool:
        """Return whether one of the devices can be reached."""
        return any(device.available for device in self._followed.values())

    @override
    def specs(self) -> tuple[EntitySpec, ...]:
        """Return what can be set: what the devices measure differs."""
        return tuple(spec for spec in super().specs() if _is_set(spec))

    @override
    def all_specs(self) -> tuple[EntitySpec, ...]:
        """Return what can be set, and whether one of the devices can be reached."""
        return tuple(
            spec for spec in super().all_specs() if not spec.roles or _is_set(spec)
        )

    @callback
    def async_note_group(self, group: Group, dids: Iterable[str]) -> None:
        """Take over what the group is called, and which devices are in it."""
        self.group = group
        self.device = _as_device(group)
        self._dids = tuple(dids)
        self.async_follow_members()

    @callback
    def async_follow_members(self) -> None:
        """Follow those of the devices that are set up now."""
        devices = self.account.devices
        followed = {did: devices[did] for did in self._dids if did in devices}
        if followed == self._followed:
            return
        self._unfollow()
        self._followed = followed
        names = frozenset(self.product.datapoints)
        for device in followed.values():
            self._unsubs.append(device.async_add_listener(self._async_show, names))
        self._async_show()
        self.async_update_listeners()

    @callback
    def _unfollow(self) -> None:
        while self._unsubs:
            self._unsubs.pop()()

    @override
    async def async_shutdown(self) -> None:
        """Stop following too."""
        self._unfollow()
        await super().async_shutdown()

    @callback
    def _async_show(self) -> None:
        """Show what the devices that are there have in common."""
        states = [device.data for device in self._followed.values()]
        there = [state for state in states if state.online]
        before = self.data
        self.data = DeviceState(
            online=bool(there),
            values={name: _common(there, name) for name in self.product.datapoints},
        )
        if before.online != self.data.online:
            self.async_update_listeners()
            return
        self.readers.tell(
            name
            for name, value in self.data.values.items()
            if before.values.get(name) != value
        )

    @override
    async def _async_send_step(self, step: Step, attrs: dict[str, JsonValue]) -> None:
        """Send one request for all devices, and show what it wrote in each.

        Raises HomeAssistantError where one of them did not get it.
        """
        try:
            done = await async_send_group(
                self.account, self.group.id, self.product, step
            )
        except GizwitsError as err:
            self._note_refusal(err)
            raise
        for did, ok in done.items():
            if ok and (device := self._followed.get(did)):
                device.async_note_written(attrs)
        self._check_all(done)

    @override
    async def async_send_raw(self, payload: bytes) -> None:
        """Send bytes to all devices in one request.

        Raises HomeAssistantError where one of them did not get it.
        """
        groups = Groups(self.account.client)
        done = await groups.control_raw(self.group.id, payload)
        self.async_ask()
        self._check_all(done)

    def _check_all(self, done: Mapping[str, bool]) -> None:
        if missed := [self._name(did) for did, ok in done.items() if not ok]:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="group_missed",
                translation_placeholders={
                    "name": self.group.name,
                    "devices": ", ".join(missed),
                },
            )

    def _name(self, did: str) -> str:
        device = self.account.devices.get(did)
        return device.device.name if device else did

    @callback
    @override
    def _note_refusal(self, err: GizwitsError) -> None:
        """Learn from a refused write: what became of it, each device is asked."""
        match err:
            case GizwitsAuthError():
                self.config_entry.async_start_reauth(self.hass)
            case GizwitsRequestError():
                self.account.groups.async_list_again()
            case _:
                self.async_ask()

    @callback
    @override
    def async_note_online(self, online: bool) -> None:
        """Look at the devices: they know whether they are there."""
        self.async_ask()

    @callback
    @override
    def async_ask(self) -> None:
        """Ask all devices."""
        for device in self._followed.values():
            device.async_ask()

    @override
    async def _async_update_data(self) -> DeviceState:
        """Ask for everything: Home Assistant's action "update entity"."""
        self.async_ask()
        return self.data


def _as_device(group: Group) -> Device:
    return Device(
        did=f"{GROUP_PREFIX}{group.id}",
        product_key=group.product_key,
        product_name=group.product_name,
        dev_alias=group.name,
    )


def _common(states: list[DeviceState], name: str) -> Value | None:
    """Return the value that all have, None where they differ; on wins over off."""
    values: list[Any] = [state.values.get(name) for state in states]
    if any(value is True for value in values):
        return True
    first: Value | None = values[0] if values else None
    return first if all(value == first for value in values) else None


def _is_set(spec: EntitySpec) -> bool:
    return any(point.writable for point in spec.roles.values())
