"""Fixtures of the client's tests: a cloud, an account, a client, devices."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from custom_components.gizwits.api import GizwitsClient

from tests.api.helpers import NAME, PASSWORD, make_client
from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX, MIX_VAR_LEN

_AUTH = "custom_components.gizwits.api.auth"
_COMMANDS = "custom_components.gizwits.api.commands"


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let these tests use sockets, which Home Assistant's plugin forbids."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the pauses before a command or a login is sent again."""
    monkeypatch.setattr(f"{_COMMANDS}._PAUSE", 0.01)
    monkeypatch.setattr(f"{_AUTH}._FIRST_FAILURE_PAUSE", 0.01)


@pytest.fixture
async def cloud(socket_enabled: None) -> AsyncIterator[SimulatedCloud]:
    """Return a running cloud with two hosts and the two mixed products."""
    async with SimulatedCloud(report_delay=0.01) as running:
        running.add_product(MIX)
        running.add_product(MIX_VAR_LEN)
        yield running


@pytest.fixture
def user(cloud: SimulatedCloud) -> User:
    """Return the account of the tests."""
    return cloud.add_user(NAME, PASSWORD)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Return the session all requests go through."""
    async with aiohttp.ClientSession() as running:
        yield running


@pytest.fixture
def client(
    cloud: SimulatedCloud, user: User, session: aiohttp.ClientSession
) -> GizwitsClient:
    """Return a client of the account that has sent nothing yet."""
    return make_client(cloud, session)


@pytest.fixture
def device(cloud: SimulatedCloud, user: User) -> SimulatedDevice:
    """Return a bound device with the fixed layout on host 0."""
    made = cloud.add_device(MIX["product_key"], alias="Box", values={"room": 21.5})
    cloud.bind(user, made)
    return made


@pytest.fixture
def var_len(cloud: SimulatedCloud, user: User) -> SimulatedDevice:
    """Return a bound var_len device on host 1."""
    values = {"target": 20, "power": True}
    made = cloud.add_device(MIX_VAR_LEN["product_key"], m2m=1, values=values)
    cloud.bind(user, made)
    return made
