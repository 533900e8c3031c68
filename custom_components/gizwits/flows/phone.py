"""The steps that prove a phone number: a captcha to read, an SMS, its code."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_CODE
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..api import Cloud, GizwitsClient, NoCredentials
from ..api.verification import AppToken, Captcha, Picture, Verification
from ..sign_in import Where, at_first
from .account import AccountFlow
from .errors import CAPTCHA, SMS, FormError, Keys, told
from .schemas import CAPTCHA_SCHEMA, CONF_APP_SECRET, SMS_SCHEMA

# After these the same code, or another one, may do.
_OF_THE_CODE: Final = frozenset(
    {"cannot_connect", "code_expired", "code_wrong", "too_many_attempts", "unknown"}
)
_OF_THE_APP: Final = frozenset({"app_secret_wrong", "phone_refused", "unknown_app_id"})


@dataclass(slots=True)
class PhoneCheck:
    """A phone number that codes are sent to; `client` is the app's, nobody's yet."""

    client: GizwitsClient
    app_secret: str = field(repr=False)
    phone: str = field(repr=False)
    _token: AppToken | None = None
    _captcha: Captcha | None = None

    def _told(self, keys: Keys) -> AbstractContextManager[None]:
        return told(keys, cloud=self.client.cloud)

    async def _app_token(self) -> AppToken:
        if self._token is None:
            verification = Verification(self.client)
            self._token = await verification.app_token(self.app_secret)
        return self._token

    async def begin(self) -> None:
        """Find out whether the app's secret is right; raises FormError."""
        with self._told(CAPTCHA):
            await self._app_token()

    async def new_captcha(self) -> Picture:
        """Return the picture of a new captcha; raises FormError."""
        try:
            with self._told(CAPTCHA):
                token = await self._app_token()
                self._captcha = await Verification(self.client).captcha(token)
                return await Verification(self.client).picture(self._captcha)
        except FormError:
            self._token = None
            raise

    async def send_sms(self, read: str) -> None:
        """Have a code sent for what was read in the captcha; raises FormError."""
        with self._told(CAPTCHA):
            captcha_id = self._captcha.id if self._captcha else ""
            await Verification(self.client).send_sms(
                await self._app_token(), captcha_id, read, self.phone
            )

    async def send_code(self) -> None:
        """Have a code sent where that needs no captcha; raises FormError."""
        with self._told(CAPTCHA):
            token = await self._app_token()
            await Verification(self.client).send_code(token, self.phone)

    async def check_sms(self, code: str) -> None:
        """Return when the code is right, or only its use tells; raises FormError."""
        try:
            with self._told(SMS):
                token = await self._app_token()
                await Verification(self.client).check_sms(token, self.phone, code)
        except FormError as err:
            if err.key != "not_offered":
                raise

    async def use_code(self, code: str) -> None:
        """Return when the code was right, and is used up; raises FormError."""
        with self._told(SMS):
            token = await self._app_token()
            await Verification(self.client).use_code(token, self.phone, code)


class PhoneSteps(AccountFlow):
    """Steps `captcha` and `sms_code`."""

    _check: PhoneCheck
    # What gets the code that was right, and what shows the form all began with.
    _proved: Callable[[str], Awaitable[ConfigFlowResult]]
    _unproved: Callable[[FormError], Awaitable[ConfigFlowResult]]

    def _nobodys_client(self, where: Where, cloud: Cloud) -> GizwitsClient:
        session = async_get_clientsession(self.hass)
        return GizwitsClient(session, cloud, where.app_id, NoCredentials())

    async def _async_prove(
        self,
        where: Where,
        app_secret: str,
        phone: str,
        done: Callable[[GizwitsClient, str], Awaitable[ConfigFlowResult]],
        back: Callable[[FormError], Awaitable[ConfigFlowResult]],
    ) -> ConfigFlowResult:
        """Begin to prove a number at the first cloud that knows the app.

        Raises FormError when the app's secret is wrong.
        """

        async def begin(cloud: Cloud) -> PhoneCheck:
            client = self._nobodys_client(where, cloud)
            check = PhoneCheck(client, app_secret, phone)
            await check.begin()
            return check

        try:
            self._check = await at_first(where, begin, "unknown_app_id")
        except FormError as err:
            if err.key == "app_secret_wrong":
                err.field = CONF_APP_SECRET
            raise
        client = self._check.client
        self._proved, self._unproved = (lambda code: done(client, code)), back
        return await self.async_step_captcha()

    async def async_step_captcha(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask what a picture shows; without an answer, show another one.

        The picture is in the text of the form as a data URL: who fills it in fetches
        nothing from anywhere.
        """
        problem = None
        if user_input is not None and (read := user_input.get(CONF_CODE, "").strip()):
            try:
                await self._check.send_sms(read)
            except FormError as err:
                if err.key in _OF_THE_APP:
                    return await self._unproved(err)
                problem = err
            else:
                return await self.async_step_sms_code()
        try:
            picture = await self._check.new_captcha()
        except FormError as err:
            if err.key == "not_offered":
                return await self._async_without_captcha()
            return await self._async_form("captcha_failed", problem=err)
        return await self._async_form(
            "captcha",
            CAPTCHA_SCHEMA,
            problem=problem,
            picture=picture.data_url,
            phone=self._check.phone,
            last_step=False,
        )

    async def _async_without_captcha(self) -> ConfigFlowResult:
        """Have a code sent at once: some clouds ask nothing before."""
        try:
            await self._check.send_code()
        except FormError as err:
            if err.key in _OF_THE_APP:
                return await self._unproved(err)
            return await self._async_form("captcha_failed", problem=err)
        return await self.async_step_sms_code()

    async def async_step_captcha_failed(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Try again to get a picture."""
        return await self.async_step_captcha()

    async def async_step_sms_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the code of the SMS; without one, begin with a picture again."""
        problem = None
        if user_input is not None:
            if not (code := user_input.get(CONF_CODE, "").strip()):
                return await self.async_step_captcha()
            try:
                await self._check.check_sms(code)
                return await self._proved(code)
            except FormError as err:
                if err.key not in _OF_THE_CODE:
                    return await self._unproved(err)
                problem = err
        return await self._async_form(
            "sms_code", SMS_SCHEMA, problem=problem, phone=self._check.phone
        )
