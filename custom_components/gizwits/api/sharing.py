"""Sharing devices with other accounts (newer document, "sharing")."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Final

from .caller import members
from .client import GizwitsClient
from .exceptions import GizwitsAuthError, GizwitsConnectionError, GizwitsRequestError
from .fields import JsonValue
from .invitations import CodeContent, Guest, Invitation, Sharing, SharingStatus

_PATH: Final = "/app/sharing"
_MINUTES: Final = range(1, 1441)
# "User not exist" and "user invalid": of whom is not said.
_OF_USERS: Final = frozenset({9005, 9026})


class Recipient(StrEnum):
    """By what the other account is known."""

    UID = "uid"
    USERNAME = "username"
    EMAIL = "email"
    PHONE = "phone"


class Sharings:
    """Invitations sent and received, and the guests of a device.

    GizwitsRequestError says why not: 9080 oneself, 9081 a guest cannot share, 9082 no
    such user, 9083 a guest already, 9084 no such invitation, 9087 invited already,
    9088 too old, 9089 decided already, 9090 not this product, 9093 not the owner,
    9094 cancelled, 9095 oneself, 9096 not the guest, 9100 neither.
    """

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def sent(self, did: str = "") -> list[Sharing]:
        """Return the invitations of ours: `GET /app/sharing?sharing_type=0`.

        The people in them are the guests; `did` asks for one device's only.
        """
        return await self._listed(0, did)

    async def received(self) -> list[Sharing]:
        """Return the invitations to us: `GET /app/sharing?sharing_type=1`.

        The people in them are the owners.
        """
        return await self._listed(1, "")

    async def _listed(self, kind: int, did: str) -> list[Sharing]:
        params: dict[str, str | int] = {"sharing_type": kind}
        if did:
            params["did"] = did
        rows = await self._caller.rows(_PATH, member="objects", params=params)
        return [one for row in rows if (one := Sharing.from_json(row))]

    async def invite(
        self, did: str, by: Recipient, who: str, minutes: int | None = None
    ) -> Invitation:
        """Invite somebody for a device: `POST /app/sharing`, for 24 hours.

        `minutes` limits how long it may be used from the acceptance on (1 to 1440).
        """
        return await self._invite(0, did, {by.value: who}, minutes)

    async def invite_by_code(self, did: str, minutes: int | None = None) -> Invitation:
        """Return a code that makes its reader a guest, for 15 minutes."""
        return await self._invite(1, did, {}, minutes)

    async def _invite(
        self, kind: int, did: str, who: dict[str, JsonValue], minutes: int | None
    ) -> Invitation:
        body: dict[str, JsonValue] = {"type": kind, "did": did, **who}
        if minutes is not None:
            if minutes not in _MINUTES:
                raise GizwitsRequestError("A device is shared for 1 to 1440 minutes")
            body["duration"] = minutes
        with _about_others():
            reply = await self._caller.call("POST", _PATH, json=body)
        invitation = Invitation.from_json(reply.body)
        if invitation is None:
            raise GizwitsConnectionError("The answer has no invitation")
        return invitation

    async def accept(self, sharing_id: int) -> None:
        """Become a guest: `PUT /app/sharing/{id}?status=1`."""
        await self._decide(sharing_id, SharingStatus.ACCEPTED)

    async def reject(self, sharing_id: int) -> None:
        """Decline an invitation: `PUT /app/sharing/{id}?status=2`."""
        await self._decide(sharing_id, SharingStatus.REJECTED)

    async def _decide(self, sharing_id: int, status: SharingStatus) -> None:
        params = {"status": status.value}
        await self._caller.call("PUT", f"{_PATH}/{sharing_id}", params=params)

    async def cancel(self, sharing_id: int) -> None:
        """Take an invitation back: `DELETE /app/sharing/{id}`; a guest is removed."""
        await self._caller.call("DELETE", f"{_PATH}/{sharing_id}")

    async def rename(self, sharing_id: int, alias: str) -> None:
        """Change what we call the other: `PUT /app/sharing/{id}/alias`."""
        path, params = f"{_PATH}/{sharing_id}/alias", {"user_alias": alias}
        await self._caller.call("PUT", path, params=params)

    async def look_up(self, code: str) -> CodeContent:
        """Return what a code offers: `GET /app/sharing/code/{code}`; not to its owner.

        `code` is that of `Invitation.code`, text, though the document's table says
        that it is a number.
        """
        reply = await self._caller.call("GET", f"{_PATH}/code/{code}")
        return CodeContent.from_json(reply.body)

    async def accept_code(self, code: str) -> None:
        """Become a guest by a code: `POST /app/sharing/code/{code}`."""
        await self._caller.call("POST", f"{_PATH}/code/{code}")

    async def guests(self, did: str) -> list[Guest]:
        """Return the guests of a device of ours: `GET /app/{did}/bindings`."""
        body = (await self._caller.call("GET", f"/app/{did}/bindings")).body
        return [guest for raw in members(body) if (guest := Guest.from_json(raw))]

    async def remove_guest(self, did: str, uid: str) -> None:
        """Take a device away from a guest: `DELETE /app/{did}/bindings?uid=`.

        The uid, not optional as the document's table has it, stands in the address:
        the cloud takes it nowhere else.
        """
        await self._caller.call("DELETE", f"/app/{did}/bindings", params={"uid": uid})

    async def transfer(self, did: str, uid: str) -> None:
        """Make a guest the owner: `POST /app/sharing/{did}/transfer?uid=`.

        The document's example has a number in the path, the vendor's
        schema the did, which is right.
        Whether the old owner becomes a guest or loses the device is the cloud's
        choice: list the devices afterwards.
        """
        path = f"{_PATH}/{did}/transfer"
        with _about_others():
            await self._caller.call("POST", path, params={"uid": uid})


@contextmanager
def _about_others() -> Iterator[None]:
    """Raise GizwitsRequestError for codes that mean the other account here, not ours."""
    try:
        yield
    except GizwitsAuthError as err:
        if err.code not in _OF_USERS:
            raise
        raise GizwitsRequestError(err.message, code=err.code) from None
