"""What an account says of its owner, as the app shows it."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_NAME

from ..account.entry import cloud_of
from ..api.users import Users
from .account import AccountFlow
from .errors import CHANGE, FormError, told
from .schemas import (
    CONF_ADDRESS,
    CONF_BIRTHDAY,
    CONF_GENDER,
    CONF_LANGUAGE,
    CONF_REMARK,
    PROFILE_SCHEMA,
)

# The fields of the form and what the cloud calls them.
_MEMBERS: Final = {
    CONF_NAME: "name",
    CONF_GENDER: "gender",
    CONF_BIRTHDAY: "birthday",
    CONF_ADDRESS: "address",
    CONF_LANGUAGE: "lang",
    CONF_REMARK: "remark",
}


class ProfileSteps(AccountFlow):
    """Step `change_profile`."""

    async def async_step_change_profile(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show what there is, and change what is typed anew."""
        problem, typed = None, user_input or {}
        try:
            known = await self._async_known()
            if user_input is None:
                typed = known
            else:
                await self._async_change(known, user_input)
                return self.async_abort(reason="account_changed")
        except FormError as err:
            problem = err
        return await self._async_form(
            "change_profile", PROFILE_SCHEMA, typed, problem, last_step=True
        )

    async def _async_known(self) -> dict[str, str]:
        """Return what the form is filled with; raises FormError."""
        entry = self._get_reconfigure_entry()
        with told(CHANGE, auth="sign_in_again", cloud=cloud_of(entry.data)):
            info = await Users(self._client_of(entry)).info()
        known = {field: getattr(info, name) for field, name in _MEMBERS.items()}
        known[CONF_GENDER] = known[CONF_GENDER].lower()
        return {field: text for field, text in known.items() if text}

    async def _async_change(self, known: dict[str, str], typed: dict[str, Any]) -> None:
        """Send what is another than before; raises FormError."""
        changes = {
            name: typed.get(field, "").strip()
            for field, name in _MEMBERS.items()
            if typed.get(field, "").strip() != known.get(field, "")
        }
        if "gender" in changes:
            changes["gender"] = changes["gender"].upper()
        if not changes:
            return
        entry = self._get_reconfigure_entry()
        with told(CHANGE, auth="sign_in_again", cloud=cloud_of(entry.data)):
            await Users(self._client_of(entry)).change_profile(**changes)
