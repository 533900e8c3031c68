"""What the tests of actions share: an account with a bit of everything, and callers."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.util.json import JsonObjectType

from .common import add_device, set_up, until

from custom_components.gizwits.api import PasswordCredentials
from custom_components.gizwits.api.groups import Groups
from custom_components.gizwits.api.rule import Rule, RuleCommand, RuleEvent
from custom_components.gizwits.api.rules import Rules
from custom_components.gizwits.api.sharing import Recipient, Sharings
from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.services.catalogue import Action
from custom_components.gizwits.services.handler import Handler

from tests.simulator import SimulatedCloud, SimulatedDevice, User

GUEST, PASSWORD = "ben-the-guest", "Password1!"
MAC = "accf2350d447"
ROOMS = "custom_components.gizwits.services"


@dataclass
class World:
    """An account that is set up: two machines, a fan, a guest and all that."""

    entry: MockConfigEntry
    user: User
    guest: User
    machine: SimulatedDevice
    second: SimulatedDevice
    fan: SimulatedDevice
    group: str = ""
    rule: int = 0
    sharing: int = 0
    received: int = 0

    @property
    def client(self) -> Any:
        """Return the client of the account."""
        return self.entry.runtime_data.client


async def build_world(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    *,
    product: str = "machine",
    names: tuple[str, str] = ("Machine", "Second"),
    **kwargs: Any,
) -> World:
    """Return an account with devices and nothing else yet.

    Two of them are of `product`, which has the datapoints of a machine if no other.
    """
    guest = cloud.add_user(GUEST, PASSWORD)
    first = {"amount": 30} if product == "machine" else {}
    other = {"amount": 40} if product == "machine" else {}
    machine = add_device(cloud, user, product, alias=names[0], values=first, mac=MAC)
    second = add_device(cloud, user, product, alias=names[1], values=other)
    fan = add_device(cloud, user, "fan", alias="Fan")
    entry = await set_up(hass, cloud, user, **kwargs)
    return World(entry, user, guest, machine, second, fan)


async def fill_world(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    values: Mapping[str, Any] = MappingProxyType({"amount": 55}),
) -> World:
    """Give the account a group, a scene, a rule, invitations and a message.

    Scene and rule set `values` of the machine.
    """
    client, machine = world.client, world.machine
    world.group = await Groups(client).create("Both", machine.product_key)
    await Groups(client).add(world.group, [machine.did, world.second.did])
    await call(
        hass,
        "create_scene",
        {
            "name": "Evening",
            "steps": [
                {"device_id": device_id(hass, world, machine), "values": {**values}}
            ],
        },
    )
    world.rule = await Rules(client).create(
        Rule(
            name="Too hot",
            product_key=machine.product_key,
            did=machine.did,
            event=RuleEvent.DATA,
            steps=((RuleCommand(machine.did, {**values}),),),
        )
    )
    invitation = await Sharings(client).invite(machine.did, Recipient.USERNAME, GUEST)
    world.sharing = invitation.id
    theirs = await client_of(hass, world, world.guest)
    device = add_device(cloud, world.guest, "fan", alias="Theirs")
    given = await Sharings(theirs).invite(
        device.did, Recipient.USERNAME, world.user.username or ""
    )
    world.received = given.id or 0
    cloud.clear_recordings()
    return world


async def client_of(hass: HomeAssistant, world: World, user: User) -> Any:
    """Return a client of another account of the same app."""
    own = world.client
    return type(own)(
        own._session,  # noqa: SLF001
        own.cloud,
        own._app_id,  # noqa: SLF001
        PasswordCredentials(user.username or "", user.password or ""),
    )


async def become_guest(hass: HomeAssistant, world: World) -> None:
    """Let the guest accept the invitation."""
    theirs = await client_of(hass, world, world.guest)
    await Sharings(theirs).accept(world.sharing)


def device_id(hass: HomeAssistant, world: World, device: SimulatedDevice | None) -> str:
    """Return Home Assistant's id of a device; without one that of the account."""
    identifier = device.did if device else world.entry.data["account"]
    found = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, identifier), world.entry.entry_id
    )
    assert found
    return found.id


async def call(
    hass: HomeAssistant,
    action: str,
    data: dict[str, Any],
    *,
    user_id: str | None = None,
) -> JsonObjectType:
    """Call an action; return its response, {} where it has none."""
    supported = hass.services.supports_response(DOMAIN, action)
    answer = await hass.services.async_call(
        DOMAIN,
        action,
        data,
        blocking=True,
        context=Context(user_id=user_id),
        return_response=supported.value != "none",
    )
    return answer or {}


def handler_of(action: Action) -> Handler:
    """Return what carries an action out, from its room."""
    handlers = import_module(f"{ROOMS}.{action.room}").HANDLERS
    handler: Handler = handlers[action.name]
    return handler


async def scene_entity(hass: HomeAssistant) -> str:
    """Return the entity of the only scene there is."""
    await until(hass, lambda: hass.states.async_entity_ids("scene"))
    (entity_id,) = hass.states.async_entity_ids("scene")
    return entity_id
