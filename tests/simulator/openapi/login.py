"""Signing in and out (protocol §2.1)."""

from aiohttp import web

from ..errors import ApiError
from ..models import Token
from .call import USER_TOKEN, Call, Routes, answer, empty, text


def token_answer(token: Token, status: int = 200) -> web.Response:
    """Return token, uid and ``expire_at`` of a login or a new user."""
    body = {
        "token": token.value,
        "uid": token.user.uid,
        "expire_at": int(token.expire_at),
    }
    return answer(body, status)


def check_throttle(call: Call) -> web.Response | None:
    """Return the answer to a login while logins are throttled (§2.0)."""
    gate = call.state.login_gate
    if not gate.closed(call.state.clock.now()):
        return None
    error = ApiError(9041)
    response = answer(error.body(), error.status)
    if gate.retry_after is not None:
        response.headers["Retry-After"] = str(gate.retry_after)
    return response


async def log_in(call: Call) -> web.Response:
    """POST /app/login: user name, e-mail or phone, and password.

    9005 unknown here, 9020 wrong password, 9026 an account moved to AEP, 9041 too
    many attempts.
    """
    app = call.app()
    throttled = check_throttle(call)
    if throttled is not None:
        return throttled
    body = await call.body()
    name, password = text(body, "username"), text(body, "password")
    user = call.state.accounts.find(app, name)
    if user is None or user.platform == "aep":
        raise ApiError(9005)
    if user.platform == "migrated":
        raise ApiError(9026)
    if user.password != password:
        raise ApiError(9020)
    if not user.activated:
        raise ApiError(9077)
    return token_answer(call.state.accounts.issue(user))


async def log_out(call: Call) -> web.Response:
    """DELETE /app/logout: the token of this call is forgotten; 204."""
    call.user()
    del call.state.accounts.tokens[call.request.headers[USER_TOKEN]]
    return empty(204)


ROUTES: Routes = [
    ("POST", "/app/login", log_in),
    ("DELETE", "/app/logout", log_out),
]
