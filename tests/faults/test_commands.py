"""Many commands at once: merged, paced, in order, each at most once."""

import asyncio

import pytest

from homeassistant.const import STATE_ON
from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component

from tests.common import add_device, entity_id, set_up, state_of, until
from tests.simulator import SimulatedCloud, User
from tests.soak.warp import warped


async def test_two_people_at_once(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The last one has it, at the device as in Home Assistant."""
    spa = add_device(cloud, user, "machine")
    await set_up(hass, cloud, user)
    data = {"entity_id": entity_id(hass, spa, "option_a")}
    await asyncio.gather(
        *(
            hass.services.async_call(
                "switch", action, data, blocking=True, context=Context()
            )
            for action in ("turn_off", "turn_on")
        )
    )
    assert len(cloud.controls) == 1
    await until(hass, lambda: spa.values["option_a"] is True)
    assert state_of(hass, spa, "option_a") == STATE_ON


async def test_a_slider_dragged_for_ten_seconds(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hundred values, at most three requests a second, and the last one wins."""
    spa = add_device(cloud, user, "machine", values={"amount": 20})
    await set_up(hass, cloud, user)
    entity = entity_id(hass, spa, "amount")
    with warped(monkeypatch.setattr):
        dragged = []
        for step in range(100):
            data = {"entity_id": entity, "value": 20 + step % 80}
            call = hass.services.async_call("number", "set_value", data, blocking=True)
            dragged.append(asyncio.create_task(call))
            await asyncio.sleep(0.1)
        await asyncio.gather(*dragged)
    assert 10 <= len(cloud.controls) <= 30
    assert cloud.controls[-1].attrs == {"amount": 20 + 99 % 80}
    await until(hass, lambda: spa.values["amount"] == 20 + 99 % 80)
    assert state_of(hass, spa, "amount") == str(20 + 99 % 80)


@pytest.mark.parametrize("fails", [False, True])
async def test_a_scene_of_thirty_datapoints(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, fails: bool
) -> None:
    """Ten devices, three datapoints each: ten requests, and one that fails is alone."""
    devices = [add_device(cloud, user, "machine") for _ in range(10)]
    await set_up(hass, cloud, user)
    await async_setup_component(hass, "scene", {})
    states = {
        entity_id(hass, device, key): state
        for device in devices
        for key, state in (("option_a", "on"), ("option_b", "on"), ("amount", "55"))
    }
    assert len(states) == 30
    unlucky = devices[3]
    if fails:
        path = f"/app/control/{unlucky.did}"
        cloud.faults.all(path=path, status=502, html=True)
    await hass.services.async_call("scene", "apply", {"entities": states})
    lucky = [device for device in devices if not fails or device is not unlucky]
    await until(hass, lambda: {c.did for c in cloud.controls} == {d.did for d in lucky})
    await until(
        hass,
        lambda: all(
            state_of(hass, device, "amount") == "55"
            and state_of(hass, device, "option_b") == STATE_ON
            for device in lucky
        ),
    )
    assert len(cloud.requests_to("POST", "/app/control/")) <= 20
    await hass.async_block_till_done()
