"""Signing in by a phone number and a code alone; and finding out whether codes arrive."""

from collections.abc import Awaitable, Callable
from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_CODE, CONF_USERNAME
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..api import Cloud, GizwitsClient, SmsCredentials, Token
from ..api.users import Users
from ..sign_in import SignedIn, Where, at_first, make_account
from .errors import NEW_USER, FormError
from .phone import PhoneCheck, PhoneSteps
from .schemas import (
    CHANGE_PHONE_SCHEMA,
    CONF_APP_SECRET,
    CONF_PHONE,
    REAUTH_SMS_SCHEMA,
    SECTION_ADVANCED,
    SIGN_IN_SMS,
    SMS_SCHEMA,
    account_schema,
)

type Found = Callable[[SignedIn], Awaitable[ConfigFlowResult]]
type Back = Callable[[FormError], Awaitable[ConfigFlowResult]]


class SmsSteps(PhoneSteps):
    """Steps `sign_in_sms`, `reauth_sms`, `check_phone` and `check_code`."""

    async def async_step_sign_in_sms(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for a phone number, and which app's."""

        async def back(err: FormError | None) -> ConfigFlowResult:
            typed = user_input or {}
            advanced = bool(typed.get(SECTION_ADVANCED))
            schema = account_schema(SIGN_IN_SMS, advanced=advanced)
            return await self._async_form(
                "sign_in_sms", schema, typed, err, last_step=False
            )

        if user_input is None:
            return await back(None)
        try:
            return await self._async_by_sms(
                Where.of_form(user_input),
                user_input[CONF_APP_SECRET].strip(),
                user_input[CONF_PHONE].strip(),
                self._async_found,
                back,
            )
        except FormError as err:
            return await back(err)

    async def async_step_reauth_sms(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for what another code needs."""
        entry = self._get_reauth_entry()

        async def back(err: FormError | None) -> ConfigFlowResult:
            return await self._async_form(
                "reauth_sms",
                REAUTH_SMS_SCHEMA,
                problem=err,
                last_step=False,
                account=entry.title,
            )

        async def found(account: SignedIn) -> ConfigFlowResult:
            return await self._async_renew(entry, account)

        if user_input is None:
            return await back(None)
        try:
            secret, phone = user_input[CONF_APP_SECRET], entry.data[CONF_USERNAME]
            where = Where.of_entry(entry.data)
            return await self._async_by_sms(where, secret.strip(), phone, found, back)
        except FormError as err:
            return await back(err)

    async def _async_by_sms(
        self, where: Where, app_secret: str, phone: str, found: Found, back: Back
    ) -> ConfigFlowResult:
        """Sign in by a code, which makes an account where there is none.

        Raises FormError when the app's secret is wrong.
        """

        async def done(nobody: GizwitsClient, code: str) -> ConfigFlowResult:
            async def make(client: GizwitsClient) -> Token:
                return await Users(client).create_with_code(phone, code)

            account = await make_account(
                async_get_clientsession(self.hass),
                Where(where.app_id, (nobody.cloud,)),
                SmsCredentials(phone),
                make,
                NEW_USER,
            )
            return await found(account)

        return await self._async_prove(where, app_secret, phone, done, back)

    async def async_step_check_phone(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Have a code sent that is good for nothing else."""
        problem = None
        if user_input is not None:
            try:
                await self._async_begin_check(user_input)
            except FormError as err:
                problem = err
                if err.key == "app_secret_wrong":
                    err.field = CONF_APP_SECRET
            else:
                return await self.async_step_check_code()
        return await self._async_form(
            "check_phone", CHANGE_PHONE_SCHEMA, user_input, problem, last_step=False
        )

    async def _async_begin_check(self, typed: dict[str, Any]) -> None:
        where = Where.of_entry(self._get_reconfigure_entry().data)
        phone, secret = typed[CONF_PHONE].strip(), typed[CONF_APP_SECRET].strip()

        async def begin(cloud: Cloud) -> PhoneCheck:
            client = self._nobodys_client(where, cloud)
            check = PhoneCheck(client, secret, phone)
            await check.send_code()
            return check

        self._check = await at_first(where, begin)

    async def async_step_check_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the code, and use it up."""
        problem = None
        if user_input is not None:
            try:
                if code := user_input.get(CONF_CODE, "").strip():
                    await self._check.use_code(code)
                    return self.async_abort(reason="codes_arrive")
                await self._check.send_code()
            except FormError as err:
                problem = err
        return await self._async_form(
            "check_code", SMS_SCHEMA, problem=problem, phone=self._check.phone
        )
