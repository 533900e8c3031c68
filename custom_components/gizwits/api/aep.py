"""The newer app platform, "AEP": its sign-in, and its way of control.

No document has it; this is what clients of such apps do. Its answers are HTTP 200
whatever happened, with a `code` and an `error` of their own.
"""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from yarl import URL

from .auth import Token
from .client import GizwitsClient
from .commands import send_command
from .device import Device
from .exceptions import ERRORS, GizwitsConnectionError, error_for_code
from .fields import JsonValue, as_int, as_mapping, as_text
from .http import HttpApi, Reply

_LOGIN: Final = "/app/smart_home/login/pwd"
_CONTROL: Final = "/app/user/control_log"
# Codes of its own that say what codes of the Open API say.
_SAME: Final = {401: 9004, 1000000: 9005, 1000033: 9020}
_DONE: Final = frozenset({0, 200})
# No answer says how long a token is good: until it is refused, here at most the
# longest life the document knows (s).
_LIFETIME: Final = 180 * 86400


class Platform(Enum):
    """Which accounts an app is known to have."""

    PLAIN = auto()
    BOTH = auto()
    AEP_ONLY = auto()


class AepCredentials:
    """Name and password of an account of the newer platform, and where it signs in."""

    def __init__(self, account: str, password: str, url: URL) -> None:
        """Take what a person types into the app; `url` is its cloud's."""
        self.account: Final = account
        self.password: Final = password
        self.url: Final = url

    async def login(self, http: HttpApi) -> Token:
        """Sign in at `url`; the token is for the Open API, which tells the uid.

        Raises GizwitsAuthError with the Open API's code: 9005 for an unknown account,
        9020 for a wrong password.
        """
        body: dict[str, JsonValue] = {
            "appKey": http.app_id,
            "data": {
                "account": self.account,
                "password": self.password,
                "lang": "en",
                "refreshToken": True,
            },
            "version": "1.0",
        }
        reply = await http.at(self.url).request("POST", _LOGIN, json=body)
        _check(reply)
        value = as_text(as_mapping(as_mapping(reply.body).get("data")).get("userToken"))
        if not (value and value.isascii() and value.isprintable()):
            raise GizwitsConnectionError("The answer to the login has no token")
        user = as_mapping((await http.request("GET", "/app/users", token=value)).body)
        expire_at = http.now() + _LIFETIME
        answer = {"token": value, "uid": user.get("uid"), "expire_at": expire_at}
        return Token.from_login(answer, http.now())


class Aep:
    """Commands to devices of apps that do not send them to the Open API."""

    def __init__(self, client: GizwitsClient) -> None:
        """Send to the platform of the cloud of `client`, with its account.

        Kept by who sends commands: it counts how many are on their way.
        """
        self._caller = client.caller
        self._http = client.caller.http.at(client.cloud.aep_url)

    async def control(
        self, device: Device, attrs: Mapping[str, JsonValue], app_id: str = ""
    ) -> None:
        """Send values to a device: `POST /app/user/control_log`.

        `app_id` is that of the brand's app that sends commands, where it is another
        than the one that was signed in to. Sent a second time where a command to the
        Open API is. Raises GizwitsDeviceOfflineError, GizwitsNotBoundError,
        GizwitsRequestError as that does.
        """

        async def send(token: Token) -> None:
            data: dict[str, JsonValue] = {
                "command": dict(attrs),
                "did": device.did,
                "mac": device.mac,
                "productKey": device.product_key,
                "uid": token.uid,
            }
            body: dict[str, JsonValue] = {
                "appKey": app_id or self._http.app_id,
                "data": data,
                "type": "appId",
                "version": "1.0",
            }
            headers = {"Authorization": token.value}
            reply = await self._http.request(
                "POST", _CONTROL, json=body, headers=headers, urgent=True
            )
            _check(reply)
            # Here nothing but the code tells success.
            code = as_int(as_mapping(reply.body).get("code")) or 0
            if code not in _DONE:
                raise error_for_code(_SAME.get(code, code), "Refused by the cloud")

        await send_command(lambda: self._caller.with_token(send))


def _check(reply: Reply) -> None:
    """Raise what an answer says that went wrong."""
    answer = as_mapping(reply.body)
    code = as_int(answer.get("code")) or 0
    known = _SAME.get(code, code)
    if answer.get("error") or known in ERRORS:
        message = as_text(answer.get("error"))[:200] or "Refused by the cloud"
        raise error_for_code(known, message)
