"""What a person can do in Home Assistant's repairs about an account."""

from abc import abstractmethod
from typing import Any, override

from homeassistant.components.repairs import (
    ConfirmRepairFlow,
    RepairsFlow,
    RepairsFlowResult,
)
from homeassistant.components.repairs.const import FlowType
from homeassistant.config_entries import SOURCE_REAUTH, SOURCE_RECONFIGURE, ConfigEntry
from homeassistant.const import CONF_PASSWORD
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..const import CONF_ACCOUNT, CONF_BASE_URL, DOMAIN
from ..flows.errors import FormError
from ..sign_in import Attempt, SignedIn, sign_in
from .entry import without_sign_in
from .issues import Kind


class _AccountFlow(RepairsFlow):
    """A flow with one question, about an account."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Repair what `account_issues` told with this data."""
        self._entry_id = str(data["entry_id"])
        self._told = {"account": str(data["account"]), "code": str(data.get("code"))}

    @property
    def _entry(self) -> ConfigEntry[Any] | None:
        return self.hass.config_entries.async_get_entry(self._entry_id)

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Explain, and ask whether to go on."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Do it once it was wanted."""
        if user_input is None:
            return self.async_show_form(
                step_id="confirm", description_placeholders=self._told
            )
        if (entry := self._entry) is None:
            return self.async_abort(reason="no_account")
        return await self._async_repair(entry)

    @abstractmethod
    async def _async_repair(self, entry: ConfigEntry[Any]) -> RepairsFlowResult:
        """Do what was wanted, with the account."""


class AccountMovedFlow(_AccountFlow):
    """Signs in where the account is now, with the password there is."""

    @override
    async def _async_repair(self, entry: ConfigEntry[Any]) -> RepairsFlowResult:
        password = {CONF_PASSWORD: entry.data[CONF_PASSWORD]}
        try:
            account = await sign_in(
                async_get_clientsession(self.hass),
                Attempt.of_entry(entry.data, password),
            )
        except FormError as err:
            reachable = err.key not in ("cannot_connect", "too_many_attempts")
            return self.async_abort(
                reason="password_refused" if reachable else "cannot_connect"
            )
        if account.unique_id != entry.unique_id:
            return self.async_abort(reason="wrong_account")
        self._take_over(entry, account)
        return self.async_create_entry(data={})

    def _take_over(self, entry: ConfigEntry[Any], account: SignedIn) -> None:
        kept = without_sign_in(entry.data)
        kept.pop(CONF_BASE_URL, None)
        # Unique ids of entities begin with it.
        own = {CONF_ACCOUNT: entry.data[CONF_ACCOUNT]}
        entries = self.hass.config_entries
        entries.async_update_entry(entry, data={**kept, **account.data, **own})
        for flow in entry.async_get_active_flows(self.hass, {SOURCE_REAUTH}):
            entries.flow.async_abort(flow["flow_id"])
        entries.async_schedule_reload(entry.entry_id)


class AppRefusedFlow(_AccountFlow):
    """Goes on to where another app or region can be chosen."""

    @override
    async def _async_repair(self, entry: ConfigEntry[Any]) -> RepairsFlowResult:
        flow = await self.hass.config_entries.flow.async_init(
            DOMAIN,
            context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
        )
        return self.async_create_entry(
            data={}, next_flow=(FlowType.CONFIG_FLOW, flow["flow_id"])
        )


def account_flow(data: dict[str, Any]) -> RepairsFlow | None:
    """Return the flow of an issue of `account_issues`, None for what is none."""
    match data.get("kind"):
        case Kind.ACCOUNT_MOVED.value:
            return AccountMovedFlow(data)
        case Kind.APP_REFUSED.value:
            return AppRefusedFlow(data)
        case Kind.DEVICE_GONE.value:
            return ConfirmRepairFlow()
    return None
