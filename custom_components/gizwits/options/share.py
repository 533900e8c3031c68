"""Sharing by a code: one is shown to somebody else, or somebody else's is typed.

A code is good for a quarter of an hour and for one person. It is asked for and shown
here only: Home Assistant keeps the data of actions in traces.
"""

import re
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_DEVICE
from homeassistant.util import dt as dt_util

from ..api.invitations import CodeContent, Invitation, code_of
from ..api.sharing import Sharings
from ..flows.device_choice import device_options
from ..flows.errors import SHARE, FormError, told
from ..flows.forms import CONF_SHARE_CODE, async_texts
from ..sign_in import list_devices
from .base import OptionsBase
from .schemas import (
    CONF_MINUTES,
    SHARE_CODE_SCHEMA,
    share_by_code_schema,
    shown_code_schema,
)

_CODE: Final = re.compile(r"[\w-]{1,128}", re.ASCII)


class ShareSteps(OptionsBase):
    """Step `share`, and the forms for both ends of a code."""

    _invitation: Invitation
    _code: str
    _offer: CodeContent

    async def async_step_share(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose an end."""
        return self.async_show_menu(
            step_id="share", menu_options=["share_by_code", "accept_code"]
        )

    async def async_step_share_by_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask which device is shared, and for how long."""
        problem, options = None, []
        try:
            if user_input is not None:
                minutes = user_input.get(CONF_MINUTES)
                with told(SHARE, auth="sign_in_again"):
                    self._invitation = await Sharings(self._client).invite_by_code(
                        user_input[CONF_DEVICE], int(minutes) if minutes else None
                    )
                return await self.async_step_shown_code()
        except FormError as err:
            problem = err
        try:
            devices = await list_devices(self._client)
            texts = await async_texts(self.hass, "presence")
            options = device_options(devices, texts)
        except FormError as err:
            problem = problem or err
        schema = share_by_code_schema(options)
        return await self._async_form(
            "share_by_code", schema, user_input, problem, last_step=False
        )

    async def async_step_shown_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the code, as a picture to scan and as text."""
        if user_input is not None:
            return self.async_abort(reason="code_shown")
        content = self._invitation.qr_content
        return await self._async_form(
            "shown_code",
            shown_code_schema(content),
            code=self._invitation.code or content,
        )

    async def async_step_accept_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for a code, and look what it offers."""
        problem = None
        if user_input is not None:
            try:
                return await self._async_look_up(user_input[CONF_SHARE_CODE])
            except FormError as err:
                problem = err
        return await self._async_form(
            "accept_code", SHARE_CODE_SCHEMA, problem=problem, last_step=False
        )

    async def _async_look_up(self, typed: str) -> ConfigFlowResult:
        """Show what a code offers; raises FormError."""
        self._code = code_of(typed.strip()) or typed.strip()
        if not _CODE.fullmatch(self._code):
            raise FormError("share_code_wrong", field=CONF_SHARE_CODE)
        with told(SHARE, auth="sign_in_again"):
            self._offer = await Sharings(self._client).look_up(self._code)
        return await self._async_show_offer(None)

    async def async_step_accept_offer(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Accept what was offered: the device appears."""
        try:
            with told(SHARE, auth="sign_in_again"):
                await Sharings(self._client).accept_code(self._code)
        except FormError as err:
            return await self._async_show_offer(err)
        await self._async_look_again()
        return self.async_abort(reason="device_shared")

    async def _async_show_offer(self, problem: FormError | None) -> ConfigFlowResult:
        offer = self._offer
        until = offer.expired_at
        shown = dt_util.as_local(until).strftime("%H:%M") if until else "?"
        return await self._async_form(
            "accept_offer",
            problem=problem,
            owner=offer.owner or "?",
            device=offer.dev_alias or offer.product_name or "?",
            until=shown,
        )
