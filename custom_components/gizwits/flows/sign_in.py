"""Signing in to an account there is, or as a guest."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..account.entry import AnyCredentials
from ..api import (
    AnonymousCredentials,
    GizwitsClient,
    ThirdParty,
    ThirdPartyCredentials,
    Token,
)
from ..const import (
    CONF_PROVIDER,
    CONF_PROVIDER_SECRET,
    CONF_PROVIDER_TOKEN,
    CONF_PROVIDER_UID,
)
from ..sign_in import Attempt, SignedIn, Where, make_account
from .errors import FormError
from .forgotten import ForgottenSteps
from .schemas import (
    CONF_FORGOT,
    GUEST,
    SECTION_ADVANCED,
    SIGN_IN,
    THIRD_PARTY,
    account_schema,
)


class SignInSteps(ForgottenSteps):
    """Steps `sign_in`, `guest` and `third_party`."""

    _phone_id: str = ""

    async def async_step_sign_in(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Sign in to an account there is, by name and password."""
        if user_input is None:
            return await self._async_show_sign_in("sign_in", {})
        try:
            if user_input[CONF_FORGOT]:
                return await self._async_forgotten(
                    Where.of_form(user_input), user_input, self._async_back_to_sign_in
                )
            account = await self._async_sign_in(Attempt.of_form(user_input))
        except FormError as err:
            return await self._async_show_sign_in("sign_in", user_input, err)
        return await self._async_found(account)

    async def _async_show_sign_in(
        self, step_id: str, typed: Mapping[str, Any], problem: FormError | None = None
    ) -> ConfigFlowResult:
        schema = account_schema(SIGN_IN, advanced=bool(typed.get(SECTION_ADVANCED)))
        return await self._async_form(step_id, schema, typed, problem)

    async def _async_back_to_sign_in(
        self, typed: Mapping[str, Any], problem: FormError | None
    ) -> ConfigFlowResult:
        return await self._async_show_sign_in("sign_in", typed, problem)

    async def async_step_guest(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Use an account without a name, which only this entry can sign in to."""
        problem = None
        if user_input is not None:
            # The same one when the form is sent again, or there would be two guests.
            self._phone_id = self._phone_id or uuid4().hex
            credentials = AnonymousCredentials(self._phone_id)
            try:
                account = await self._async_make(user_input, credentials, "refused")
            except FormError as err:
                problem = err
            else:
                return await self._async_found(account)
        typed = user_input or {}
        schema = account_schema(GUEST, advanced=bool(typed.get(SECTION_ADVANCED)))
        return await self._async_form("guest", schema, typed, problem)

    async def async_step_third_party(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Sign in with another provider's account."""
        problem = None
        if user_input is not None:
            credentials = ThirdPartyCredentials(
                ThirdParty(user_input[CONF_PROVIDER]),
                user_input[CONF_PROVIDER_UID].strip(),
                user_input[CONF_PROVIDER_TOKEN].strip(),
                user_input.get(CONF_PROVIDER_SECRET, "").strip(),
            )
            try:
                account = await self._async_make(
                    user_input, credentials, "token_refused"
                )
            except FormError as err:
                problem = err
            else:
                return await self._async_found(account)
        typed = user_input or {}
        schema = account_schema(THIRD_PARTY, advanced=bool(typed.get(SECTION_ADVANCED)))
        return await self._async_form("third_party", schema, typed, problem)

    async def _async_make(
        self, typed: Mapping[str, Any], credentials: AnyCredentials, auth: str
    ) -> SignedIn:
        """Sign in by credentials that make an account where there is none."""
        return await make_account(
            async_get_clientsession(self.hass),
            Where.of_form(typed),
            credentials,
            _login,
            {},
            auth=auth,
        )


async def _login(client: GizwitsClient) -> Token:
    return await client.login()
