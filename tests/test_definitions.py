"""Product definitions: kept, checked, changed, missing."""

from copy import deepcopy
from datetime import timedelta
import threading
import time
from typing import Any

import pytest

from homeassistant.const import STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .common import ACCOUNT, add_device, set_up, state_of, until

from custom_components.gizwits import coordinator, mapped_product
from custom_components.gizwits.account import products
from custom_components.gizwits.api import Product
from custom_components.gizwits.const import CONNECTION_KEY, DOMAIN

from tests.simulator import SimulatedCloud, User


async def test_a_product_without_a_definition_still_has_its_connection(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The device is there, and the others have all they can do."""
    other = add_device(cloud, user, "fan")
    bare = add_device(cloud, user, "door_sensor")
    cloud.products[bare.product_key].definition_served = False
    await set_up(hass, cloud, user)
    assert state_of(hass, bare, CONNECTION_KEY) == STATE_ON
    assert state_of(hass, other, CONNECTION_KEY) == STATE_ON
    assert len(er.async_get(hass).entities) > 2


async def test_a_definition_that_cannot_be_had_now_is_had_later(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A device is never lost over a cloud that is not well."""
    monkeypatch.setattr(coordinator, "RETRY_INTERVAL", timedelta(seconds=1))
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    cloud.faults.next(path="/app/datapoint", status=502, html=True)
    entry = await set_up(hass, cloud, user)
    assert not entry.runtime_data.devices
    await until(hass, lambda: entry.runtime_data.devices)
    await until(hass, lambda: state_of(hass, spa, "measured") == "36")


async def test_a_changed_definition_changes_the_entities(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What came is there, what went is gone, after a reload of its own."""
    spa = add_device(cloud, user, "machine")
    entry = await set_up(hass, cloud, user)
    await hass.config_entries.async_unload(entry.entry_id)

    served = deepcopy(dict(cloud.products[spa.product_key].served))
    (attribute,) = (
        a for a in served["entities"][0]["attrs"] if a["name"] == "option_b"
    )
    attribute["name"] = "jets"
    cloud.add_product(served, product_name="machine")
    monkeypatch.setattr(products, "CHECK_AFTER", 0)
    monkeypatch.setattr(coordinator, "CHECK_PAUSE", 3600)
    await hass.config_entries.async_setup(entry.entry_id)
    registry = er.async_get(hass)
    await until(
        hass,
        lambda: registry.async_get_entity_id(
            "switch", DOMAIN, f"{ACCOUNT}-{spa.did}-jets"
        ),
    )
    gone = f"{ACCOUNT}-{spa.did}-heater"
    assert registry.async_get_entity_id("switch", DOMAIN, gone) is None


async def test_an_unchanged_definition_changes_nothing(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is checked by its ETag, and the entry stays as it is."""
    add_device(cloud, user, "machine")
    monkeypatch.setattr(products, "CHECK_AFTER", 0)
    monkeypatch.setattr(coordinator, "CHECK_PAUSE", 3600)
    entry = await set_up(hass, cloud, user)
    account = entry.runtime_data
    await until(hass, lambda: len(cloud.requests_to("GET", "/app/datapoint")) == 2)
    assert cloud.requests_to("GET", "/app/datapoint")[1].status == 304
    assert entry.runtime_data is account


async def test_a_cloud_that_cannot_be_asked_keeps_what_is_known(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A failed check costs nothing."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    monkeypatch.setattr(products, "CHECK_AFTER", 0)
    monkeypatch.setattr(coordinator, "CHECK_PAUSE", 3600)
    cloud.faults.all(path="/app/datapoint", status=502)
    await hass.config_entries.async_reload(entry.entry_id)
    await until(
        hass, lambda: cloud.requests_to("GET", "/app/datapoint")[-1].status > 500
    )
    await until(hass, lambda: state_of(hass, spa, "measured") == "36")


async def test_a_product_we_stumble_over_costs_itself(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A fault of ours in one product leaves the others as they are."""
    broken = add_device(cloud, user, "machine")
    other = add_device(cloud, user, "fan")
    mapped = mapped_product.map_product

    def stumble(product: Product, **kwargs: Any) -> Any:
        if product.product_key == broken.product_key:
            raise KeyError("a fault of ours")
        return mapped(product, **kwargs)

    monkeypatch.setattr(mapped_product, "map_product", stumble)
    entry = await set_up(hass, cloud, user)
    assert set(entry.runtime_data.devices) == {other.did}
    assert "cannot be set up" in caplog.text


async def test_products_are_mapped_one_at_a_time_beside_the_event_loop(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Many threads at work would leave the event loop hardly any turn."""
    devices = [add_device(cloud, user, kind) for kind in ("machine", "fan", "boiler")]
    mapped = mapped_product.map_product
    at_work: list[int] = []
    seen: list[tuple[int, bool]] = []

    def slow(product: Product, **kwargs: Any) -> Any:
        at_work.append(1)
        seen.append((len(at_work), threading.current_thread().name == "MainThread"))
        time.sleep(0.05)
        try:
            return mapped(product, **kwargs)
        finally:
            at_work.pop()

    monkeypatch.setattr(mapped_product, "map_product", slow)
    entry = await set_up(hass, cloud, user)
    assert set(entry.runtime_data.devices) == {device.did for device in devices}
    assert seen == [(1, False)] * 3
