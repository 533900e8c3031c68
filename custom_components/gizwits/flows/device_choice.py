"""The steps that let somebody choose devices, for the config and options flows."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_DEVICES
from homeassistant.helpers.selector import SelectOptionDict

from ..api import Device, GizwitsClient
from ..markdown import plain_texts
from ..sign_in import list_devices
from .errors import FormError
from .forms import FormFlow, async_texts
from .schemas import devices_schema

_LONGEST: Final = 80


class DeviceChoice(FormFlow):
    """Step `devices`, and what is shown where there is no list of devices."""

    _devices: list[Device]

    @property
    @abstractmethod
    def _client(self) -> GizwitsClient:
        """Return the client to list the devices with."""

    @property
    @abstractmethod
    def _left_out(self) -> Collection[str]:
        """Return the dids that were left out before."""

    @abstractmethod
    async def _async_account_text(self) -> dict[str, str]:
        """Return what the step's text says of the account."""

    @abstractmethod
    async def _async_finish(self, left_out: list[str]) -> ConfigFlowResult:
        """Keep the choice."""

    async def async_step_devices(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose among the account's devices."""
        if user_input is not None:
            chosen = set(user_input[CONF_DEVICES])
            return await self._async_finish(
                [device.did for device in self._devices if device.did not in chosen]
            )
        try:
            self._devices = await list_devices(self._client)
        except FormError as err:
            return await self._async_form("list_failed", problem=err, last_step=False)
        if not self._devices:
            return await self.async_step_no_devices()
        return self.async_show_form(
            step_id="devices",
            data_schema=devices_schema(
                device_options(self._devices, await async_texts(self.hass, "presence")),
                [
                    device.did
                    for device in self._devices
                    if device.did not in self._left_out
                ],
            ),
            description_placeholders=plain_texts(await self._async_account_text()),
            last_step=True,
        )

    async def async_step_list_failed(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Try again to list the devices."""
        return await self.async_step_devices()

    async def async_step_no_devices(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Tell that there is nothing to choose among, and go on without."""
        if user_input is not None:
            return await self._async_finish([])
        return self.async_show_form(
            step_id="no_devices",
            description_placeholders=plain_texts(await self._async_account_text()),
            last_step=True,
        )


def device_options(
    devices: Iterable[Device], texts: dict[str, str]
) -> list[SelectOptionDict]:
    """Return the options of a list of devices, by name.

    Devices nobody gave a name to all look the same: those get the end of their MAC.
    """
    labels = {device.did: _label(device, texts) for device in devices}
    counts = Counter(labels.values())
    options = [
        SelectOptionDict(
            value=device.did,
            label=labels[device.did]
            if counts[labels[device.did]] == 1
            else f"{labels[device.did]} · {_plain(device.mac or device.did)[-6:]}",
        )
        for device in devices
    ]
    return sorted(options, key=lambda option: option["label"].casefold())


def _label(device: Device, texts: dict[str, str]) -> str:
    presence = "online" if device.is_online else "offline"
    parts = (
        _plain(device.name),
        _plain(device.product_name),
        texts.get(presence, presence),
    )
    return " · ".join(part for part in dict.fromkeys(parts) if part)


def _plain(text: str) -> str:
    """Return text of the cloud without what could break or reorder a line."""
    joined = " ".join(text.split())
    return "".join(char for char in joined if char.isprintable())[:_LONGEST]
