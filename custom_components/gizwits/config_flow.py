"""Signing in to a brand's account, choosing its devices, and changing both later."""

import asyncio
from collections.abc import Collection, Mapping
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigEntryState,
    ConfigFlow,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.const import CONF_PASSWORD, CONF_REGION, CONF_TOKEN
from homeassistant.core import callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .account import client_for, entry_title, token_data
from .api import GizwitsClient, GizwitsError, GizwitsNotBoundError, Token
from .brand_apps import label_of
from .const import CONF_ACCOUNT, CONF_APP_ID, CONF_BASE_URL, CONF_LEFT_OUT, DOMAIN
from .device_choice import DeviceChoice, async_texts
from .flow_schemas import REAUTH_SCHEMA, REGION_AUTO, SECTION_ADVANCED, sign_in_schema
from .sign_in import Attempt, SignedIn, SignInError, sign_in


class GizwitsConfigFlow(DeviceChoice, ConfigFlow, domain=DOMAIN):
    """Adds an account, and signs in to it again."""

    VERSION = 1
    MINOR_VERSION = 1

    _account: SignedIn

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> GizwitsOptionsFlow:
        """Return the flow that changes an entry's options."""
        return GizwitsOptionsFlow()

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a way to sign in."""
        return self.async_show_menu(step_id="user", menu_options=["sign_in"])

    async def async_step_sign_in(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Sign in to an account there is, by name and password."""
        problem = None
        if user_input is not None:
            try:
                await self._async_sign_in(Attempt.of_form(user_input))
            except SignInError as err:
                problem = err
            else:
                self._abort_if_unique_id_configured()
                return await self.async_step_devices()
        return self._show_sign_in("sign_in", user_input or {}, problem)

    async def async_step_reauth(
        self, entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Sign in again where the cloud refuses what the entry has."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the password."""
        entry = self._get_reauth_entry()
        problem = None
        if user_input is not None:
            password = user_input[CONF_PASSWORD]
            try:
                await self._async_sign_in(Attempt.of_entry(entry.data, password))
            except SignInError as err:
                problem = err
            else:
                self._abort_if_unique_id_mismatch(reason="wrong_account")
                return self.async_update_reload_and_abort(
                    entry,
                    data_updates={
                        CONF_PASSWORD: password,
                        CONF_TOKEN: token_data(self._account.token),
                    },
                )
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=REAUTH_SCHEMA,
            errors=_errors(problem),
            description_placeholders={"account": entry.title, **_code(problem)},
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Sign in to the same account in another way."""
        entry = self._get_reconfigure_entry()
        problem = None
        if user_input is not None:
            try:
                await self._async_sign_in(Attempt.of_form(user_input))
            except SignInError as err:
                problem = err
            else:
                self._abort_if_unique_id_mismatch(reason="wrong_account")
                return self._update(entry)
        return self._show_sign_in("reconfigure", user_input or _typed(entry), problem)

    async def _async_sign_in(self, attempt: Attempt) -> None:
        self._account = await sign_in(async_get_clientsession(self.hass), attempt)
        # A flow left open elsewhere keeps nobody out: the first to finish ends it.
        await self.async_set_unique_id(self._account.unique_id, raise_on_progress=False)

    def _show_sign_in(
        self, step_id: str, typed: Mapping[str, Any], problem: SignInError | None
    ) -> ConfigFlowResult:
        """Show the form with what was typed, but for the password."""
        schema = sign_in_schema(advanced=bool(typed.get(SECTION_ADVANCED)))
        suggested = {
            name: value for name, value in typed.items() if name != CONF_PASSWORD
        }
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, suggested),
            errors=_errors(problem),
            description_placeholders=_code(problem),
        )

    def _update(self, entry: ConfigEntry) -> ConfigFlowResult:
        kept = {
            name: value for name, value in entry.data.items() if name != CONF_BASE_URL
        }
        data = kept | self._account.data
        # Unique ids of entities begin with it.
        data[CONF_ACCOUNT] = entry.data[CONF_ACCOUNT]
        renamed = entry.title != entry_title(entry.data)
        return self.async_update_reload_and_abort(
            entry, data=data, title=entry.title if renamed else entry_title(data)
        )

    @property
    @override
    def _client(self) -> GizwitsClient:
        return self._account.client

    @property
    @override
    def _left_out(self) -> Collection[str]:
        return ()

    @override
    async def _async_account_text(self) -> dict[str, str]:
        cloud = self._account.cloud
        regions = await async_texts(self.hass, "region")
        return {
            "account": entry_title(self._account.data),
            "region": regions.get(cloud.key) or str(cloud.base_url.host),
        }

    @override
    async def _async_finish(self, left_out: list[str]) -> ConfigFlowResult:
        # Somebody may have added the account while the devices were being chosen.
        self._abort_if_unique_id_configured()
        data = self._account.data
        return self.async_create_entry(
            title=entry_title(data), data=data, options={CONF_LEFT_OUT: left_out}
        )


class GizwitsOptionsFlow(DeviceChoice, OptionsFlowWithReload):
    """Changes which of an account's devices are set up."""

    _own_client: GizwitsClient | None = None

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose among the devices."""
        return await self.async_step_devices()

    @property
    @override
    def _client(self) -> GizwitsClient:
        if self.config_entry.state is ConfigEntryState.LOADED:
            client: GizwitsClient = self.config_entry.runtime_data.client
            return client
        if self._own_client is None:
            self._own_client = client_for(
                self.hass, self.config_entry.data, self._keep_token
            )
        return self._own_client

    @callback
    def _keep_token(self, token: Token) -> None:
        """Spare the entry a login: there are few before the cloud refuses more."""
        data = {**self.config_entry.data, CONF_TOKEN: token_data(token)}
        self.hass.config_entries.async_update_entry(self.config_entry, data=data)

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
        return self.async_create_entry(
            data={**self.config_entry.options, CONF_LEFT_OUT: left_out}
        )

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


def _typed(entry: ConfigEntry) -> dict[str, Any]:
    """Return what somebody would type to get this entry."""
    typed = {**entry.data, CONF_APP_ID: label_of(entry.data[CONF_APP_ID])}
    if base_url := entry.data.get(CONF_BASE_URL):
        return {
            **typed,
            CONF_REGION: REGION_AUTO,
            SECTION_ADVANCED: {CONF_BASE_URL: base_url},
        }
    return typed


def _errors(problem: SignInError | None) -> dict[str, str]:
    return {problem.field: problem.key} if problem else {}


def _code(problem: SignInError | None) -> dict[str, str]:
    return {"code": str(problem.code)} if problem else {}
