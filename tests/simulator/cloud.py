"""The simulated Gizwits cloud: what tests and the demo use."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from .assembly import assemble
from .definition import Definition
from .device import SimulatedDevice
from .models import App, Product, Settings, User
from .openapi import OpenApi
from .recorder import Ack, Control, LiveSocket, RawControl, ReceivedFrame, Recorded
from .state import CloudState


class SimulatedCloud(CloudState):
    """A cloud on the loopback address; ``async with`` starts and stops it.

    ``port`` of the Open API (0 takes a free one), ``page_cap`` the most rows of one
    page, ``report_delay`` the seconds from a command to the device's report, ``hosts``
    the number of M2M hosts, ``seed`` the source of all ids.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        page_cap: int = 20,
        report_delay: float = 0.05,
        token_life: float = 7 * 86400,
        hosts: int = 2,
        seed: int = 1,
    ) -> None:
        """Prepare a cloud with one app and nothing else."""
        settings = Settings(
            page_cap=page_cap, report_delay=report_delay, token_life=token_life
        )
        super().__init__(settings, hosts=hosts, seed=seed)
        self.openapi = OpenApi(self, port)
        self.app = self.add_app(self.ids.hex32(), app_secret=self.ids.hex32())

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        await self.stop()

    async def start(self) -> None:
        """Listen: the M2M hosts and the Open API."""
        for host in self.m2m:
            await host.start()
        await self.openapi.start()
        self.runner.resume()

    async def stop(self) -> None:
        """Close everything."""
        await self.openapi.stop()
        for host in self.m2m:
            await host.stop()
        await self.settle()

    @property
    def base_url(self) -> str:
        """Return the address of the Open API, without a slash at the end."""
        return f"http://127.0.0.1:{self.openapi.port}"

    @property
    def app_id(self) -> str:
        """Return the id of the app that is there from the start."""
        return self.app.app_id

    def add_app(
        self,
        app_id: str,
        app_secret: str | None = None,
        *,
        aep: bool = False,
        commands_by_aep: bool = False,
    ) -> App:
        """Add an app; the users of one with ``aep`` sign in on AEP (§1.3)."""
        app = App(app_id, app_secret, aep, commands_by_aep)
        self.accounts.apps[app_id] = app
        return app

    def add_user(
        self,
        username: str,
        password: str,
        *,
        app: App | None = None,
        platform: str | None = None,
    ) -> User:
        """Add a user of an app, known by user name, e-mail or phone.

        ``platform``: "plain", "aep" (plain login says 9005) or "migrated" (9026).
        """
        chosen = app or self.app
        known = {"username": username, "password": password}
        if "@" in username:
            known["email"] = username
        elif username.lstrip("+").isdigit():
            known["phone"] = username
        user = self.accounts.add_user(chosen, **known)
        user.platform = platform or ("aep" if chosen.aep else "plain")
        return user

    def add_product(
        self,
        definition: Mapping[str, Any],
        product_name: str | None = None,
        *,
        product_secret: str | None = None,
        definition_served: bool = True,
        **options: Any,
    ) -> Product:
        """Add a product by its definition as GET /app/datapoint serves it."""
        product = Product(
            product_key=definition["product_key"],
            product_name=product_name or str(definition["name"]),
            served=definition,
            definition=Definition.parse(definition),
            product_secret=product_secret or self.ids.hex32(),
            definition_served=definition_served,
            **options,
        )
        self.products[product.product_key] = product
        return product

    def add_device(
        self,
        product_key: str,
        *,
        alias: str = "",
        mac: str | None = None,
        did: str | None = None,
        online: bool = True,
        m2m: int = 0,
        values: Mapping[str, Any] | None = None,
        remark: str = "",
        role: str | None = None,
        reported: bool = True,
        fields: Mapping[str, Any] | None = None,
        **more_fields: Any,
    ) -> SimulatedDevice:
        """Add a device with decoded values; all fields go into its DeviceItem.

        With ``reported`` the cloud knows its values already: all of a standard
        product's, of a var_len product's those given.
        """
        product = self.products[product_key]
        given = product.definition.check(values or {})
        device = assemble(
            self, product, given, did=did, mac=mac, m2m=m2m, online=online
        )
        device.alias, device.remark, device.role = alias, remark, role
        device.fields.update({**(fields or {}), **more_fields})
        if reported:
            known = given if product.definition.var_len else device.values
            device.reported.update(known)
            device.reported_at = self.clock.now()
        return device

    def remove_device(self, device: SimulatedDevice) -> None:
        """Forget a device and all its bindings; the cloud says 9014 from now on."""
        for binding in self.bindings.of_device(device.did):
            self.bindings.remove(binding.uid, device.did)
            self.hub.binding_changed(binding.uid, device, bind=False)
        del self.devices[device.did]

    def rename(self, user: User, device: SimulatedDevice, alias: str) -> None:
        """Change the name a user has given a device, as in the brand's app."""
        binding = self.bindings.get(user.uid, device.did)
        if binding is not None:
            binding.dev_alias = alias

    def redefine(self, product: Product, definition: Mapping[str, Any]) -> None:
        """Let the vendor change a definition; devices keep what still fits."""
        product.served, product.definition = definition, Definition.parse(definition)
        for device in self.devices.values():
            if device.product is product:
                known = product.definition.by_name
                kept = {n: v for n, v in device.values.items() if n in known}
                device.values = {**product.definition.defaults(), **kept}

    def expire_tokens(self, user: User | None = None) -> None:
        """Let the tokens of a user (or of all) run out: the next call says 9004."""
        self.accounts.expire(user)

    def revoke_tokens(self, user: User | None = None) -> None:
        """Forget the tokens of a user (or of all)."""
        self.accounts.revoke(user)

    def throttle_login(
        self, on: bool = True, *, retry_after: int | None = None
    ) -> None:
        """Refuse each login with 429 and 9041, with Retry-After when given."""
        self.login_gate.shut = on
        self.login_gate.retry_after = retry_after

    @property
    def requests(self) -> list[Recorded]:
        """Return the HTTP calls received, in order."""
        return self.recorder.requests

    def requests_to(
        self, method: str | None = None, path: str | None = None
    ) -> list[Recorded]:
        """Return the calls to a path: exact, ``/prefix/``, or ``/a/*/b``."""
        return self.recorder.to(method, path)

    @property
    def frames(self) -> list[ReceivedFrame]:
        """Return the WebSocket messages received, in order."""
        return self.recorder.frames

    @property
    def controls(self) -> list[Control]:
        """Return the commands accepted: did and attrs as sent, HTTP and socket."""
        return self.recorder.controls

    @property
    def raws(self) -> list[RawControl]:
        """Return the raw commands accepted: did and p0."""
        return self.recorder.raws

    @property
    def acks(self) -> list[Ack]:
        """Return the acknowledgements of reports."""
        return self.recorder.acks

    @property
    def sms_codes(self) -> dict[str, str]:
        """Return the SMS code sent last to each phone."""
        return self.codes.sms

    @property
    def captchas(self) -> dict[str, str]:
        """Return what each captcha shows that was not tried yet."""
        return self.codes.captchas

    def clear_recordings(self) -> None:
        """Forget what was recorded."""
        self.recorder.clear()

    @property
    def sockets(self) -> list[LiveSocket]:
        """Return the sockets that are logged in."""
        return [
            LiveSocket(host.index, session.uid or "", frozenset(session.subscribed))
            for host in self.m2m
            for session in host.logged_in()
        ]
