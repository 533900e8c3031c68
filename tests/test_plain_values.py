"""What entities of single datapoints show, and what the cloud is told."""

import pytest

from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import HomeAssistant

from .common import add_device, entity_id, set_up, state_of, until

from custom_components.gizwits import mapping

from tests.simulator import SimulatedCloud, User


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no composite take the datapoints."""
    monkeypatch.setattr(mapping, "find_composites", lambda *_, **__: ())


@pytest.mark.usefixtures("plain")
async def test_values_that_mean_nothing_are_unknown(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A probe that is not there, a counter that is full, a timer that is not set."""
    boiler = add_device(
        cloud, user, "boiler", values={"Tank_Temp": 127.5, "Burner_Starts": 65535}
    )
    spa = add_device(cloud, user, "spa", values={"heat_run": 59940})
    await set_up(hass, cloud, user)
    assert state_of(hass, boiler, "Tank_Temp") == STATE_UNKNOWN
    assert state_of(hass, boiler, "Burner_Starts") == STATE_UNKNOWN
    assert state_of(hass, spa, "heat_run") == STATE_UNKNOWN

    await boiler.report({"Tank_Temp": 48.5})
    await until(hass, lambda: state_of(hass, boiler, "Tank_Temp") == "48.5")
    await boiler.report_raw_attrs({"Tank_Temp": 255})
    await until(hass, lambda: state_of(hass, boiler, "Tank_Temp") == STATE_UNKNOWN)


@pytest.mark.usefixtures("plain")
async def test_the_cloud_gets_its_own_label(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A person chooses "weak", the device is told 弱."""
    spa = add_device(cloud, user, "spa", values={"bubbles": "关"})
    await set_up(hass, cloud, user)
    entity = entity_id(hass, spa, "bubbles")
    state = hass.states.get(entity)
    assert state
    assert state.state == "off"
    assert state.attributes["options"] == ["off", "weak", "strong"]
    await hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": entity, "option": "weak"},
        blocking=True,
    )
    await until(hass, lambda: state_of(hass, spa, "bubbles") == "weak")
    [request] = cloud.requests_to("POST", "/app/control/")
    assert request.body["attrs"] == {"bubbles": "弱"}
