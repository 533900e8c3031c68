"""What a person can decide in Home Assistant's repairs."""

from typing import Any

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant

from .account.decisions import decided
from .const import CONF_READ_ONLY, CONF_WRITABLE
from .markdown import plain
from .rooms import async_enter


class InferredProductFlow(RepairsFlow):
    """Whether a product without a definition may be written."""

    def __init__(self, entry_id: str, product_key: str, name: str) -> None:
        """Decide on one product of an account."""
        self._entry_id = entry_id
        self._product_key = product_key
        self._name = name

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Explain, and let choose."""
        return self.async_show_menu(
            step_id="init",
            menu_options=["allow_writing", "keep_read_only"],
            description_placeholders={
                "product": plain(self._name or self._product_key)
            },
        )

    async def async_step_allow_writing(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Allow it; the account is set up anew."""
        return self._decide(CONF_WRITABLE)

    async def async_step_keep_read_only(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Leave it as it is, and do not ask again."""
        return self._decide(CONF_READ_ONLY)

    def _decide(self, option: str) -> RepairsFlowResult:
        """Keep a decision: the option that lists products decided so."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None:
            return self.async_abort(reason="no_account")
        options = decided(entry.options, self._product_key, option)
        self.hass.config_entries.async_update_entry(entry, options=options)
        if option == CONF_WRITABLE:
            self.hass.config_entries.async_schedule_reload(entry.entry_id)
        return self.async_create_entry(data={})


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, Any] | None
) -> RepairsFlow:
    """Return the flow of an issue; `data` is what `issues` gave it."""
    known = data or {}
    about_account = await async_enter(hass, "account.repairs")
    flow: RepairsFlow | None = about_account.account_flow(known)
    if flow:
        return flow
    return InferredProductFlow(
        *(str(known.get(name, "")) for name in ("entry_id", "product_key", "name"))
    )
