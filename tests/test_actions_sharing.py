"""Actions of sharing, guests and messages."""

from typing import Any

import pytest
import voluptuous as vol

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .action_helpers import (
    GUEST,
    World,
    become_guest,
    build_world,
    call,
    device_id,
    fill_world,
)
from .common import registered, until

from tests.simulator import SimulatedCloud, User


@pytest.fixture
async def world(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> World:
    """Return an account with invitations and a message."""
    return await fill_world(hass, cloud, await build_world(hass, cloud, user))


async def test_invitations(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Sent and received; of ours with the device as it is known here."""
    answer: Any = await call(hass, "get_sharings", {})
    (sent,) = answer["sharings"]
    assert sent["sharing_id"] == world.sharing
    assert sent["device_id"] == device_id(hass, world, world.machine)
    assert sent["device"] == "Machine"
    assert sent["status"] == "pending"
    assert sent["person"]
    assert sent["created_at"] < sent["expires_at"]
    assert world.guest.uid not in str(answer)

    answer = await call(hass, "get_sharings", {"direction": "received"})
    (received,) = answer["sharings"]
    assert received["sharing_id"] == world.received
    assert received["device_id"] is None
    assert received["device"]


async def test_share_accept_cancel(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """A device comes and goes by invitations."""
    target = device_id(hass, world, world.second)
    answer = await call(
        hass, "share_device", {"device_id": target, "person": GUEST, "minutes": 60}
    )
    share = cloud.shares[answer["sharing_id"]]  # type: ignore[index]
    assert (share.did, share.guest, share.duration) == (
        world.second.did,
        world.guest.uid,
        60,
    )
    await call(hass, "cancel_sharing", {"sharing_id": answer["sharing_id"]})
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "cancel_sharing", {"sharing_id": answer["sharing_id"]})
    assert caught.value.translation_key == "error_9094"

    await call(hass, "accept_sharing", {"sharing_id": world.received})
    theirs = cloud.shares[world.received].did
    await until(hass, lambda: registered(hass, world.entry, theirs), 15)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "reject_sharing", {"sharing_id": world.received})
    assert caught.value.translation_key == "error_9089"


async def test_reject(hass: HomeAssistant, cloud: SimulatedCloud, world: World) -> None:
    """The invitation is over."""
    await call(hass, "reject_sharing", {"sharing_id": world.received})
    answer: Any = await call(hass, "get_sharings", {"direction": "received"})
    assert [one["status"] for one in answer["sharings"]] == ["rejected"]


@pytest.mark.parametrize(
    ("person", "key"), [("nobody", "error_9082"), ("anna", "error_9080")]
)
async def test_people_a_device_cannot_be_shared_with(
    hass: HomeAssistant, world: World, person: str, key: str
) -> None:
    """The cloud knows, and it is said in words."""
    target = device_id(hass, world, world.second)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "share_device", {"device_id": target, "person": person})
    assert caught.value.translation_key == key


async def test_what_the_form_refuses(hass: HomeAssistant, world: World) -> None:
    """Before the cloud is asked."""
    target = device_id(hass, world, world.second)
    for wrong in ({"minutes": 0}, {"minutes": 1441}, {"known_by": "uid"}, {"code": 1}):
        data = {"device_id": target, "person": GUEST, **wrong}
        with pytest.raises(vol.Invalid):
            await call(hass, "share_device", data)


async def test_guests(hass: HomeAssistant, cloud: SimulatedCloud, world: World) -> None:
    """They are known by an id that is not their uid, or by their name."""
    await become_guest(hass, world)
    target = device_id(hass, world, world.machine)
    answer: Any = await call(hass, "get_guests", {"device_id": target})
    (guest,) = answer["guests"]
    assert guest["name"]
    assert world.guest.uid not in str(answer)
    assert guest["guest"] != world.guest.uid[:8]
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "remove_guest", {"device_id": target, "guest": "nobody"})
    assert caught.value.translation_key == "unknown_guest"
    known = (caught.value.translation_placeholders or {})["known"]
    assert known == f"{guest['guest']} ({guest['name']})"

    await call(hass, "remove_guest", {"device_id": target, "guest": guest["name"]})
    assert cloud.bindings.get(world.guest.uid, world.machine.did) is None
    assert await call(hass, "get_guests", {"device_id": target}) == {"guests": []}


@pytest.mark.parametrize("keeps", [True, False])
async def test_transfer(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, keeps: bool
) -> None:
    """A guest is the owner; the device goes where the cloud takes it away."""
    cloud.settings.transfer_keeps_owner = keeps
    await become_guest(hass, world)
    target = device_id(hass, world, world.machine)
    answer: Any = await call(hass, "get_guests", {"device_id": target})
    guest = answer["guests"][0]["guest"]
    await call(hass, "transfer_device", {"device_id": target, "guest": guest})
    binding = cloud.bindings.get(world.guest.uid, world.machine.did)
    assert binding
    assert binding.role == "owner"
    if keeps:
        with pytest.raises(HomeAssistantError) as caught:
            await call(hass, "get_guests", {"device_id": target})
        assert caught.value.translation_key == "error_9093"
    else:
        await until(
            hass, lambda: not registered(hass, world.entry, world.machine.did), 15
        )


async def test_messages(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Listed, read, deleted."""
    answer: Any = await call(hass, "get_messages", {"unread_only": True})
    (message,) = answer["messages"]
    assert message["unread"] is True
    assert message["text"]
    assert message["time"]
    one = {"message_id": message["message_id"]}
    await call(hass, "mark_message_read", one)
    answer = await call(hass, "get_messages", {"unread_only": True})
    assert answer == {"messages": []}
    answer = await call(hass, "get_messages", {})
    assert [message["unread"] for message in answer["messages"]] == [False]
    cloud.clear_recordings()
    await call(hass, "mark_message_read", {})
    assert not cloud.requests_to("PUT")

    await call(hass, "delete_message", one)
    assert await call(hass, "get_messages", {}) == {"messages": []}
    for action in ("delete_message", "mark_message_read"):
        with pytest.raises(HomeAssistantError) as caught:
            await call(hass, action, one)
        assert caught.value.translation_key == "error_9098"


async def test_all_messages_at_once(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Without an id, all that are unread."""
    await call(hass, "mark_message_read", {})
    answer: Any = await call(hass, "get_messages", {})
    assert [message["unread"] for message in answer["messages"]] == [False]
