"""The forms of the options."""

from collections.abc import Mapping
import re
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import CONF_DEVICE, CONF_MAC, CONF_NAME
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    QrCodeSelector,
    QrCodeSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from ..const import CONF_PRODUCTS, CONF_RENAME_IN_APP, CONF_SECRET, CONF_SPLIT_SCHEDULES
from ..flows.forms import CONF_PASSCODE, CONF_QR_CODE, CONF_SHARE_CODE
from ..flows.schemas import SECRET, TEXT

if TYPE_CHECKING:
    import probatio as vol
else:
    import voluptuous as vol

CONF_ALIAS: Final = "alias"
CONF_CENTER_CONTROL: Final = "center_control"
CONF_DID: Final = "did"
CONF_MINUTES: Final = "minutes"
CONF_PICTURE: Final = "picture"
CONF_KEEP_SECRET: Final = "keep_secret"
CONF_PRODUCT: Final = "product"
CONF_SET_OWNER: Final = "set_owner"

PRODUCT_KEY: Final = re.compile(r"[0-9a-f]{32}")

type Products = Mapping[str, Mapping[str, str]]

_OWNER: Final[dict[Any, Any]] = {
    vol.Required(CONF_SET_OWNER, default=False): BooleanSelector()
}
QR_CODE_SCHEMA: Final = vol.Schema({vol.Required(CONF_QR_CODE): SECRET, **_OWNER})
PASSCODE_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_DID): TEXT,
        vol.Required(CONF_PASSCODE): SECRET,
        vol.Optional(CONF_ALIAS): TEXT,
    }
)


SHARE_CODE_SCHEMA: Final = vol.Schema({vol.Required(CONF_SHARE_CODE): TEXT})


def share_by_code_schema(devices: list[SelectOptionDict]) -> vol.Schema:
    """Return the form that asks which device is shared, and for how long."""
    return vol.Schema(
        {
            # Without a value the frontend takes the first device for the one meant.
            vol.Required(
                CONF_DEVICE, description={"suggested_value": ""}
            ): SelectSelector(
                SelectSelectorConfig(options=devices, mode=SelectSelectorMode.DROPDOWN)
            ),
            vol.Optional(CONF_MINUTES): NumberSelector(
                NumberSelectorConfig(
                    min=1,
                    max=1440,
                    mode=NumberSelectorMode.BOX,
                    unit_of_measurement="min",
                )
            ),
        }
    )


def shown_code_schema(content: str) -> vol.Schema:
    """Return the form that shows a code as a picture."""
    return vol.Schema(
        {
            vol.Optional(CONF_PICTURE): QrCodeSelector(
                QrCodeSelectorConfig(data=content, scale=6)
            )
        }
    )


def product_label(key: str, product: Mapping[str, str]) -> str:
    """Return what lists of stored products show, which tells one from another."""
    return f"{product[CONF_NAME]} ({key[:6]})"


def mac_schema(products: Products) -> vol.Schema:
    """Return the form to bind a device of a product."""
    return vol.Schema(
        {
            **_product(products),
            vol.Required(CONF_MAC): TEXT,
            vol.Optional(CONF_ALIAS): TEXT,
            **_OWNER,
            **_KEEP,
        }
    )


def register_schema(products: Products) -> vol.Schema:
    """Return the form to register a device of a product."""
    return vol.Schema(
        {
            **_product(products),
            vol.Required(CONF_MAC): TEXT,
            vol.Required(CONF_PASSCODE): SECRET,
            vol.Required(CONF_CENTER_CONTROL, default=False): BooleanSelector(),
            **_KEEP,
        }
    )


def settings_schema(products: Products, *, rename: bool, split: bool) -> vol.Schema:
    """Return the form of the settings; products can be forgotten there."""
    fields: dict[Any, Any] = {
        vol.Required(CONF_RENAME_IN_APP, default=rename): BooleanSelector(),
        vol.Required(CONF_SPLIT_SCHEDULES, default=split): BooleanSelector(),
    }
    if products:
        fields[vol.Required(CONF_PRODUCTS, default=list(products))] = SelectSelector(
            SelectSelectorConfig(
                options=[
                    SelectOptionDict(value=key, label=product_label(key, product))
                    for key, product in products.items()
                ],
                multiple=True,
                mode=SelectSelectorMode.LIST,
            )
        )
    return vol.Schema(fields)


_KEEP: Final[dict[Any, Any]] = {
    vol.Required(CONF_KEEP_SECRET, default=False): BooleanSelector(),
    vol.Optional(CONF_NAME): TEXT,
}


def _product(products: Products) -> dict[Any, Any]:
    """Return the fields of a product, stored or typed."""
    labels = [product_label(key, product) for key, product in products.items()]
    return {
        vol.Required(CONF_PRODUCT, description={"suggested_value": ""}): SelectSelector(
            SelectSelectorConfig(
                # The field shows its value, so that is what people can read.
                options=[SelectOptionDict(value=text, label=text) for text in labels],
                custom_value=True,
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
        vol.Optional(CONF_SECRET): SECRET,
    }
