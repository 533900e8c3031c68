"""Binding devices to the account (Open API document, "bindings")."""

from collections.abc import Iterable
from typing import Final

from .client import GizwitsClient
from .device import Device
from .exceptions import GizwitsRequestError, error_for_code
from .fields import JsonValue
from .http import Reply
from .outcome import Outcome
from .signing import bind_signature

_PATH: Final = "/app/bindings"
_TIMESTAMP_INVALID: Final = 9043
_PASSCODE_INVALID: Final = 9016


class Bindings:
    """Which devices are the account's; they are listed by the client itself.

    GizwitsRequestError 9092: the device has an owner who has to share it;
    GizwitsNotBoundError 9014: no such device was ever online, 9017: not the account's.
    """

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def by_mac(
        self,
        product_key: str,
        product_secret: str,
        mac: str,
        *,
        remark: str = "",
        alias: str = "",
        owner: bool | None = None,
    ) -> Device | None:
        """Bind a device by its MAC: `POST /app/bind_mac`.

        The request is signed with the secret and the time by the cloud's clock, at
        most five minutes off; on 9043 it is sent once more with the time of that
        answer's `Date`. `mac` is sent as it is given, for its case may count;
        `owner` asks to become the owner of a product whose devices can be shared.
        Returns the device, None where the cloud did not say which. Raises GizwitsRequestError 9044 when
        the secret is wrong.
        """
        body: dict[str, JsonValue] = {"product_key": product_key, "mac": mac}
        body |= _given(remark=remark, dev_alias=alias)
        if owner is not None:
            body["set_owner"] = int(owner)
        try:
            reply = await self._signed(product_secret, body)
        except GizwitsRequestError as err:
            if err.code != _TIMESTAMP_INVALID:
                raise
            reply = await self._signed(product_secret, body)
        return Device.from_binding(reply.body)

    async def _signed(self, product_secret: str, body: JsonValue) -> Reply:
        timestamp = str(int(self._caller.http.now()))
        headers = {
            "X-Gizwits-Timestamp": timestamp,
            "X-Gizwits-Signature": bind_signature(product_secret, timestamp),
        }
        return await self._caller.call(
            "POST", "/app/bind_mac", json=body, headers=headers
        )

    async def by_qr_code(self, content: str, *, owner: bool | None = None) -> None:
        """Bind the device of a scanned code: `POST /app/bind_latest`.

        Newer document; GizwitsRequestError 9040 when it is no code of the cloud's.
        """
        body: dict[str, JsonValue] = {"qr_content": content}
        if owner is not None:
            body["set_owner"] = int(owner)
        await self._caller.call("POST", "/app/bind_latest", json=body)

    async def by_passcode(
        self, did: str, passcode: str, *, remark: str = "", alias: str = ""
    ) -> None:
        """Bind a device by its id and passcode: `POST /app/bindings`.

        Only some editions of the document have it: GizwitsRequestError 9039, 9045
        where the cloud does not offer it, 9016 where the two do not fit.
        """
        row: dict[str, JsonValue] = {"did": did, "passcode": passcode, "remark": remark}
        row |= _given(dev_alias=alias)
        reply = await self._caller.call("POST", _PATH, json={"devices": [row]})
        if did in Outcome.from_json(reply.body).failed:
            raise error_for_code(_PASSCODE_INVALID, "The device was not bound")

    async def update(
        self,
        did: str,
        *,
        remark: str | None = None,
        alias: str | None = None,
        labels: Iterable[str] | None = None,
    ) -> None:
        """Change what this account calls a device: `PUT /app/bindings/{did}`.

        None leaves as it is, '' clears; `labels`, for voice control, are of the newer
        document.
        """
        body: dict[str, JsonValue] = {}
        if remark is not None:
            body["remark"] = remark
        if alias is not None:
            body["dev_alias"] = alias
        if labels is not None:
            body["dev_label"] = list(labels)
        if not body:
            raise GizwitsRequestError("There is nothing to change")
        await self._caller.call("PUT", f"{_PATH}/{did}", json=body)

    async def unbind(self, *dids: str) -> Outcome:
        """Give devices up: `DELETE /app/bindings` with a body.

        When the owner does, all guests lose the device.
        """
        rows: list[JsonValue] = [{"did": did} for did in dids]
        reply = await self._caller.call("DELETE", _PATH, json={"devices": rows})
        return Outcome.from_json(reply.body)


def _given(**texts: str) -> dict[str, JsonValue]:
    return {name: text for name, text in texts.items() if text}
