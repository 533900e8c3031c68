"""The newer app platform: its login and its way of control (protocol §1.3).

Its answers are HTTP 200 with a ``code`` of their own; only ``data`` tells success.
"""

from typing import Any

from aiohttp import web

from ..datapoint import InvalidValue
from ..errors import ApiError
from ..models import User
from .call import Call, Routes, answer, text
from .control import Command, carry_out
from .login import check_throttle

OK, USER_NOT_EXIST, INVALID_PASSWORD = 200, 1000000, 1000033
BAD_REQUEST, NOT_ALLOWED = 400, 401


async def log_in(call: Call) -> web.Response:
    """POST /app/smart_home/login/pwd: ``data.userToken`` works on the Open API."""
    app = call.app()
    throttled = check_throttle(call)
    if throttled is not None:
        return throttled
    body = await call.body()
    data = body.get("data")
    if body.get("appKey") != app.app_id or not isinstance(data, dict):
        return _refused(BAD_REQUEST, "appKey or data invalid")
    account, password = text(data, "account"), text(data, "password")
    user = call.state.accounts.find(app, account)
    if user is None or user.platform == "plain":
        return _refused(USER_NOT_EXIST, "user_not_exist")
    if user.password != password:
        return _refused(INVALID_PASSWORD, "invalid_password")
    token = call.state.accounts.issue(user)
    tokens = {"userToken": token.value, "refreshToken": call.state.ids.hex32()}
    return answer({"data": tokens, "error": None, "code": OK})


async def control_log(call: Call) -> web.Response:
    """POST /app/user/control_log: control for apps of the second Bestway kind.

    The token stands in ``Authorization``; did, mac, product key and uid in the body.
    """
    body = await call.body()
    data = body.get("data")
    if not isinstance(data, dict) or body.get("type") != "appId":
        return _refused(BAD_REQUEST, "data or type invalid")
    try:
        user = _owner(call, str(body.get("appKey")), data)
        return _control(call, user, data)
    except ApiError as error:
        return _refused(error.code, error.message)


def _owner(call: Call, app_key: str, data: dict[str, Any]) -> User:
    """Return whose token it is; the uid of the body must be the same."""
    accounts = call.state.accounts
    token = call.request.headers.get("Authorization", "")
    known = accounts.tokens.get(token)
    # The token may be of the brand's other app: the second app only commands.
    if app_key not in accounts.apps or known is None:
        raise ApiError(9004)
    user = accounts.user_of(accounts.apps[known.app_id], token)
    if data.get("uid") != user.uid:
        raise ApiError(9026)
    return user


def _control(call: Call, user: User, data: dict[str, Any]) -> web.Response:
    device = call.device(text(data, "did"))
    if call.state.bindings.get(user.uid, device.did) is None:
        raise ApiError(9017)
    named = (data.get("mac"), data.get("productKey"))
    if named != (device.mac, device.product_key):
        raise ApiError(9014)
    attrs = data.get("command")
    if not isinstance(attrs, dict) or not attrs:
        raise ApiError(9015, "command")
    try:
        values = device.product.definition.written_by_http(attrs)
    except InvalidValue as error:
        raise ApiError(9025, str(error)) from error
    if not device.online:
        raise ApiError(9042)
    carry_out(call, user, device, Command(attrs, values, None))
    return answer({"data": True, "error": None, "code": OK})


def _refused(code: int, error: str) -> web.Response:
    return answer({"data": None, "error": error, "code": code})


ROUTES: Routes = [
    ("POST", "/app/smart_home/login/pwd", log_in),
    ("POST", "/app/user/control_log", control_log),
]
