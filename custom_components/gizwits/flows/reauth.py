"""Signing in again where the cloud refuses what an entry has."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..account.entry import AnyCredentials, credentials_of
from ..api import GizwitsClient, ThirdParty, ThirdPartyCredentials, Token
from ..const import (
    CONF_PROVIDER,
    CONF_PROVIDER_SECRET,
    CONF_PROVIDER_TOKEN,
    CONF_PROVIDER_UID,
    CONF_SIGN_IN,
    SIGN_IN_GUEST,
    SIGN_IN_SMS,
    SIGN_IN_THIRD_PARTY,
)
from ..sign_in import Attempt, SignedIn, Where, make_account
from .by_sms import SmsSteps
from .errors import FormError
from .forgotten import ForgottenSteps
from .schemas import (
    CONF_FORGOT,
    CONFIRM_SCHEMA,
    REAUTH_SCHEMA,
    REAUTH_THIRD_PARTY_SCHEMA,
)


class ReauthSteps(SmsSteps, ForgottenSteps):
    """Step `reauth`, and a form for each way an account was signed in to."""

    async def async_step_reauth(
        self, entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Ask for what this way of signing in needs."""
        way = entry_data.get(CONF_SIGN_IN)
        if way == SIGN_IN_GUEST:
            return await self.async_step_reauth_guest()
        if way == SIGN_IN_SMS:
            return await self.async_step_reauth_sms()
        if way == SIGN_IN_THIRD_PARTY:
            return await self.async_step_reauth_third_party()
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the password."""
        entry = self._get_reauth_entry()
        if user_input is None:
            return await self._async_show_reauth({}, None)
        try:
            if user_input[CONF_FORGOT]:
                return await self._async_forgotten(
                    Where.of_entry(entry.data), entry.data, self._async_show_reauth
                )
            attempt = Attempt.of_entry(entry.data, user_input)
            account = await self._async_sign_in(attempt)
        except FormError as err:
            return await self._async_show_reauth({}, err)
        return await self._async_renew(entry, account)

    async def _async_show_reauth(
        self, typed: Mapping[str, Any], problem: FormError | None
    ) -> ConfigFlowResult:
        return await self._async_form(
            "reauth_confirm",
            REAUTH_SCHEMA,
            problem=problem,
            account=self._get_reauth_entry().title,
        )

    async def async_step_reauth_guest(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Sign a guest in again: there is nothing to ask for."""
        entry = self._get_reauth_entry()
        problem = None
        if user_input is not None:
            try:
                account = await self._async_again(credentials_of(entry.data))
            except FormError as err:
                problem = err
            else:
                return await self._async_renew(entry, account, "guest_gone")
        return await self._async_form(
            "reauth_guest", CONFIRM_SCHEMA, problem=problem, account=entry.title
        )

    async def async_step_reauth_third_party(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for a new token of the provider."""
        entry = self._get_reauth_entry()
        problem = None
        if user_input is not None:
            credentials = ThirdPartyCredentials(
                ThirdParty(entry.data[CONF_PROVIDER]),
                entry.data[CONF_PROVIDER_UID],
                user_input[CONF_PROVIDER_TOKEN].strip(),
                user_input.get(CONF_PROVIDER_SECRET, "").strip(),
            )
            try:
                account = await self._async_again(credentials)
            except FormError as err:
                problem = err
            else:
                return await self._async_renew(entry, account)
        return await self._async_form(
            "reauth_third_party",
            REAUTH_THIRD_PARTY_SCHEMA,
            problem=problem,
            account=entry.title,
        )

    async def _async_again(self, credentials: AnyCredentials) -> SignedIn:
        async def login(client: GizwitsClient) -> Token:
            return await client.login()

        return await make_account(
            async_get_clientsession(self.hass),
            Where.of_entry(self._get_reauth_entry().data),
            credentials,
            login,
            {},
            auth="token_refused",
        )
