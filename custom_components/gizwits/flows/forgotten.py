"""A forgotten password: a mail with a link, or a code by SMS and a new one."""

from collections.abc import Awaitable, Callable, Mapping
import re
from typing import Any, Final

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigFlowResult,
)
from homeassistant.const import CONF_USERNAME

from ..api import Cloud, GizwitsClient
from ..api.users import Users
from ..sign_in import Attempt, Where, at_first
from .account import check_new_password
from .errors import RESET, FormError, told
from .phone import PhoneSteps
from .schemas import (
    CONF_APP_SECRET,
    CONF_NEW_PASSWORD,
    FORGOT_PHONE_SCHEMA,
    FORGOT_SCHEMA,
)

PHONE_NUMBER: Final = re.compile(r"\+?[0-9]{5,15}", re.ASCII)

type Back = Callable[[Mapping[str, Any], FormError | None], Awaitable[ConfigFlowResult]]


class ForgottenSteps(PhoneSteps):
    """Steps `forgot_password`, `mail_sent` and `forgot_phone`."""

    _where: Where
    _typed: Mapping[str, Any]
    _back: Back
    _forgotten_phone: str

    async def _async_forgotten(
        self, where: Where, typed: Mapping[str, Any], back: Back
    ) -> ConfigFlowResult:
        """Ask how to get a new password; `back` shows the form this began with."""
        self._where, self._typed, self._back = where, typed, back
        return await self.async_step_forgot_password()

    async def async_step_forgot_password(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the e-mail address or the phone number of the account."""
        problem = None
        if user_input is not None:
            name = user_input[CONF_USERNAME].strip()
            if PHONE_NUMBER.fullmatch(name):
                self._forgotten_phone = name
                return await self.async_step_forgot_phone()
            try:
                await self._async_send_mail(name)
            except FormError as err:
                problem = err
            else:
                self._typed = {**self._typed, CONF_USERNAME: name}
                return await self.async_step_mail_sent()
        typed = user_input or {CONF_USERNAME: self._typed.get(CONF_USERNAME, "")}
        return await self._async_form(
            "forgot_password", FORGOT_SCHEMA, typed, problem, last_step=False
        )

    async def _async_send_mail(self, email: str) -> None:
        if "@" not in email:
            raise FormError("not_reachable", field=CONF_USERNAME)

        async def ask(cloud: Cloud) -> None:
            with told(RESET):
                client = self._nobodys_client(self._where, cloud)
                await Users(client).reset_password_by_email(email)

        await at_first(self._where, ask, "unknown_app_id", "no_account")

    async def async_step_mail_sent(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Wait until the link in the mail was opened, then go back."""
        if user_input is not None:
            return await self._back(self._typed, None)
        email = self._typed[CONF_USERNAME]
        return await self._async_form("mail_sent", email=email, last_step=False)

    async def async_step_forgot_phone(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a new password, which an SMS lets one set."""
        phone, problem = self._forgotten_phone, None
        if user_input is not None:
            try:
                password = check_new_password(user_input[CONF_NEW_PASSWORD])

                async def done(client: GizwitsClient, code: str) -> ConfigFlowResult:
                    with told(RESET, cloud=client.cloud):
                        await Users(client).reset_password_by_phone(
                            phone, code, password
                        )
                    where = Where(self._where.app_id, (client.cloud,))
                    return await self._async_use(Attempt(where, phone, password))

                return await self._async_prove(
                    self._where,
                    user_input[CONF_APP_SECRET].strip(),
                    phone,
                    done,
                    self._async_show_forgot_phone,
                )
            except FormError as err:
                problem = err
        return await self._async_show_forgot_phone(problem)

    async def _async_show_forgot_phone(
        self, problem: FormError | None
    ) -> ConfigFlowResult:
        return await self._async_form(
            "forgot_phone",
            FORGOT_PHONE_SCHEMA,
            problem=problem,
            phone=self._forgotten_phone,
            last_step=False,
        )

    async def _async_use(self, attempt: Attempt) -> ConfigFlowResult:
        """Go on with the new password."""
        try:
            account = await self._async_sign_in(attempt)
        except FormError as err:
            typed = {**self._typed, CONF_USERNAME: attempt.username}
            return await self._back(typed, err)
        if self.source == SOURCE_REAUTH:
            return await self._async_renew(self._get_reauth_entry(), account)
        if self.source == SOURCE_RECONFIGURE:
            return await self._async_renew(self._get_reconfigure_entry(), account)
        return await self._async_found(account)
