"""The forms of the config and options flows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from homeassistant.const import CONF_DEVICES, CONF_PASSWORD, CONF_REGION, CONF_USERNAME
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .api import REGIONS
from .brand_apps import BRAND_APPS
from .const import CONF_APP_ID, CONF_BASE_URL

if TYPE_CHECKING:
    # What Home Assistant puts in voluptuous' place since 2026.8, and its types name.
    import probatio as vol
else:
    import voluptuous as vol

REGION_AUTO: Final = "auto"
SECTION_ADVANCED: Final = "advanced"

_PASSWORD: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
)
REAUTH_SCHEMA: Final = vol.Schema({vol.Required(CONF_PASSWORD): _PASSWORD})


def sign_in_schema(*, advanced: bool) -> vol.Schema:
    """Return the form to sign in; `advanced` says that its section is open."""
    return vol.Schema(
        {
            # Without a value the frontend takes the first app for everybody's.
            vol.Required(
                CONF_APP_ID, description={"suggested_value": ""}
            ): SelectSelector(
                SelectSelectorConfig(
                    options=[
                        # The field shows its value, so that is what people can read.
                        SelectOptionDict(value=app.label, label=app.label)
                        for app in BRAND_APPS
                    ],
                    custom_value=True,
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Required(CONF_REGION, default=REGION_AUTO): SelectSelector(
                SelectSelectorConfig(
                    options=[REGION_AUTO, *REGIONS],
                    mode=SelectSelectorMode.DROPDOWN,
                    translation_key="region",
                )
            ),
            vol.Required(CONF_USERNAME): TextSelector(
                TextSelectorConfig(autocomplete="username")
            ),
            vol.Required(CONF_PASSWORD): _PASSWORD,
            vol.Optional(SECTION_ADVANCED): section(
                vol.Schema({vol.Optional(CONF_BASE_URL): TextSelector()}),
                {"collapsed": not advanced},
            ),
        }
    )


def devices_schema(
    options: list[SelectOptionDict], chosen: Iterable[str]
) -> vol.Schema:
    """Return the form to choose devices, with some chosen already."""
    return vol.Schema(
        {
            vol.Required(CONF_DEVICES, default=list(chosen)): SelectSelector(
                SelectSelectorConfig(
                    options=options, multiple=True, mode=SelectSelectorMode.LIST
                )
            )
        }
    )
