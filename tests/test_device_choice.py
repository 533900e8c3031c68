"""The list of devices to choose from."""

from typing import Any

import pytest

from homeassistant.const import CONF_DEVICES
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .flow_helpers import add_device, assert_form, chosen, listed, open_sign_in, submit

from custom_components.gizwits.api import Device
from custom_components.gizwits.const import CONF_LEFT_OUT
from custom_components.gizwits.flows.device_choice import device_options

from tests.simulator import SimulatedCloud, User


async def test_labels(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, sign_in_form: dict[str, Any]
) -> None:
    """Name, product, whether it is there; by name, all chosen."""
    living = add_device(cloud, user, "living room")
    attic = add_device(cloud, user, "Attic", online=False)
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    assert_form(result, "devices")
    assert list(listed(result).items()) == [
        (attic.did, "Attic · BreezeTower 9 · offline"),
        (living.did, "living room · BreezeTower 9 · online"),
    ]
    assert sorted(chosen(result)) == sorted([attic.did, living.did])


async def test_labels_are_in_the_language_of_the_house(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, sign_in_form: dict[str, Any]
) -> None:
    """The frontend does not translate what is in a label."""
    hass.config.language = "zh-Hans"
    add_device(cloud, user, "客厅")
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    assert list(listed(result).values()) == ["客厅 · BreezeTower 9 · 在线"]


@pytest.mark.usefixtures("no_set_up")
async def test_a_thousand_devices(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, sign_in_form: dict[str, Any]
) -> None:
    """All are listed, whatever the page size, and all but one can be left out."""
    devices = [add_device(cloud, user, f"Fan {number}") for number in range(1000)]
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    assert_form(result, "devices")
    assert len(chosen(result)) == 1000
    result = await submit(hass, result, {CONF_DEVICES: [devices[500].did]})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert len(result["options"][CONF_LEFT_OUT]) == 999
    assert devices[500].did not in result["options"][CONF_LEFT_OUT]


def _device(did: str, **fields: Any) -> Device:
    return Device(did=did, product_key="0" * 32, **fields)


def _labels(*devices: Device) -> list[str]:
    return [option["label"] for option in device_options(devices, {})]


def test_namesakes_get_the_end_of_their_mac() -> None:
    """Two heaters nobody gave a name to can be told apart; others stay short."""
    assert _labels(
        _device("a", product_name="Heater", mac="accf2350d447"),
        _device("b", product_name="Heater", mac="accf23110022"),
        _device("c", product_name="Heater", is_online=True),
        _device("d", dev_alias="Bath", product_name="Heater"),
    ) == [
        "Bath · Heater · offline",
        "Heater · offline · 110022",
        "Heater · offline · 50d447",
        "Heater · online",
    ]


def test_nothing_of_the_cloud_breaks_a_label() -> None:
    """Line breaks, control characters and reversed text are taken out."""
    name = "Bath\r\n\x00\u202eroom\t\u3000up" + "!" * 2000
    [label] = _labels(_device("a", dev_alias=name, product_name="\u200b"))
    assert label.startswith("Bath room up!!")
    assert label.isprintable()
    assert len(label) < 100
