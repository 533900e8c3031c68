"""What the tests of the config and the options flow share."""

import base64
import json
from pathlib import Path
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.const import CONF_DEVICES
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section

from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.markdown import plain

from tests.simulator import SimulatedCloud, SimulatedDevice, User, captcha_image

# Fields that nobody who opens a form again may see.
SECRETS = {
    "app_secret",
    "code",
    "new_password",
    "passcode",
    "password",
    "provider_secret",
    "provider_token",
    "qr_code",
    "secret",
}
BINDINGS = {"method": "GET", "path": "/app/bindings"}
PRODUCTS = Path(__file__).parent / "fixtures" / "products"


def add_device(
    cloud: SimulatedCloud, user: User, alias: str, **kwargs: Any
) -> SimulatedDevice:
    """Return a new fan of the user's."""
    definition = json.loads((PRODUCTS / "fan.json").read_text(encoding="utf-8"))
    product = cloud.products.get(definition["product_key"])
    product = product or cloud.add_product(definition)
    device = cloud.add_device(product.product_key, alias=alias, **kwargs)
    cloud.bind(user, device)
    return device


async def open_sign_in(hass: HomeAssistant, *steps: str) -> ConfigFlowResult:
    """Return the empty form to sign in, or that of the last step, by the menus."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    assert result["type"] is FlowResultType.MENU
    assert result["step_id"] == "user"
    assert result["menu_options"] == [
        "sign_in",
        "sign_in_sms",
        "create_account",
        "guest",
        "third_party",
    ]
    return await choose(hass, result, *(steps or ("sign_in",)))


async def choose(
    hass: HomeAssistant, result: ConfigFlowResult, *steps: str
) -> ConfigFlowResult:
    """Return the form that these entries of menus lead to."""
    for step in steps:
        assert result["type"] is FlowResultType.MENU, result
        assert step in result["menu_options"]
        result = await submit(hass, result, {"next_step_id": step})
    assert_form(result, steps[-1])
    return result


async def submit(
    hass: HomeAssistant, result: ConfigFlowResult, typed: dict[str, Any]
) -> ConfigFlowResult:
    """Return what follows when a form is sent, of either flow."""
    flow_id = result["flow_id"]
    flows = hass.config_entries.flow
    if result["handler"] != DOMAIN:
        flows = hass.config_entries.options  # type: ignore[assignment]
    return await flows.async_configure(flow_id, typed)


def assert_form(
    result: ConfigFlowResult, step_id: str, errors: dict[str, str] | None = None
) -> None:
    """Check that this form is shown, with these errors and with no secret."""
    assert result["type"] is FlowResultType.FORM, result
    assert result["step_id"] == step_id
    assert (result["errors"] or {}) == (errors or {})
    assert not SECRETS & suggested(result).keys()


def suggested(result: ConfigFlowResult) -> dict[str, Any]:
    """Return what a form is filled with, by field; sections by their name."""
    schema = result["data_schema"]
    return {} if schema is None else _suggested(schema.schema)


def _suggested(fields: dict[Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for marker, field in fields.items():
        if isinstance(field, section):
            found[str(marker)] = _suggested(field.schema.schema)
        elif (marker.description or {}).get("suggested_value") is not None:
            found[str(marker)] = marker.description["suggested_value"]
    return found


def listed(result: ConfigFlowResult) -> dict[str, str]:
    """Return the labels of the listed devices by did, in order."""
    assert result["data_schema"] is not None
    selector = result["data_schema"].schema[CONF_DEVICES]
    return {option["value"]: option["label"] for option in selector.config["options"]}


def chosen(result: ConfigFlowResult) -> list[str]:
    """Return the dids that are chosen when nothing is changed."""
    assert result["data_schema"] is not None
    dids: list[str] = result["data_schema"]({})[CONF_DEVICES]
    return dids


async def ended(
    hass: HomeAssistant, result: ConfigFlowResult, typed: dict[str, Any], reason: str
) -> None:
    """Send a form that ends its flow without an entry of its own."""
    result = await submit(hass, result, typed)
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.ABORT, result
    assert result["reason"] == reason


def picture(result: ConfigFlowResult) -> bytes:
    """Return the picture that the form of a captcha shows."""
    assert_form(result, "captcha", result["errors"])
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    kind, _, content = placeholders["picture"].partition(",")
    assert kind == "data:image/png;base64"
    return base64.b64decode(content)


def read(cloud: SimulatedCloud, result: ConfigFlowResult) -> dict[str, str]:
    """Return what somebody types who can read the picture."""
    code = list(cloud.captchas.values())[-1]
    assert picture(result) == captcha_image.draw(code)
    return {"code": code}


async def prove(
    hass: HomeAssistant, cloud: SimulatedCloud, result: ConfigFlowResult, phone: str
) -> ConfigFlowResult:
    """Read the captcha and type the code of the SMS; return what follows."""
    result = await submit(hass, result, read(cloud, result))
    assert_form(result, "sms_code")
    assert (result["description_placeholders"] or {})["phone"] == plain(phone)
    return await submit(hass, result, {"code": cloud.sms_codes[phone]})
