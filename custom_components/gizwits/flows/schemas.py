"""The forms of the config and options flows that concern the account."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import (
    CONF_CODE,
    CONF_DEVICES,
    CONF_EMAIL,
    CONF_NAME,
    CONF_PASSWORD,
    CONF_REGION,
    CONF_USERNAME,
)
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from ..api import REGIONS, ThirdParty
from ..brand_apps import BRAND_APPS
from ..const import (
    CONF_APP_ID,
    CONF_BASE_URL,
    CONF_PROVIDER,
    CONF_PROVIDER_SECRET,
    CONF_PROVIDER_TOKEN,
    CONF_PROVIDER_UID,
)

if TYPE_CHECKING:
    # What Home Assistant puts in voluptuous' place since 2026.8, and its types name.
    import probatio as vol
else:
    import voluptuous as vol

REGION_AUTO: Final = "auto"
SECTION_ADVANCED: Final = "advanced"
CONF_APP_SECRET: Final = "app_secret"
CONF_FORGOT: Final = "forgot_password"
CONF_NEW_PASSWORD: Final = "new_password"
CONF_PHONE: Final = "phone"
CONF_ADDRESS: Final = "address"
CONF_BIRTHDAY: Final = "birthday"
CONF_GENDER: Final = "gender"
CONF_LANGUAGE: Final = "language"
CONF_REMARK: Final = "remark"

PASSWORD: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
)
NEW_PASSWORD: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="new-password")
)
# What is no password of the user's: browsers should not offer to fill it in.
SECRET: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off")
)
TEXT: Final = TextSelector(TextSelectorConfig(autocomplete="off"))
USERNAME: Final = TextSelector(TextSelectorConfig(autocomplete="username"))
EMAIL: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.EMAIL, autocomplete="email")
)
PHONE: Final = TextSelector(
    TextSelectorConfig(type=TextSelectorType.TEL, autocomplete="tel")
)
CODE: Final = TextSelector(TextSelectorConfig(autocomplete="one-time-code"))


def _choice(translation_key: str, *options: str) -> SelectSelector:
    return SelectSelector(
        SelectSelectorConfig(
            options=[*options],
            mode=SelectSelectorMode.DROPDOWN,
            translation_key=translation_key,
        )
    )


# The password may stay empty when it is forgotten.
_KNOWN_PASSWORD: Final[dict[Any, Any]] = {
    vol.Optional(CONF_PASSWORD): PASSWORD,
    vol.Optional(CONF_FORGOT, default=False): BooleanSelector(),
}
_APP_SECRET: Final[dict[Any, Any]] = {vol.Required(CONF_APP_SECRET): SECRET}
_CHOSEN_PASSWORD: Final[dict[Any, Any]] = {
    vol.Required(CONF_NEW_PASSWORD): NEW_PASSWORD
}
_PHONE: Final[dict[Any, Any]] = {vol.Required(CONF_PHONE): PHONE, **_APP_SECRET}
_PROVIDER_TOKEN: Final[dict[Any, Any]] = {
    vol.Required(CONF_PROVIDER_TOKEN): SECRET,
    vol.Optional(CONF_PROVIDER_SECRET): SECRET,
}

# Fields of the forms that ask for an app and a region too.
SIGN_IN_SMS: Final = _PHONE
SIGN_IN: Final = {vol.Required(CONF_USERNAME): USERNAME, **_KNOWN_PASSWORD}
CREATE_USERNAME: Final = {vol.Required(CONF_USERNAME): USERNAME, **_CHOSEN_PASSWORD}
CREATE_EMAIL: Final = {vol.Required(CONF_EMAIL): EMAIL, **_CHOSEN_PASSWORD}
CREATE_PHONE: Final = {**_PHONE, **_CHOSEN_PASSWORD}
GUEST: Final[dict[Any, Any]] = {}
THIRD_PARTY: Final = {
    vol.Required(CONF_PROVIDER): SelectSelector(
        SelectSelectorConfig(
            options=[provider.value for provider in ThirdParty],
            mode=SelectSelectorMode.DROPDOWN,
            translation_key="provider",
        )
    ),
    vol.Required(CONF_PROVIDER_UID): TEXT,
    **_PROVIDER_TOKEN,
}

CONFIRM_SCHEMA: Final = vol.Schema({})
CAPTCHA_SCHEMA: Final = vol.Schema({vol.Optional(CONF_CODE): TEXT})
SMS_SCHEMA: Final = vol.Schema({vol.Optional(CONF_CODE): CODE})
FORGOT_SCHEMA: Final = vol.Schema({vol.Required(CONF_USERNAME): USERNAME})
FORGOT_PHONE_SCHEMA: Final = vol.Schema({**_APP_SECRET, **_CHOSEN_PASSWORD})
REAUTH_SCHEMA: Final = vol.Schema(_KNOWN_PASSWORD)
REAUTH_SMS_SCHEMA: Final = vol.Schema(_APP_SECRET)
REAUTH_THIRD_PARTY_SCHEMA: Final = vol.Schema(_PROVIDER_TOKEN)
KEEP_USERNAME_SCHEMA: Final = vol.Schema(CREATE_USERNAME)
KEEP_PHONE_SCHEMA: Final = vol.Schema(CREATE_PHONE)
CHANGE_PASSWORD_SCHEMA: Final = vol.Schema(_CHOSEN_PASSWORD)
CHANGE_EMAIL_SCHEMA: Final = vol.Schema({vol.Required(CONF_EMAIL): EMAIL})
PROFILE_SCHEMA: Final = vol.Schema(
    {
        vol.Optional(CONF_NAME): TEXT,
        vol.Optional(CONF_GENDER): _choice("gender", "m", "f", "n"),
        vol.Optional(CONF_BIRTHDAY): TEXT,
        vol.Optional(CONF_ADDRESS): TEXT,
        vol.Optional(CONF_LANGUAGE): _choice("app_language", "en", "zh-cn"),
        vol.Optional(CONF_REMARK): TEXT,
    }
)
CHANGE_PHONE_SCHEMA: Final = vol.Schema(_PHONE)


def account_schema(fields: Mapping[Any, Any], *, advanced: bool) -> vol.Schema:
    """Return a form with an app, a region, `fields`, and where else to look.

    `advanced` says that the section is open.
    """
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
            **fields,
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
