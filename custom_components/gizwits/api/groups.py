"""Groups of devices, controlled by one request (newer document, "group")."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple, Self

from .caller import members
from .client import GizwitsClient
from .datapoint import Value
from .fields import JsonValue, as_bool, as_mapping, as_moment, as_text
from .outcome import Outcome
from .product import Product

_PATH: Final = "/app/group"


class Group(NamedTuple):
    """A group; only one with a product key can be controlled. Times are in UTC."""

    id: str
    name: str
    product_key: str = ""
    product_name: str = ""
    remark: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return the group of a row, None where it has no id."""
        row = as_mapping(raw)
        if not (group_id := as_text(row.get("id"))):
            return None
        return cls(
            id=group_id,
            name=as_text(row.get("group_name")),
            product_key=as_text(row.get("product_key")),
            product_name=as_text(row.get("verbose_name")),
            remark=as_text(row.get("remark")),
            created_at=as_moment(row.get("created_at")),
            updated_at=as_moment(row.get("updated_at")),
        )


class Member(NamedTuple):
    """A device of a group."""

    did: str
    product_key: str
    product_name: str
    dev_alias: str
    type: str

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return the device of a row, None where it has no did."""
        row = as_mapping(raw)
        if not (did := as_text(row.get("did"))):
            return None
        return cls(
            did,
            as_text(row.get("product_key")),
            as_text(row.get("verbose_name")),
            as_text(row.get("dev_alias")),
            as_text(row.get("type")),
        )


class Groups:
    """Read, made, filled, controlled and deleted.

    An unknown id is GizwitsRequestError 9015: no document has a code for it.
    """

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def all(self) -> list[Group]:
        """Return the account's groups: `GET /app/group`."""
        body = (await self._caller.call("GET", _PATH)).body
        return [group for raw in members(body) if (group := Group.from_json(raw))]

    async def create(self, name: str, product_key: str = "") -> str:
        """Make a group and return its id: `POST /app/group`."""
        body: dict[str, JsonValue] = {"group_name": name}
        if product_key:
            body["product_key"] = product_key
        return await self._caller.create(_PATH, body)

    async def rename(self, group_id: str, name: str) -> None:
        """Give a group another name: `PUT /app/group/{id}`."""
        body: dict[str, JsonValue] = {"group_name": name}
        await self._caller.call("PUT", f"{_PATH}/{group_id}", json=body)

    async def delete(self, group_id: str) -> None:
        """Delete a group, not its devices: `DELETE /app/group/{id}`."""
        await self._caller.call("DELETE", f"{_PATH}/{group_id}")

    async def members(self, group_id: str) -> list[Member]:
        """Return the devices of a group: `GET /app/group/{id}/devices`."""
        body = (await self._caller.call("GET", f"{_PATH}/{group_id}/devices")).body
        return [member for raw in members(body) if (member := Member.from_json(raw))]

    async def add(self, group_id: str, dids: Iterable[str]) -> Outcome:
        """Put devices into a group: `POST /app/group/{id}/devices`, with reasons."""
        reply = await self._caller.call(
            "POST",
            f"{_PATH}/{group_id}/devices",
            params={"show_detail": 1},
            json={"dids": list(dids)},
        )
        return Outcome.from_json(reply.body)

    async def remove(self, group_id: str, dids: Iterable[str]) -> Outcome:
        """Take devices out of a group: `DELETE /app/group/{id}/devices` with a body."""
        path = f"{_PATH}/{group_id}/devices"
        reply = await self._caller.call("DELETE", path, json={"dids": list(dids)})
        return Outcome.from_json(reply.body)

    async def control(
        self, group_id: str, product: Product, values: Mapping[str, Value]
    ) -> dict[str, bool]:
        """Send values to all devices of a group: `POST /app/group/{id}/control`.

        Returns by did whether the cloud passed them on. Raises GizwitsValueError when
        one is unknown, read-only or does not fit: nothing is sent then.
        """
        return await self._control(group_id, {"attrs": product.encode(values)})

    async def control_raw(self, group_id: str, payload: bytes) -> dict[str, bool]:
        """Send a payload to all devices of a group, as a list of bytes."""
        return await self._control(group_id, {"raw": list[JsonValue](payload)})

    async def _control(
        self, group_id: str, body: dict[str, JsonValue]
    ) -> dict[str, bool]:
        path = f"{_PATH}/{group_id}/control"
        rows = members((await self._caller.call("POST", path, json=body)).body)
        results = {
            as_text(row.get("did")): as_bool(row.get("result"))
            for row in map(as_mapping, rows)
        }
        results.pop("", None)
        return results
