"""Fixtures of the integration's tests: a simulated cloud on a real socket, an account.

The integration is imported here, before the test helpers' own configuration, which
has a folder of the same name, can take its place.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any
from unittest.mock import AsyncMock, patch

from freezegun import freeze_time
from hypothesis import settings
import pytest
import pytest_asyncio
from yarl import URL

from homeassistant.const import CONF_PASSWORD, CONF_REGION, CONF_USERNAME
from homeassistant.core import HomeAssistant

from .plan_helpers import MONDAY, TimeMachine

from custom_components.gizwits.api import REGIONS, Cloud
from custom_components.gizwits.const import CONF_APP_ID, CONF_BASE_URL

from tests.simulator import SimulatedCloud, User

NAME, PASSWORD = "anna", "Password1!"

# The same examples in each run, however busy the machine, and nothing kept between runs.
settings.register_profile("suite", deadline=None, database=None, derandomize=True)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def custom_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant find the integration, in tests that have one.

    The cloud is started before, so that it outlives Home Assistant and nothing is
    logged about a cloud that went away.
    """
    if "hass" not in request.fixturenames:
        return
    if "cloud" in request.fixturenames:
        request.getfixturevalue("cloud")
    request.getfixturevalue("enable_custom_integrations")


@pytest_asyncio.fixture
async def cloud(socket_enabled: None) -> AsyncIterator[SimulatedCloud]:
    """Return a running cloud with one app and no product."""
    async with SimulatedCloud() as running:
        yield running


@pytest.fixture
def user(cloud: SimulatedCloud) -> User:
    """Return an account of the cloud's app, without devices."""
    return cloud.add_user(NAME, PASSWORD)


@pytest_asyncio.fixture
async def regions(
    socket_enabled: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[dict[str, SimulatedCloud]]:
    """Return the clouds of all regions, simulated, in the place of the real ones.

    None of them knows any app but its own.
    """
    async with AsyncExitStack() as stack:
        clouds = {
            region: await stack.enter_async_context(SimulatedCloud(seed=seed))
            for seed, region in enumerate(REGIONS, start=10)
        }
        for region, running in clouds.items():
            there = Cloud(region, URL(running.base_url), "127.0.0.1")
            monkeypatch.setitem(REGIONS, region, there)
        yield clouds


@pytest.fixture
def sign_in_form(cloud: SimulatedCloud, user: User) -> dict[str, Any]:
    """Return what is typed to sign in as the user of the cloud."""
    return {
        CONF_APP_ID: cloud.app_id,
        CONF_REGION: "auto",
        CONF_USERNAME: NAME,
        CONF_PASSWORD: PASSWORD,
        "advanced": {CONF_BASE_URL: cloud.base_url},
    }


@pytest.fixture
def no_set_up() -> Iterator[AsyncMock]:
    """Return what is called instead of setting an entry up."""
    package = "custom_components.gizwits"
    with (
        patch(f"{package}.async_setup_entry", return_value=True) as set_up,
        patch(f"{package}.async_unload_entry", return_value=True),
    ):
        yield set_up


@pytest.fixture
def time_machine(hass: HomeAssistant, cloud: SimulatedCloud) -> Iterator[TimeMachine]:
    """Return what turns the clocks, which go on from a Monday in December."""
    with freeze_time(MONDAY, tick=True, real_asyncio=True) as clock:
        yield TimeMachine(hass, cloud, clock)
