"""Changing an account that is set up: how to sign in, its name, its password."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult
from homeassistant.const import CONF_EMAIL, CONF_PASSWORD, CONF_REGION, CONF_USERNAME

from ..account.entry import cloud_of, credentials_data, without_sign_in
from ..api import GizwitsClient, PasswordCredentials, SmsCredentials
from ..api.users import Users
from ..brand_apps import label_of
from ..const import (
    CONF_APP_ID,
    CONF_BASE_URL,
    CONF_SIGN_IN,
    SIGN_IN_AEP,
    SIGN_IN_GUEST,
    SIGN_IN_SMS,
)
from ..sign_in import Attempt, Where
from .account import check_new_password
from .errors import CHANGE, NEW_USER, FormError, Keys, told
from .forgotten import PHONE_NUMBER
from .profile import ProfileSteps
from .schemas import (
    CHANGE_EMAIL_SCHEMA,
    CHANGE_PASSWORD_SCHEMA,
    CHANGE_PHONE_SCHEMA,
    CONF_APP_SECRET,
    CONF_FORGOT,
    CONF_NEW_PASSWORD,
    CONF_PHONE,
    KEEP_PHONE_SCHEMA,
    KEEP_USERNAME_SCHEMA,
    REGION_AUTO,
    SECTION_ADVANCED,
)
from .sign_in import SignInSteps


class ReconfigureSteps(SignInSteps, ProfileSteps):
    """Step `reconfigure` and all that it leads to."""

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what to change: not everything is possible for every account."""
        options = ["reconfigure_sign_in"]
        way = self._get_reconfigure_entry().data.get(CONF_SIGN_IN)
        if way == SIGN_IN_GUEST:
            options.append("keep_account")
        elif way != SIGN_IN_AEP:
            options.append("change_account")
        options.append("check_phone")
        return self.async_show_menu(step_id="reconfigure", menu_options=options)

    async def async_step_reconfigure_sign_in(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Sign in to the same account in another way."""
        entry = self._get_reconfigure_entry()
        if user_input is None:
            return await self._async_show_again(_typed(entry), None)
        try:
            if user_input[CONF_FORGOT]:
                return await self._async_forgotten(
                    Where.of_form(user_input), user_input, self._async_show_again
                )
            account = await self._async_sign_in(Attempt.of_form(user_input))
        except FormError as err:
            return await self._async_show_again(user_input, err)
        return await self._async_renew(entry, account)

    async def _async_show_again(
        self, typed: Mapping[str, Any], problem: FormError | None
    ) -> ConfigFlowResult:
        return await self._async_show_sign_in("reconfigure_sign_in", typed, problem)

    async def async_step_keep_account(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what a guest's account is to be known by."""
        return self.async_show_menu(
            step_id="keep_account", menu_options=["keep_username", "keep_phone"]
        )

    async def async_step_keep_username(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Give a guest's account a user name."""
        problem = None
        if user_input is not None:
            name = user_input[CONF_USERNAME].strip()
            try:
                password = check_new_password(user_input[CONF_NEW_PASSWORD])
                with self._told(NEW_USER):
                    await self._users.keep_as_username(name, password)
            except FormError as err:
                problem = err
            else:
                return await self._async_known_as(name, password, "account_kept")
        return await self._async_form(
            "keep_username", KEEP_USERNAME_SCHEMA, user_input, problem
        )

    async def async_step_keep_phone(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Give a guest's account a phone number, which an SMS proves."""

        async def show(err: FormError | None) -> ConfigFlowResult:
            return await self._async_form(
                "keep_phone", KEEP_PHONE_SCHEMA, user_input, err, last_step=False
            )

        if user_input is None:
            return await show(None)
        phone = user_input[CONF_PHONE].strip()
        try:
            password = check_new_password(user_input[CONF_NEW_PASSWORD])

            async def done(_: GizwitsClient, code: str) -> ConfigFlowResult:
                with self._told(NEW_USER):
                    await self._users.keep_as_phone(phone, password, code)
                return await self._async_known_as(phone, password, "account_kept")

            where = Where.of_entry(self._get_reconfigure_entry().data)
            secret = user_input[CONF_APP_SECRET].strip()
            return await self._async_prove(where, secret, phone, done, show)
        except FormError as err:
            return await show(err)

    async def async_step_change_account(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what of an account to change."""
        options = ["change_email", "change_phone", "change_profile"]
        if CONF_PASSWORD in self._get_reconfigure_entry().data:
            options.insert(0, "change_password")
        return self.async_show_menu(step_id="change_account", menu_options=options)

    async def async_step_change_password(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the password, here and in the app."""
        data = self._get_reconfigure_entry().data
        problem = None
        if user_input is not None:
            try:
                password = check_new_password(user_input[CONF_NEW_PASSWORD])
                with self._told(CHANGE):
                    await self._users.change_password(data[CONF_PASSWORD], password)
            except FormError as err:
                problem = err
            else:
                name = data[CONF_USERNAME]
                return await self._async_known_as(name, password, "account_changed")
        return await self._async_form(
            "change_password", CHANGE_PASSWORD_SCHEMA, problem=problem
        )

    async def async_step_change_email(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the e-mail address, and the name to sign in with if it was that."""
        problem = None
        if user_input is not None:
            email = user_input[CONF_EMAIL].strip()
            try:
                with self._told(CHANGE):
                    free = await self._async_is_free()
                    await self._users.change_email(email)
            except FormError as err:
                problem = err
            else:
                name = self._get_reconfigure_entry().data.get(CONF_USERNAME, "")
                return await self._async_changed(email, free and "@" in name)
        return await self._async_form(
            "change_email", CHANGE_EMAIL_SCHEMA, user_input, problem
        )

    async def async_step_change_phone(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the phone number, and the name to sign in with if it was that."""

        async def show(err: FormError | None) -> ConfigFlowResult:
            return await self._async_form(
                "change_phone", CHANGE_PHONE_SCHEMA, user_input, err, last_step=False
            )

        if user_input is None:
            return await show(None)
        phone = user_input[CONF_PHONE].strip()
        data = self._get_reconfigure_entry().data

        async def done(_: GizwitsClient, code: str) -> ConfigFlowResult:
            with self._told(CHANGE):
                free = await self._async_is_free()
                await self._users.change_phone(phone, code)
            named = PHONE_NUMBER.fullmatch(data.get(CONF_USERNAME, ""))
            return await self._async_changed(phone, free and named is not None)

        try:
            secret = user_input[CONF_APP_SECRET].strip()
            return await self._async_prove(
                Where.of_entry(data), secret, phone, done, show
            )
        except FormError as err:
            return await show(err)

    def _told(self, keys: Keys) -> AbstractContextManager[None]:
        cloud = cloud_of(self._get_reconfigure_entry().data)
        return told(keys, auth="sign_in_again", cloud=cloud)

    @property
    def _users(self) -> Users:
        return Users(self._client_of(self._get_reconfigure_entry()))

    async def _async_is_free(self) -> bool:
        """Return whether the name to sign in with is no user name, which would stay."""
        info = await self._users.info()
        name = self._get_reconfigure_entry().data.get(CONF_USERNAME)
        return name != info.username

    async def _async_changed(self, name: str, signs_in: bool) -> ConfigFlowResult:
        data = self._get_reconfigure_entry().data
        if data.get(CONF_SIGN_IN) == SIGN_IN_SMS and signs_in:
            sms = credentials_data(SmsCredentials(name))
            kept = {**without_sign_in(data), **sms}
            return await self._async_update(
                self._get_reconfigure_entry(), kept, "account_changed"
            )
        if signs_in:
            password = data[CONF_PASSWORD]
            return await self._async_known_as(name, password, "account_changed")
        return self.async_abort(reason="account_changed")

    async def _async_known_as(
        self, name: str, password: str, reason: str
    ) -> ConfigFlowResult:
        """Let the entry sign in with a name and a password from now on."""
        entry = self._get_reconfigure_entry()
        credentials = credentials_data(PasswordCredentials(name, password))
        data = {**without_sign_in(entry.data), **credentials}
        return await self._async_update(entry, data, reason)


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
