"""Everything a demo needs, set up step by step."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout

from . import dashboard
from .account import add_account
from .cloud import Household
from .configuration import drop_address
from .errors import DemoError
from .looks import looks_of
from .owner import (
    Owner,
    confirm_address,
    create_owner,
    finish_onboarding,
    wait_until_running,
)
from .place import Place
from .registry import CONNECTION, Device, read_registry
from .rest import RestApi
from .states import UNKNOWN, States
from .websocket import WebSocketApi, connect

# A slow machine with a cold disk needs most of it (s).
_START_TIMEOUT = 180.0
_READY_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Stage:
    """A Home Assistant that shows a household, and the ways to both."""

    place: Place
    household: Household
    owner: Owner
    rest: RestApi
    api: WebSocketApi
    states: States
    devices: list[Device]


@asynccontextmanager
async def set_up(place: Place, household: Household) -> AsyncIterator[Stage]:
    """Take a Home Assistant that is starting to where a person can begin."""
    owner = Owner.make_up()
    async with ClientSession(timeout=ClientTimeout(total=60)) as session:
        rest = RestApi(session, place.url)
        await rest.wait_until_answers(_START_TIMEOUT)
        await create_owner(rest, owner)
        async with connect(rest) as api:
            await confirm_address(api)
            drop_address(place)
            await finish_onboarding(rest, api)
            if household.options is None:
                await add_account(rest, household.account)
            devices = await _wait_for_devices(api, household)
            states = States()
            await states.follow(api)
            looks = {device.did: looks_of(device) for device in household.devices}
            await wait_until_running(api, _READY_TIMEOUT)
            await dashboard.show(
                api, dashboard.build(devices, looks, states, household.other)
            )
            yield Stage(place, household, owner, rest, api, states, devices)


async def _wait_for_devices(api: WebSocketApi, household: Household) -> list[Device]:
    """Return the devices, as soon as all are there and have told their values.

    It looks now and then: to somebody who would rather be told of every new state,
    Home Assistant hangs up when many are added at once.
    """
    order = {device.did: place for place, device in enumerate(household.devices)}
    # One that is offline in a bug report stays so.
    away = {device.did for device in household.devices if not device.online}
    devices: list[Device] = []
    ready: list[Device] = []
    try:
        async with asyncio.timeout(_READY_TIMEOUT):
            while order.keys() != {device.did for device in ready}:
                await asyncio.sleep(0.5)
                devices = await read_registry(api)
                states = States()
                await states.read(api)
                ready = [
                    device
                    for device in devices
                    if device.did in away or _is_ready(device, states)
                ]
    except TimeoutError:
        raise DemoError(
            f"of {len(order)} devices Home Assistant has {len(devices)}, and values "
            f"of {len(ready)}, after {_READY_TIMEOUT:.0f} s"
        ) from None
    return sorted(devices, key=lambda device: order[device.did])


def _is_ready(device: Device, states: States) -> bool:
    """Return whether a device can be reached and its values are known."""
    if not any(entity.key == CONNECTION for entity in device.entities):
        # It is registered before its entities are.
        return False
    reached = states[device.connection.entity_id].value == "on"
    values = [
        states[entity.entity_id].value
        for entity in device.entities
        if entity.enabled
        and entity is not device.connection
        # These have a state without the device's doing.
        and entity.domain not in ("calendar", "event")
    ]
    return reached and (not values or any(value not in UNKNOWN for value in values))
