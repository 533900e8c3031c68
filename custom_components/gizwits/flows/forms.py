"""How all forms are shown: with what was typed but no secret, and what was wrong."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigEntryBaseFlow,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import CONF_CODE, CONF_PASSWORD, CONF_TOKEN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.translation import async_get_translations

from ..account.entry import client_for, token_data
from ..api import GizwitsClient, Token
from ..const import CONF_PROVIDER_SECRET, CONF_PROVIDER_TOKEN, CONF_SECRET, DOMAIN
from ..markdown import plain_texts
from .errors import FormError
from .schemas import CONF_APP_SECRET, CONF_FORGOT, CONF_NEW_PASSWORD

if TYPE_CHECKING:
    import probatio as vol

CONF_PASSCODE: Final = "passcode"
CONF_QR_CODE: Final = "qr_code"
CONF_SHARE_CODE: Final = "share_code"
# Never suggested again to whoever opens the form.
_NOT_SUGGESTED: Final = frozenset(
    {
        CONF_APP_SECRET,
        CONF_CODE,
        CONF_FORGOT,
        CONF_NEW_PASSWORD,
        CONF_PASSCODE,
        CONF_PASSWORD,
        CONF_PROVIDER_SECRET,
        CONF_PROVIDER_TOKEN,
        CONF_QR_CODE,
        CONF_SECRET,
        CONF_SHARE_CODE,
    }
)


class FormFlow(ConfigEntryBaseFlow):
    """A flow of forms."""

    _own_client: GizwitsClient | None = None

    async def _async_form(
        self,
        step_id: str,
        schema: vol.Schema | None = None,
        typed: Mapping[str, Any] | None = None,
        problem: FormError | None = None,
        *,
        last_step: bool | None = None,
        **placeholders: str,
    ) -> ConfigFlowResult:
        """Show a form; `placeholders` are texts of its description."""
        placeholders = plain_texts(placeholders)
        if schema is not None and typed:
            suggested = {
                name: value
                for name, value in typed.items()
                if name not in _NOT_SUGGESTED
            }
            schema = self.add_suggested_values_to_schema(schema, suggested)
        if problem:
            placeholders |= {
                "code": str(problem.code),
                "tried": await self._async_tried(problem),
                "reason": problem.reason,
            }
        return self.async_show_form(
            step_id=step_id,
            data_schema=schema,
            errors={problem.field: problem.key} if problem else None,
            description_placeholders=placeholders,
            last_step=last_step,
        )

    async def _async_tried(self, problem: FormError) -> str:
        """Return where the account was looked for, in the user's words."""
        regions = await async_texts(self.hass, "region")
        newer = (await async_texts(self.hass, "door"))["aep"]
        places = (
            (regions.get(name, name), f" ({newer})" if aep else "")
            for name, aep in problem.tried
        )
        return ", ".join(name + door for name, door in places)

    def _client_of(self, entry: ConfigEntry) -> GizwitsClient:
        """Return the client of an entry, loaded or not."""
        if entry.state is ConfigEntryState.LOADED:
            client: GizwitsClient = entry.runtime_data.client
            return client

        @callback
        def keep_token(token: Token) -> None:
            """Spare the entry a login: there are few before the cloud refuses more."""
            data = {**entry.data, CONF_TOKEN: token_data(token)}
            self.hass.config_entries.async_update_entry(entry, data=data)

        if self._own_client is None:
            self._own_client = client_for(self.hass, entry.data, keep_token)
        return self._own_client


async def async_texts(hass: HomeAssistant, selector: str) -> dict[str, str]:
    """Return the texts of a selector's options in the installation's language.

    Labels and placeholders made here are not translated by the frontend.
    """
    prefix = f"component.{DOMAIN}.selector.{selector}.options."
    texts = await async_get_translations(
        hass, hass.config.language, "selector", {DOMAIN}
    )
    return {
        key.removeprefix(prefix): text
        for key, text in texts.items()
        if key.startswith(prefix)
    }
