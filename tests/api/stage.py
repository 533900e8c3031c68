"""What the operations of the Open API are made with in the tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from custom_components.gizwits.api import GizwitsClient
from custom_components.gizwits.api.groups import Groups
from custom_components.gizwits.api.sharing import Recipient, Sharings
from custom_components.gizwits.api.verification import AppToken

from tests.api.helpers import NAME, PASSWORD, make_client, product_of
from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX


class Stage:
    """A signed-in client, and the values an operation is made with, by name."""

    def __init__(
        self,
        cloud: SimulatedCloud,
        client: GizwitsClient,
        user: User,
        device: SimulatedDevice,
        session: aiohttp.ClientSession,
    ) -> None:
        """Set the stage; what has to be there for one operation, it makes itself."""
        self.cloud, self.client, self.user, self.device = cloud, client, user, device
        self.session = session
        self.product = product_of(device)
        self.end = datetime.now(UTC) - timedelta(minutes=1)
        self.names: dict[str, Any] = {
            "app_id": cloud.app_id,
            "app_token": cloud.accounts.issue_app_token(cloud.app)[0],
            "uid": user.uid,
            "login": NAME,
            "newer_login": "new@example.com",
            "password": PASSWORD,
            "new_password": "Secret-12",
            "phone_id": "house-1",
            "username": "anna",
            "email": "other@example.com",
            "phone": "13800000000",
            "their_uid": "2346677",
            "their_token": "pnktnjyb996sj4p156gjtp4im",
            "did": device.did,
            "mac": device.mac,
            "product_key": device.product_key,
            "name": "Downstairs",
            "remark": "备注",
            "alias": "Box 2",
            "other": "ben",
        }

    def __getitem__(self, name: str) -> Any:
        """Return a value by its name."""
        return self.names[name]

    @property
    def app_token(self) -> AppToken:
        """Return the app's token."""
        return AppToken(self["app_token"], 0)

    def sms(self) -> str:
        """Have a code sent and return it."""
        self.cloud.codes.send_sms(self["phone"])
        return self.keep("code", self.cloud.sms_codes[self["phone"]])

    def keep[T](self, name: str, value: T) -> T:
        """Name a value of this operation."""
        self.names[name] = value
        return value

    def loose(self) -> SimulatedDevice:
        """Return a device nobody has bound."""
        device = self.cloud.add_device(MIX["product_key"])
        for name in ("mac", "passcode", "qr_content"):
            self.keep(name, getattr(device, name))
        self.keep("loose_did", device.did)
        return device

    async def group(self) -> str:
        """Return the id of a group of the device's product."""
        made = await Groups(self.client).create("Old", self["product_key"])
        return self.keep("group_id", made)

    async def guest(self) -> GizwitsClient:
        """Return the client of another account, whose token is used from now on."""
        other = self.cloud.add_user("ben", PASSWORD)
        self.keep("other_uid", other.uid)
        return make_client(self.cloud, self.session, username="ben")

    async def invited(self) -> GizwitsClient:
        """Return the client of somebody who is invited for the device."""
        guest = await self.guest()
        made = await Sharings(self.client).invite(
            self["did"], Recipient.USERNAME, self["other"]
        )
        self.keep("id", made.id)
        self.keep("token", (await guest.login()).value)
        return guest
