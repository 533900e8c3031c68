"""Sharing: invitations both ways, codes, guests, and the messages about them."""

from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from custom_components.gizwits.api import (
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
)
from custom_components.gizwits.api.invitations import Invitation, SharingStatus
from custom_components.gizwits.api.messages import Messages, MessageStatus
from custom_components.gizwits.api.sharing import Recipient, Sharings

from tests.api.helpers import NAME, PASSWORD, make_client
from tests.simulator import SimulatedCloud, SimulatedDevice, User

START = datetime(2026, 11, 12, 11, 30, tzinfo=UTC)


@pytest.fixture
def ben(cloud: SimulatedCloud) -> User:
    """Return a second account."""
    made = cloud.add_user("ben", PASSWORD)
    made.email, made.phone = "ben@example.com", "13800000000"
    return made


@pytest.fixture
async def owner(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> GizwitsClient:
    """Return the client of the device's owner, at START, where the clock stands."""
    cloud.clock.freeze(START)
    await client.login()
    return client


@pytest.fixture
def guest(
    cloud: SimulatedCloud, session: aiohttp.ClientSession, ben: User
) -> GizwitsClient:
    """Return the client of the second account."""
    return make_client(cloud, session, username="ben")


async def code_of(call: Awaitable[Any]) -> int | None:
    """Return the code of a call that must not succeed."""
    with pytest.raises(GizwitsError) as caught:
        await call
    assert not isinstance(caught.value, GizwitsConnectionError)
    return caught.value.code


async def test_invited_and_accepted(
    owner: GizwitsClient,
    guest: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    ben: User,
) -> None:
    """Both see it; the guest has the device until it is taken back."""
    made = await Sharings(owner).invite(
        device.did, Recipient.USERNAME, "ben", minutes=5
    )
    assert (made.qr_content, made.code) == ("", "")
    [sent] = await Sharings(owner).sent()
    [received] = await Sharings(guest).received()
    assert (sent.id, sent.did, sent.status) == (
        made.id,
        device.did,
        SharingStatus.PENDING,
    )
    assert (sent.uid, sent.name, received.email) == (ben.uid, "ben", NAME)
    assert (sent.created_at, sent.expired_at) == (START, START + timedelta(days=1))
    assert (received.dev_alias, received.by_code) == ("Box", False)
    for word in (ben.uid, "ben@", NAME, "13800000000"):
        assert word not in repr((sent, received))
    await Sharings(guest).accept(received.id)
    [received] = await Sharings(guest).received()
    assert received.status is SharingStatus.ACCEPTED
    [found] = await guest.bindings()
    assert found.role == "guest"
    await Sharings(guest).rename(received.id, "Mum")
    [someone] = await Sharings(owner).guests(device.did)
    assert (someone.uid, someone.created_at) == (ben.uid, START)
    assert someone.name == someone.username != "ben"
    assert ben.uid not in repr(someone)
    await Sharings(owner).cancel(received.id)
    assert await guest.bindings() == []
    [sent] = await Sharings(owner).sent(device.did)
    assert sent.status is SharingStatus.CANCELLED
    assert await code_of(Sharings(owner).cancel(received.id)) == 9094


@pytest.mark.parametrize("by", Recipient)
async def test_known_by(
    owner: GizwitsClient, device: SimulatedDevice, ben: User, by: Recipient
) -> None:
    """Each way to name somebody."""
    assert (await Sharings(owner).invite(device.did, by, getattr(ben, by))).id


async def test_rejected(
    owner: GizwitsClient, guest: GizwitsClient, device: SimulatedDevice
) -> None:
    """And then decided."""
    made = await Sharings(owner).invite(device.did, Recipient.USERNAME, "ben")
    assert made.id
    await Sharings(guest).reject(made.id)
    [received] = await Sharings(guest).received()
    assert received.status is SharingStatus.REJECTED
    assert await code_of(Sharings(guest).accept(made.id)) == 9089
    assert await guest.bindings() == []


async def test_refused(
    owner: GizwitsClient,
    guest: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
) -> None:
    """Each reason by its code."""
    did, by = device.did, Recipient.USERNAME
    sharing = Sharings(owner)
    assert await code_of(sharing.invite(did, by, "nobody")) == 9082
    assert await code_of(sharing.invite(did, Recipient.EMAIL, NAME)) == 9080
    assert await code_of(sharing.cancel(1)) == 9084
    made = (await sharing.invite(did, by, "ben")).id or 0
    assert await code_of(sharing.invite(did, by, "ben")) == 9087
    assert await code_of(sharing.accept(made)) == 9096
    assert await code_of(Sharings(guest).cancel(made)) == 9093
    assert await code_of(Sharings(guest).guests(did)) == 9017
    await cloud.clock.advance(86400)
    assert await code_of(Sharings(guest).accept(made)) == 9088
    made = (await sharing.invite(did, by, "ben")).id or 0
    await Sharings(guest).accept(made)
    assert await code_of(sharing.invite(did, by, "ben")) == 9083
    assert await code_of(Sharings(guest).invite(did, by, "ben")) == 9081
    assert await code_of(Sharings(guest).guests(did)) == 9093
    device.product.sharing = False
    assert await code_of(sharing.invite(did, by, "ben")) == 9090


@pytest.mark.parametrize("minutes", [0, 1441, -5])
async def test_no_time_to_share_for(
    owner: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice, minutes: int
) -> None:
    """Is not sent."""
    cloud.clear_recordings()
    with pytest.raises(GizwitsRequestError):
        await Sharings(owner).invite_by_code(device.did, minutes)
    assert cloud.requests == []


async def test_by_code(
    owner: GizwitsClient,
    guest: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
) -> None:
    """Looked at and accepted; the code does not show itself."""
    made = await Sharings(owner).invite_by_code(device.did, 60)
    assert made.id is None
    assert made.qr_content == f"type=share&code={made.code}"
    assert made.code
    assert made.code not in repr(made)
    assert await code_of(Sharings(owner).look_up(made.code)) == 9080
    content = await Sharings(guest).look_up(made.code)
    assert (content.owner, content.dev_alias) == (NAME, "Box")
    assert content.expired_at == START + timedelta(minutes=15)
    assert NAME not in repr(content)
    await Sharings(guest).accept_code(made.code)
    assert [found.did for found in await guest.bindings()] == [device.did]
    assert await code_of(Sharings(guest).accept_code("0")) == 9084
    assert await code_of(Sharings(guest).accept_code("../../login")) is None
    await cloud.clock.advance(3600)
    assert await guest.bindings() == []


async def test_guests_removed_and_made_owners(
    owner: GizwitsClient,
    guest: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    user: User,
    ben: User,
) -> None:
    """The cloud decides what becomes of the old owner."""
    did = device.did
    made = await Sharings(owner).invite(did, Recipient.UID, ben.uid)
    await Sharings(guest).accept(made.id or 0)
    assert await code_of(Sharings(owner).remove_guest(did, user.uid)) == 9095
    await Sharings(owner).remove_guest(did, ben.uid)
    assert await Sharings(owner).guests(did) == []
    assert await code_of(Sharings(owner).transfer(did, ben.uid)) == 9082
    made = await Sharings(owner).invite(did, Recipient.UID, ben.uid)
    await Sharings(guest).accept(made.id or 0)
    await Sharings(owner).transfer(did, ben.uid)
    assert [(await guest.bindings())[0].role, (await owner.bindings())[0].role] == [
        "owner",
        "guest",
    ]
    cloud.settings.transfer_keeps_owner = False
    await Sharings(guest).transfer(did, user.uid)
    assert await guest.bindings() == []
    with pytest.raises(GizwitsNotBoundError):
        await Sharings(guest).guests(did)


async def test_messages(
    owner: GizwitsClient,
    guest: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
) -> None:
    """Unread, read, deleted; somebody else's are not ours."""
    await Sharings(owner).invite(device.did, Recipient.USERNAME, "ben")
    [message] = await Messages(guest).all()
    assert (message.status, message.created_at) == (MessageStatus.UNREAD, START)
    assert message.content
    await Messages(guest).mark_read(message.id)
    [message] = await Messages(guest).all()
    assert message.status is MessageStatus.READ
    assert await code_of(Messages(owner).mark_read(message.id)) == 9101
    assert await code_of(Messages(guest).mark_read("0" * 24)) == 9085
    await Messages(guest).delete(message.id)
    assert await Messages(guest).all() == []
    assert await code_of(Messages(guest).delete(message.id)) == 9098
    assert await Messages(owner).all() == []


async def test_all_pages(
    owner: GizwitsClient,
    guest: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
) -> None:
    """Of messages and invitations."""
    cloud.settings.page_cap = 2
    for _ in range(5):
        made = await Sharings(owner).invite(device.did, Recipient.USERNAME, "ben")
        await Sharings(owner).cancel(made.id or 0)
    assert len(await Sharings(owner).sent()) == 5
    assert len(await Sharings(guest).received()) == 5
    assert len(await Messages(guest).all()) == 5


async def test_rows_that_are_odd(owner: GizwitsClient, cloud: SimulatedCloud) -> None:
    """Are left out, or say what they can."""
    rows: list[Any] = [None, {"id": "x"}, {"id": "7", "status": 9, "uid": None}, {}]
    cloud.faults.next(path="/app/sharing", body={"objects": rows})
    cloud.faults.next(path="/app/sharing", body={"objects": []})
    [sharing] = await Sharings(owner).sent()
    assert (sharing.id, sharing.status, sharing.name) == (7, None, "")
    rows = [{"id": "a", "status": "9"}, {"id": "b", "status": 1, "content": 5}, 1]
    cloud.faults.next(path="/app/messages", body={"objects": rows})
    cloud.faults.next(path="/app/messages", body={"objects": []})
    first, second = await Messages(owner).all()
    assert (first.status, second.status) == (MessageStatus.UNREAD, MessageStatus.READ)
    cloud.faults.next(path="/app/d/bindings", body=[None, {}, {"uid": "u"}])
    [found] = await Sharings(owner).guests("d")
    assert (found.uid, found.name, found.created_at) == ("u", "", None)


@pytest.mark.parametrize("body", [{}, [], {"id": None, "qr_content": ""}])
async def test_no_invitation(
    owner: GizwitsClient, cloud: SimulatedCloud, body: Any
) -> None:
    """Nobody knows what was sent."""
    cloud.faults.next(path="/app/sharing", body=body)
    with pytest.raises(GizwitsConnectionError):
        await Sharings(owner).invite_by_code("d")


def test_a_code_that_is_none() -> None:
    """Is empty."""
    assert Invitation(1, "").code == ""
    assert Invitation(None, "a=b").code == ""


@pytest.mark.parametrize("code", [9005, 9026])
async def test_a_user_who_does_not_exist(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice, code: int
) -> None:
    """Is the other one: nobody has to sign in again because of a typing mistake."""
    cloud.faults.all(path="/app/sharing", error_code=code)
    cloud.faults.all(path="/app/sharing/*/transfer", error_code=code)
    for sharing in (
        Sharings(client).invite(device.did, Recipient.USERNAME, "nobody"),
        Sharings(client).transfer(device.did, "f" * 32),
    ):
        with pytest.raises(GizwitsError) as caught:
            await sharing
        assert type(caught.value) is GizwitsRequestError
        assert caught.value.code == code
    cloud.faults.clear()
    cloud.faults.all(path="/app/sharing", error_code=9004)
    with pytest.raises(GizwitsError) as refused:
        await Sharings(client).invite(device.did, Recipient.USERNAME, "nobody")
    assert type(refused.value) is not GizwitsRequestError
