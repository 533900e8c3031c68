"""The Gizwits client: one method per thing a caller wants."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from aiohttp import ClientSession

from .auth import Auth, Credentials, Token
from .caller import Caller
from .commands import send_command
from .datapoint import Value
from .device import Device
from .events import Dispatch
from .exceptions import (
    TOKEN_CODES,
    GizwitsAuthError,
    GizwitsConnectionError,
    GizwitsRequestError,
)
from .fields import JsonValue, as_list, as_mapping, as_number
from .health import HttpHealth
from .http import HttpApi
from .inference import NOTHING_SEEN, Sightings
from .product import Product
from .push import CloudPush
from .regions import Cloud
from .stream import Backoff
from .timing import Timing

# The most rows asked for at once; a cloud may give fewer.
_PAGE: Final = 1000
# What clients of the vendor use, for a cloud that refuses more.
_SMALL_PAGE: Final = 20
_MOST_DEVICES: Final = 20_000
_FORM_INVALID: Final = 9015
_NO_DATA: Final = 9029


class Definition(NamedTuple):
    """A product's definition as the cloud gave it, to be kept with its ETag."""

    raw: Any
    etag: str = ""


class Report(NamedTuple):
    """The last values a device reported, and when by the cloud's clock (s).

    `seen` is what they show of a product without a definition that was not known yet.
    """

    values: Mapping[str, Value | None]
    updated_at: float
    seen: Sightings = NOTHING_SEEN


class GizwitsClient:
    """One account of one app on one Gizwits cloud.

    What concerns devices from day to day is here, everything else in the areas: each a
    class that is made with the client, as `Rules(client)`, so that nobody loads one who
    does not use it. They send with `caller`, to `cloud`. Every method raises
    GizwitsAuthError when the account is refused and GizwitsConnectionError when the
    cloud cannot be reached or is not well.
    """

    def __init__(
        self,
        session: ClientSession,
        cloud: Cloud,
        app_id: str,
        credentials: Credentials,
        *,
        token: Token | None = None,
        on_token: Callable[[Token], None] | None = None,
    ) -> None:
        """Use `session` for everything; nothing is sent yet.

        `token` is one that was kept, `on_token` is given each new one to keep.
        """
        self.cloud = cloud
        self._session = session
        self._app_id = app_id
        self._http = HttpApi(session, cloud.base_url, app_id)
        # How many requests the last listing of the devices took.
        self.listing_requests = 1
        self._auth = Auth(self._http, credentials, token, on_token)
        self.caller = Caller(self._http, self._auth)

    @property
    def http_health(self) -> HttpHealth:
        """Return how the requests went so far."""
        return self._http.tally.health

    def now(self) -> float:
        """Return the time by the cloud's clock, in seconds since the epoch."""
        return self._http.now()

    async def login(self) -> Token:
        """Return a valid token, signing in where there is none.

        `POST /app/login` (Open API document, "login").
        """
        return await self._auth.token()

    async def logout(self) -> None:
        """Let the cloud forget the token there is: `DELETE /app/logout`.

        Never signs in for that; a token that is no longer valid counts as done.
        """
        if (token := self.caller.forget_token()) is None:
            return
        try:
            await self._http.request("DELETE", "/app/logout", token=token.value)
        except GizwitsAuthError as err:
            if err.code not in TOKEN_CODES:
                raise

    async def bindings(self) -> list[Device]:
        """Return all devices bound to the account, each once.

        `GET /app/bindings` (Open API document, "bindings"), page by page: the cloud
        caps the page size without saying where, so the rows received count, and an
        empty page or one without a new device is the last.
        """
        devices: dict[str, Device] = {}
        rows, limit, requests = 0, _PAGE, 0
        while rows < _MOST_DEVICES:
            requests += 1
            try:
                page = await self._bindings_page(limit, rows)
            except GizwitsRequestError as err:
                if err.code != _FORM_INVALID or limit == _SMALL_PAGE:
                    raise
                limit = _SMALL_PAGE
                continue
            known = len(devices)
            for raw in page:
                if (device := Device.from_binding(raw)) is not None:
                    devices.setdefault(device.did, device)
            rows += len(page)
            if len(devices) == known:
                break
        self.listing_requests = requests
        return list(devices.values())

    async def _bindings_page(self, limit: int, skip: int) -> list[Any]:
        params = {"limit": limit, "skip": skip, "show_disabled": 0, "show_proto_ver": 1}
        body = (await self.caller.call("GET", "/app/bindings", params=params)).body
        devices = as_mapping(body).get("devices")
        if not isinstance(devices, list):
            # An answer without the list is no list without devices.
            raise GizwitsConnectionError("The answer has no list of devices")
        return as_list(devices)

    async def device(self, did: str) -> Device:
        """Return one device: `GET /app/devices/{did}`.

        Raises GizwitsNotBoundError when it is not the account's.
        """
        body = (await self.caller.call("GET", f"/app/devices/{did}")).body
        device = Device.from_binding(body)
        if device is None:
            raise GizwitsConnectionError("The answer has no device")
        return device

    async def definition(
        self, product_key: str, known: Definition | None = None
    ) -> Definition:
        """Return a product's definition: `GET /app/datapoint`.

        `known` comes back when the cloud says that it has not changed. Raises
        GizwitsRequestError when the cloud has none or refuses it to this app.
        """
        reply = await self.caller.call(
            "GET",
            "/app/datapoint",
            params={"product_key": product_key},
            headers={"If-None-Match": known.etag} if known and known.etag else {},
        )
        if reply.not_modified:
            if known is None:
                raise GizwitsConnectionError("The answer has no definition")
            return known
        return Definition(reply.body, reply.etag)

    async def latest(self, device: Device, product: Product) -> Report:
        """Return what a device last reported: `GET /app/devdata/{did}/latest`.

        Empty, with `updated_at` 0, when that is more than a day ago.
        """
        try:
            reply = await self.caller.call("GET", f"/app/devdata/{device.did}/latest")
        except GizwitsRequestError as err:
            if err.code == _NO_DATA:
                return Report({}, 0)
            raise
        body = as_mapping(reply.body)
        attrs = as_mapping(body.get("attr"))
        return Report(
            product.decode(attrs),
            as_number(body.get("updated_at")) or 0,
            product.look(attrs),
        )

    async def control(self, did: str, attrs: dict[str, JsonValue]) -> None:
        """Send values to a device: `POST /app/control/{did}` with `attrs`.

        A return means that the cloud passed the command on, not that the device has
        applied it. A command is sent a second time only where the cloud said that it
        did not pass it on, or where it never got the request; after any other
        GizwitsConnectionError it may have arrived. Raises
        GizwitsDeviceOfflineError, GizwitsNotBoundError, GizwitsRequestError.
        """
        await self._command(did, {"attrs": attrs})

    async def control_raw(self, did: str, payload: bytes) -> None:
        """Send a payload to a device: `POST /app/control/{did}` with `raw`.

        A list of bytes: of the frame only what follows the command number, its
        action first. All else is as in `control`.
        """
        await self._command(did, {"raw": list[JsonValue](payload)})

    async def _command(self, did: str, body: dict[str, JsonValue]) -> None:
        path = f"/app/control/{did}"
        await send_command(
            lambda: self.caller.call("POST", path, json=body, urgent=True)
        )

    def push(
        self,
        dispatch: Dispatch,
        is_online: Callable[[str], bool],
        *,
        backoff: Backoff | None = None,
        timing: Timing | None = None,
    ) -> CloudPush:
        """Return the account's sockets, to be given devices and run.

        `dispatch` is called with each event in the event loop; `is_online` says
        which devices should be heard of.
        """
        return CloudPush(
            self._session,
            self.cloud,
            self._app_id,
            self._auth,
            dispatch,
            is_online,
            backoff=backoff or Backoff(),
            timing=timing or Timing(),
        )
