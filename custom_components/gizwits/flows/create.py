"""Making an account: with a user name, an e-mail address or a phone number."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_EMAIL, CONF_USERNAME
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..api import GizwitsClient, PasswordCredentials, Token
from ..api.users import Users
from ..sign_in import Attempt, SignedIn, Where, make_account
from .account import check_new_password
from .errors import NEW_USER, FormError
from .phone import PhoneSteps
from .schemas import (
    CONF_APP_SECRET,
    CONF_NEW_PASSWORD,
    CONF_PHONE,
    CREATE_EMAIL,
    CREATE_PHONE,
    CREATE_USERNAME,
    SECTION_ADVANCED,
    account_schema,
)

_FORMS: Final = {
    "create_username": CREATE_USERNAME,
    "create_email": CREATE_EMAIL,
    "create_phone": CREATE_PHONE,
}


class CreateSteps(PhoneSteps):
    """Steps `create_account`, one for each kind of name, and `activate`."""

    _waiting: Attempt

    async def async_step_create_account(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what the account is known by."""
        return self.async_show_menu(step_id="create_account", menu_options=[*_FORMS])

    async def async_step_create_username(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Make an account with a user name."""
        if user_input is None:
            return await self._async_show("create_username", {})

        async def make(client: GizwitsClient) -> Token:
            return await Users(client).create_with_username(name, password)

        try:
            where, password = _checked(user_input)
            name = user_input[CONF_USERNAME].strip()
            account = await make_account(
                async_get_clientsession(self.hass),
                where,
                PasswordCredentials(name, password),
                make,
            )
        except FormError as err:
            return await self._async_show("create_username", user_input, err)
        return await self._async_found(account)

    async def async_step_create_email(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Make an account with an e-mail address."""
        if user_input is None:
            return await self._async_show("create_email", {})

        async def make(client: GizwitsClient) -> Token:
            return await Users(client).create_with_email(email, password)

        try:
            where, password = _checked(user_input)
            email = user_input[CONF_EMAIL].strip()
            account = await make_account(
                async_get_clientsession(self.hass),
                where,
                PasswordCredentials(email, password),
                make,
            )
        except FormError as err:
            return await self._async_show("create_email", user_input, err)
        where = Where(where.app_id, (account.cloud,))
        self._waiting = Attempt(where, email, password)
        return await self.async_step_activate()

    async def async_step_activate(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Wait until the link in the mail was opened: there is no login before."""
        problem = None
        if user_input is not None:
            try:
                account = await self._async_sign_in(self._waiting)
            except FormError as err:
                problem = err
            else:
                return await self._async_found(account)
        return await self._async_form(
            "activate", problem=problem, email=self._waiting.username, last_step=False
        )

    async def async_step_create_phone(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Make an account with a phone number, which an SMS proves."""
        if user_input is None:
            return await self._async_show("create_phone", {})

        async def back(err: FormError) -> ConfigFlowResult:
            return await self._async_show("create_phone", user_input, err)

        try:
            where, password = _checked(user_input)
            phone = user_input[CONF_PHONE].strip()

            async def done(nobody: GizwitsClient, code: str) -> ConfigFlowResult:
                account = await self._async_make_phone(
                    Where(where.app_id, (nobody.cloud,)), phone, password, code
                )
                return await self._async_found(account)

            return await self._async_prove(
                where, user_input[CONF_APP_SECRET].strip(), phone, done, back
            )
        except FormError as err:
            return await back(err)

    async def _async_make_phone(
        self, where: Where, phone: str, password: str, code: str
    ) -> SignedIn:
        async def make(client: GizwitsClient) -> Token:
            return await Users(client).create_with_phone(phone, password, code)

        return await make_account(
            async_get_clientsession(self.hass),
            where,
            PasswordCredentials(phone, password),
            make,
            NEW_USER,
        )

    async def _async_show(
        self, step_id: str, typed: Mapping[str, Any], problem: FormError | None = None
    ) -> ConfigFlowResult:
        advanced = bool(typed.get(SECTION_ADVANCED))
        schema = account_schema(_FORMS[step_id], advanced=advanced)
        return await self._async_form(step_id, schema, typed, problem, last_step=False)


def _checked(typed: Mapping[str, Any]) -> tuple[Where, str]:
    """Return where to make an account, and its password; raises FormError."""
    return Where.of_form(typed), check_new_password(typed[CONF_NEW_PASSWORD])
