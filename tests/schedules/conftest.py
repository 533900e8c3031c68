"""An account with devices, in Paris."""

import pytest

from homeassistant.core import HomeAssistant

from .helpers import PARIS, live_in

from tests.action_helpers import World, build_world
from tests.simulator import SimulatedCloud, User


@pytest.fixture
async def world(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> World:
    """Return an account with devices and nothing else."""
    await live_in(hass, PARIS)
    return await build_world(hass, cloud, user)
