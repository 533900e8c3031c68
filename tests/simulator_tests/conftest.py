"""Fixtures of the simulator's own tests: a cloud, an account, a phone."""

from collections.abc import AsyncIterator
import inspect

import aiohttp
import pytest
import pytest_asyncio

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX, MIX_VAR_LEN
from tests.simulator_tests.phone import Phone

NAME, PASSWORD = "anna@example.com", "Password1!"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let these tests use sockets, which Home Assistant's plugin forbids."""
    for item in items:
        if "simulator_tests" in item.path.parts:
            item.add_marker(pytest.mark.usefixtures("socket_enabled"))
            if inspect.iscoroutinefunction(getattr(item, "obj", None)):
                item.add_marker(pytest.mark.asyncio)


@pytest_asyncio.fixture
async def cloud(socket_enabled: None) -> AsyncIterator[SimulatedCloud]:
    """Return a running cloud with the two mixed products."""
    async with SimulatedCloud(report_delay=0.01) as running:
        running.add_product(MIX)
        running.add_product(MIX_VAR_LEN)
        yield running


@pytest.fixture
def user(cloud: SimulatedCloud) -> User:
    """Return the account of the tests."""
    return cloud.add_user(NAME, PASSWORD)


@pytest_asyncio.fixture
async def phone(cloud: SimulatedCloud, user: User) -> AsyncIterator[Phone]:
    """Return a phone that is signed in."""
    async with aiohttp.ClientSession() as session:
        phone = Phone(cloud, session)
        await phone.log_in(NAME, PASSWORD)
        yield phone


@pytest.fixture
def device(cloud: SimulatedCloud, user: User) -> SimulatedDevice:
    """Return a bound device with the fixed layout on host 0."""
    made = cloud.add_device(MIX["product_key"], alias="Box", values={"room": 21.5})
    cloud.bind(user, made)
    return made


@pytest.fixture
def var_len(cloud: SimulatedCloud, user: User) -> SimulatedDevice:
    """Return a bound var_len device on host 1."""
    made = cloud.add_device(
        MIX_VAR_LEN["product_key"], m2m=1, values={"target": 20, "power": True}
    )
    cloud.bind(user, made)
    return made
