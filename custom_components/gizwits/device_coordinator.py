"""The coordinator of one device: its state, and the way to write to it."""

import asyncio
from collections.abc import Mapping
import logging
from typing import TYPE_CHECKING, Final, override

from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import AnyDeviceEntry, DeviceInfo

from .api import (
    AttrsReported,
    Device,
    DeviceState,
    DeviceWriter,
    GizwitsAuthError,
    GizwitsConnectionError,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsValueError,
    Product,
    Report,
    Value,
)
from .api.fields import JsonValue
from .confirmation import Confirmation
from .const import DOMAIN
from .guard import never_written
from .readers import ReadCoordinator
from .registry import device_info

if TYPE_CHECKING:
    from .coordinator import AccountCoordinator, GizwitsConfigEntry
    from .mapped_product import MappedProduct
    from .quirks import Step
    from .spec import EntitySpec

_LOGGER = logging.getLogger(__name__)

# Devices report every ten minutes. One not heard of for so long (s) is looked up: its
# subscription may be lost, though the socket works for all others.
SILENCE: Final = 3600.0
# A report so much younger (s) than the last one pushed has not been pushed.
_MISSED: Final = 60.0


class DeviceCoordinator(ReadCoordinator):
    """One device: what it reported, whether it is there, and the way to write to it.

    It does not know where events come from.
    """

    config_entry: GizwitsConfigEntry

    def __init__(
        self, account: AccountCoordinator, device: Device, product: Product
    ) -> None:
        """Start with what the bindings say."""
        super().__init__(
            account.hass,
            _LOGGER,
            config_entry=account.config_entry,
            name=f"{DOMAIN} {device.name}",
            always_update=False,
        )
        self.account = account
        self.device = device
        self.product = product
        self.pushed = False
        # Keys of those of its entities that there is no room for; see `room`.
        self.off: frozenset[str] = frozenset()
        # Home Assistant's id of it, once it is registered, and of its channels.
        self.registry_id: str | None = None
        self.channel_ids: dict[int, str] = {}
        self.shadow = account.handover.take(device.did, product)
        self.shadow.listed(device.is_online, self.hass.loop.time())
        self.data = self.shadow.state
        self.writer = DeviceWriter(self._async_send)
        self._heard_at = self.hass.loop.time()
        self._confirmation = Confirmation(
            self.hass, self._read, self.async_poll, lambda: self.shadow.unconfirmed
        )
        if self.shadow.unconfirmed:
            self._confirmation.wrote()

    @property
    def is_due(self) -> bool:
        """Return whether its latest data have to be asked for."""
        if not self.pushed:
            return True
        return self.data.online and self.hass.loop.time() - self._heard_at > SILENCE

    @property
    def available(self) -> bool:
        """Return whether the device's values can be trusted now."""
        return self.data.online and (self.pushed or self.account.reachability.is_fine)

    @property
    def device_info(self) -> DeviceInfo:
        """Return how the device is shown."""
        return device_info(self.device, self.account.app_id)

    @property
    def registered(self) -> AnyDeviceEntry | None:
        """Return the device in Home Assistant's registry, None before it is there."""
        if self.registry_id is None:
            return None
        return dr.async_get(self.hass).async_get(self.registry_id)

    def unique_id(self, key: str) -> str:
        """Return the unique id of an entity of this device."""
        # The same device can be shared to two accounts that are both set up.
        return f"{self.account.account}-{self.device.did}-{key}"

    @property
    def known(self) -> MappedProduct:
        """Return all that is known of the device's product."""
        return self.account.products.known(self.product.product_key)

    def specs(self) -> tuple[EntitySpec, ...]:
        """Return the entities the device has."""
        return self.known.specs(self.device.did)

    def all_specs(self) -> tuple[EntitySpec, ...]:
        """Return all entities the device has, those besides its datapoints too."""
        return self.known.all_specs(self.device.did)

    def unique_ids(self) -> set[tuple[str, str]]:
        """Return platform and unique id of all entities the device has."""
        return {
            (spec.platform.value, self.unique_id(spec.key)) for spec in self.all_specs()
        }

    @override
    async def async_shutdown(self) -> None:
        """Stop writing and waiting."""
        await super().async_shutdown()
        self.writer.close()
        self._confirmation.cancel()

    async def async_write(self, values: Mapping[str, Value]) -> None:
        """Write values by datapoint name.

        Raises GizwitsValueError when one does not fit or is never written, and nothing
        is sent then; another GizwitsError when the cloud refused them.
        """
        if name := never_written(self.product, values):
            raise GizwitsValueError(name, "never_written")
        self.product.encode(values)
        await self.writer.write(values)

    async def async_send_raw(self, payload: bytes) -> None:
        """Send bytes; what they did is asked for. Raises GizwitsError."""
        await self.account.client.control_raw(self.device.did, payload)
        self.async_ask()

    async def _async_send(self, values: Mapping[str, Value]) -> None:
        """Send merged values and show them; the writer calls this."""
        steps = self.known.steps(self.product, values)
        # All of them fit before the first is sent.
        requests = [(step, self.product.encode(step.values)) for step in steps]
        for step, attrs in requests:
            if step.pause:
                await asyncio.sleep(step.pause)
            await self._async_send_step(step, attrs)

    async def _async_send_step(self, step: Step, attrs: dict[str, JsonValue]) -> None:
        """Send one request and show what it wrote."""
        try:
            if step.raw is None:
                await self.account.commands.async_set(self.device, attrs)
            else:
                await self.account.client.control_raw(self.device.did, step.raw)
        except GizwitsError as err:
            self._note_refusal(err)
            raise
        self.async_note_written(attrs)

    @callback
    def async_note_written(self, attrs: dict[str, JsonValue]) -> None:
        """Show what was sent until the device says what it is."""
        shown = self.product.decode(attrs)
        now, cloud_now = self.hass.loop.time(), self.account.client.now()
        self._tell(self.shadow.wrote(shown, now, cloud_now))
        self._confirmation.wrote()

    @callback
    def _note_refusal(self, err: GizwitsError) -> None:
        """Learn from a refused write; what is shown stays as it was."""
        match err:
            case GizwitsDeviceOfflineError():
                self.async_note_online(False)
            case GizwitsNotBoundError():
                self.account.async_doubt()
            case GizwitsConnectionError(sent=True):
                # It may have arrived: what the device says next is the truth.
                self._confirmation.lost()
            case GizwitsAuthError():
                self.config_entry.async_start_reauth(self.hass)

    def _read(self) -> bool:
        """Ask the device by its socket; return whether there is one."""
        return self.account.push.read(self.device.did)

    @callback
    def async_ask(self) -> None:
        """Ask the device for all its values, by its socket or by HTTP."""
        if not self._read():
            self.config_entry.async_create_background_task(
                self.hass, self.async_poll(), f"{self.name} latest data"
            )

    async def async_poll(self) -> None:
        """Read what the device last reported from the cloud."""
        try:
            report = await self.account.client.latest(self.device, self.product)
        except GizwitsNotBoundError:
            self.account.async_doubt()
        except GizwitsError as err:
            self.account.async_note_failure(err)
        else:
            self.account.reachability.succeeded()
            self.account.async_note_seen(self.product, report.seen)
            self._async_note_latest(report)

    @callback
    def _async_note_latest(self, report: Report) -> None:
        """Take in what the cloud has kept of the device's last report."""
        now, cloud_now = self.hass.loop.time(), self.account.client.now()
        self._heard_at = now
        self._confirmation.answered()
        if self.pushed and report.updated_at > self.shadow.reported_at + _MISSED:
            self.account.push.renew(self.device.did)
        self._tell(
            self.shadow.looked_up(report.values, now, cloud_now, report.updated_at)
        )

    @override
    async def _async_update_data(self) -> DeviceState:
        """Ask for everything: Home Assistant's action "update entity"."""
        await self.async_poll()
        return self.data

    @callback
    def async_note_report(self, report: AttrsReported) -> None:
        """Take in what the device has just reported."""
        was_online = self.data.online
        self._heard_at = report.at
        self._confirmation.answered()
        self._tell(self.shadow.heard(report, self.account.client.now()))
        if not was_online:
            # A report can be partial, and what came before it was missed.
            self._read()

    @callback
    def async_note_online(self, online: bool) -> None:
        """Take in that the device came or went."""
        self.shadow.told(online)
        self._tell(frozenset())
        if online:
            self.async_ask()

    @callback
    def async_note_listing(self, device: Device) -> None:
        """Take in what the bindings say of the device."""
        self.device = device
        ask = self.shadow.listed(device.is_online, self.hass.loop.time())
        self._tell(frozenset())
        if ask:
            self.async_ask()

    @callback
    def async_note_pushed(self, pushed: bool) -> None:
        """Take in whether the device's changes are pushed from now on."""
        was_available = self.available
        self.pushed = pushed
        if pushed:
            self.shadow.events_missed()
            if self.data.online:
                self.async_ask()
        if self.available != was_available:
            self.async_update_listeners()

    @callback
    def _tell(self, changed: frozenset[str]) -> None:
        """Tell those who read what changed, or all when the device came or went."""
        before, self.data = self.data, self.shadow.state
        if before.online != self.data.online:
            self.async_update_listeners()
        elif changed:
            self.readers.tell(changed)
