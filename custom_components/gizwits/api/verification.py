"""Codes: the app's own token, picture captchas, SMS (Open API document, "codes").

The older document shows the captcha's answer as the body of a POST, and the user's
token for all of these calls; the newer one's GET with the app's token is right.
"""

import base64
from dataclasses import dataclass, field
import re
from typing import Final

from aiohttp import ClientResponse
from yarl import URL

from .client import GizwitsClient
from .exceptions import GizwitsConnectionError
from .fields import as_mapping, as_number, as_text
from .http import read_content
from .offered import offered
from .signing import application_auth

_CODES: Final = "/app/verify/codes"
_SMS: Final = "/app/sms_code"
_LARGEST_PICTURE: Final = 256 * 1024
# Drawings in SVG can hold more than a picture.
_KIND: Final = re.compile(r"image/(?!svg)[a-z0-9.+-]{1,40}", re.ASCII)
# What a server says of a file it knows nothing of, and by what its picture begins.
_UNKNOWN: Final = "application/octet-stream"
_BEGINNINGS: Final = {
    b"\x89PNG\r\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}


@dataclass(frozen=True, slots=True)
class AppToken:
    """What an app needs to have codes sent; `expire_at` in seconds of the epoch."""

    value: str = field(repr=False)
    expire_at: float


@dataclass(frozen=True, slots=True)
class Captcha:
    """A picture with a code in it, and its id; each can be tried once."""

    id: str
    url: URL


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its kind, such as `image/png`."""

    content_type: str
    content: bytes = field(repr=False)

    @property
    def data_url(self) -> str:
        """Return the picture as an address that holds all of it."""
        return (
            f"data:{self.content_type};base64,{base64.b64encode(self.content).decode()}"
        )


class Verification:
    """Codes for making a user, changing a phone number and a forgotten password."""

    def __init__(self, client: GizwitsClient) -> None:
        """Send to the cloud of `client`; no account is needed."""
        self._http = client.caller.http
        self._cloud = client.cloud

    async def app_token(self, app_secret: str) -> AppToken:
        """Return a token of the app: `POST /app/request_token`; 9038 wrong secret.

        The secret is not sent, only its digest; the member is `expired_at` here.
        """
        auth = application_auth(self._http.app_id, app_secret)
        headers = {"X-Gizwits-Application-Auth": auth}
        reply = await self._http.request("POST", "/app/request_token", headers=headers)
        answer = as_mapping(reply.body)
        value = as_text(answer.get("token"))
        if not (value and value.isascii() and value.isprintable()):
            raise GizwitsConnectionError("The answer has no token")
        return AppToken(value, as_number(answer.get("expired_at")) or 0)

    async def captcha(self, token: AppToken) -> Captcha:
        """Return a new captcha: `GET /app/verify/codes`.

        Raises GizwitsConnectionError where its picture is not on the cloud's own
        site, GizwitsAuthError 9004 when the app's token is no longer valid, and
        GizwitsUnsupportedError where codes are sent without a captcha.
        """
        with offered():
            reply = await self._http.request("GET", _CODES, headers=_headers(token))
        answer = as_mapping(reply.body)
        captcha_id = as_text(answer.get("captcha_id"))
        url = self._cloud.own_url(as_text(answer.get("captcha_url")))
        if not captcha_id or url is None:
            raise GizwitsConnectionError("The answer has no captcha")
        return Captcha(captcha_id, url)

    async def picture(self, captcha: Captcha) -> Picture:
        """Return the picture of a captcha, of at most 256 KiB.

        Raises GizwitsConnectionError when there is none.
        """
        return await self._http.fetch(captcha.url, _read_picture)

    async def send_sms(
        self, token: AppToken, captcha_id: str, captcha_code: str, phone: str
    ) -> None:
        """Have a code sent to `phone` for a captcha that was read.

        `POST /app/verify/codes`; foreign numbers begin with `+` and the country's
        code. Raises GizwitsRequestError 9009, 9010 for the captcha, which is used up
        then, GizwitsConnectionError 9037 when the SMS cannot be sent.
        """
        body = {
            "captcha_id": captcha_id,
            "captcha_code": captcha_code,
            "phone": phone,
        }
        await self._http.request("POST", _CODES, json={**body}, headers=_headers(token))

    async def check_sms(self, token: AppToken, phone: str, code: str) -> None:
        """Return when `code` is what was sent: `PUT /app/verify/codes`.

        The older document names no address for it, this is the newer one's. The code
        stays good for the next step. Raises GizwitsRequestError 9009 too old, 9010
        wrong, GizwitsUnsupportedError where only the next step tells.
        """
        with offered():
            await self._http.request(
                "PUT",
                _CODES,
                json={"sms_code": code, "phone": phone},
                headers=_headers(token),
            )

    async def send_code(self, token: AppToken, phone: str) -> None:
        """Have a code sent without a captcha: `POST /app/sms_code`, newer document."""
        with offered():
            await self._http.request(
                "POST", _SMS, json={"phone": phone}, headers=_headers(token)
            )

    async def use_code(self, token: AppToken, phone: str, code: str) -> None:
        """Return when `code` is right, and use it up: `POST /app/sms_code`.

        Raises as `check_sms` does.
        """
        body: dict[str, str] = {"phone": phone, "code": code}
        with offered():
            await self._http.request(
                "POST", _SMS, json={**body}, headers=_headers(token)
            )


def _headers(token: AppToken) -> dict[str, str]:
    return {"X-Gizwits-Application-Token": token.value}


async def _read_picture(response: ClientResponse) -> Picture:
    kind = response.content_type
    if response.status != 200 or not (kind == _UNKNOWN or _KIND.fullmatch(kind)):
        raise GizwitsConnectionError("The answer is not a picture")
    content = await read_content(response, _LARGEST_PICTURE)
    if kind == _UNKNOWN:
        known = (one for head, one in _BEGINNINGS.items() if content.startswith(head))
        kind = next(known, "")
    if not (kind and content):
        raise GizwitsConnectionError("The answer is not a picture")
    return Picture(kind, content)
