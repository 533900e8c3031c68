"""App token, captcha and SMS codes (protocol §2.1)."""

import re

from aiohttp import web

from .. import captcha_image
from ..errors import ApiError
from ..signing import application_auth
from .call import Call, Routes, answer, empty, optional_text, text

APP_AUTH = "X-Gizwits-Application-Auth"
_PHONE = re.compile(r"\+?[0-9]{5,15}")


async def request_token(call: Call) -> web.Response:
    """POST /app/request_token: ``expired_at``, not expire_at; 9038 wrong signature."""
    app = call.app()
    sent = call.request.headers.get(APP_AUTH)
    if app.app_secret is None or sent != application_auth(app.app_id, app.app_secret):
        raise ApiError(9038)
    token, expired_at = call.state.accounts.issue_app_token(app)
    return answer({"token": token, "expired_at": int(expired_at)})


async def get_captcha(call: Call) -> web.Response:
    """GET /app/verify/codes: the id of a new captcha and where its picture is."""
    call.app_by_token()
    captcha_id = call.state.codes.new_captcha()
    url = f"http://{call.request.host}/captcha/image/{captcha_id}/"
    return answer({"captcha_url": url, "captcha_id": captcha_id})


async def captcha_picture(call: Call) -> web.Response:
    """GET /captcha/image/{id}/: the picture, without any header of ours."""
    code = call.state.codes.captchas.get(call.part("captcha_id"))
    if code is None:
        raise web.HTTPNotFound
    return web.Response(body=captcha_image.draw(code), content_type="image/png")


async def send_sms_for_captcha(call: Call) -> web.Response:
    """POST /app/verify/codes: a solved captcha sends an SMS; 9009, 9010."""
    call.app_by_token()
    body = await call.body()
    captcha_id, code = text(body, "captcha_id"), text(body, "captcha_code")
    phone = phone_number(body)
    call.state.codes.solve_captcha(captcha_id, code)
    call.state.codes.send_sms(phone)
    return empty()


async def verify_sms(call: Call) -> web.Response:
    """PUT /app/verify/codes: is this the code; it stays good for the next step."""
    call.app_by_token()
    body = await call.body()
    phone, code = phone_number(body), text(body, "sms_code")
    call.state.codes.check_sms(phone, code, consume=False)
    return empty()


async def sms_code(call: Call) -> web.Response:
    """POST /app/sms_code: sends one, or checks the ``code`` given and uses it up."""
    call.app_by_token()
    body = await call.body()
    phone, code = phone_number(body), optional_text(body, "code")
    if code:
        call.state.codes.check_sms(phone, code, consume=True)
    else:
        call.state.codes.send_sms(phone)
    return empty()


def phone_number(body: dict[str, object]) -> str:
    """Return the ``phone`` of a body, or 9015."""
    phone = text(body, "phone")
    if not _PHONE.fullmatch(phone):
        raise ApiError(9015, "phone")
    return phone


ROUTES: Routes = [
    ("POST", "/app/request_token", request_token),
    ("GET", "/app/verify/codes", get_captcha),
    ("POST", "/app/verify/codes", send_sms_for_captcha),
    ("PUT", "/app/verify/codes", verify_sms),
    ("POST", "/app/sms_code", sms_code),
    ("GET", "/captcha/image/{captcha_id}/", captcha_picture),
]
