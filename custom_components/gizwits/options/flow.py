"""Changing what an account's entry does: which devices, which new ones, and how."""

import asyncio
from collections.abc import Collection
from typing import Any, Final, override

from homeassistant.config_entries import ConfigFlowResult

from ..api import GizwitsError, GizwitsNotBoundError
from ..config_flow import GizwitsOptionsFlow
from ..const import CONF_LEFT_OUT
from ..flows.device_choice import DeviceChoice
from .base import OptionsBase
from .bind import BindSteps
from .entities import EntitySteps
from .entity_casts import MakeSteps
from .entity_export import ExportSteps
from .entity_points import PointSteps
from .register import RegisterSteps
from .schedule_edit import ScheduleEditSteps
from .settings import SettingsSteps


class DeviceSteps(OptionsBase, DeviceChoice):
    """Step `devices`: which of the account's devices are set up."""

    @property
    @override
    def _left_out(self) -> Collection[str]:
        left_out: Collection[str] = self.config_entry.options.get(CONF_LEFT_OUT, ())
        return left_out

    @override
    async def _async_account_text(self) -> dict[str, str]:
        return {"account": self.config_entry.title}

    @override
    async def _async_finish(self, left_out: list[str]) -> ConfigFlowResult:
        listed = {device.did for device in self._devices}
        unlisted = [did for did in self._left_out if did not in listed]
        bound = await asyncio.gather(*map(self._async_may_be_bound, unlisted))
        left_out += [did for did, may in zip(unlisted, bound, strict=True) if may]
        return self._save({CONF_LEFT_OUT: left_out})

    async def _async_may_be_bound(self, did: str) -> bool:
        """Return whether a device the list did not have may still be the account's.

        Lists miss devices now and then; a device bound anew is a new choice.
        """
        try:
            await self._client.device(did)
        except GizwitsNotBoundError:
            return False
        except GizwitsError:
            return True
        return True


# The entries of the menu; each is a step of one of the classes below.
MENU: Final = [
    "devices",
    "entities",
    "schedules",
    "bind_device",
    "share",
    "register_device",
    "settings",
]


class OptionsSteps(
    DeviceSteps,
    EntitySteps,
    PointSteps,
    MakeSteps,
    ExportSteps,
    ScheduleEditSteps,
    BindSteps,
    RegisterSteps,
    SettingsSteps,
    GizwitsOptionsFlow,
):
    """The menu of the options; each area has a file of its own."""

    @override
    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what to do."""
        return self.async_show_menu(step_id="init", menu_options=MENU)
