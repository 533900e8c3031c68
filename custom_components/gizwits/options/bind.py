"""Binding a device to the account, in three ways."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_MAC

from ..api.bindings import Bindings
from ..flows.errors import BIND, FormError, told
from ..flows.forms import CONF_PASSCODE, CONF_QR_CODE, CONF_SHARE_CODE
from .schemas import (
    CONF_ALIAS,
    CONF_DID,
    CONF_SET_OWNER,
    PASSCODE_SCHEMA,
    QR_CODE_SCHEMA,
    mac_schema,
)
from .share import ShareSteps

# A QR code that another account's app shows to share a device.
_SHARED: Final = "type=share"


class BindSteps(ShareSteps):
    """Step `bind_device` and a form for each way."""

    async def async_step_bind_device(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a way."""
        return self.async_show_menu(
            step_id="bind_device",
            menu_options=["bind_by_qr_code", "bind_by_mac", "bind_by_passcode"],
        )

    async def async_step_bind_by_qr_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Bind the device whose QR code was scanned."""
        problem = None
        if user_input is not None:
            try:
                content = user_input[CONF_QR_CODE].strip()
                if _SHARED in content.lower():
                    return await self._async_look_up(content)
                with told(BIND, auth="sign_in_again"):
                    await Bindings(self._client).by_qr_code(
                        content, owner=_owner(user_input)
                    )
            except FormError as err:
                problem = err
                if err.field == CONF_SHARE_CODE:
                    # This form has another field for it.
                    err.field = CONF_QR_CODE
            else:
                await self._async_look_again()
                return self.async_abort(reason="device_bound")
        return await self._async_form(
            "bind_by_qr_code", QR_CODE_SCHEMA, problem=problem
        )

    async def async_step_bind_by_passcode(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Bind a device by its id and passcode."""
        problem = None
        if user_input is not None:
            try:
                with told(BIND, auth="sign_in_again"):
                    await Bindings(self._client).by_passcode(
                        user_input[CONF_DID].strip(),
                        user_input[CONF_PASSCODE].strip(),
                        alias=user_input.get(CONF_ALIAS, "").strip(),
                    )
            except FormError as err:
                problem = err
            else:
                await self._async_look_again()
                return self.async_abort(reason="device_bound")
        return await self._async_form(
            "bind_by_passcode", PASSCODE_SCHEMA, user_input, problem
        )

    async def async_step_bind_by_mac(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Bind a device by its MAC; its product's secret says that one may."""
        problem = None
        if user_input is not None:
            try:
                key, secret = self._chosen_product(user_input)
                with told(BIND, auth="sign_in_again"):
                    await Bindings(self._client).by_mac(
                        key,
                        secret,
                        user_input[CONF_MAC].strip(),
                        alias=user_input.get(CONF_ALIAS, "").strip(),
                        owner=_owner(user_input),
                    )
            except FormError as err:
                problem = err
            else:
                await self._async_look_again()
                return self._done("device_bound", key, secret, user_input)
        schema = mac_schema(self._products)
        return await self._async_form("bind_by_mac", schema, user_input, problem)


def _owner(typed: dict[str, Any]) -> bool | None:
    """Return True where somebody wants to be the owner; else nothing is said of it.

    Only products whose devices can be shared have owners.
    """
    return True if typed[CONF_SET_OWNER] else None
