"""Making users: anonymous, named, by e-mail, by phone, third party (protocol §2.1)."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from ..errors import ApiError
from ..models import App, User
from .app_token import phone_number
from .call import USER_TOKEN, Call, Routes, answer, text
from .login import token_answer
from .profile import upgrade
from .user_form import check_free, check_password

THIRD_PARTIES = (
    "baidu",
    "sina",
    "qq",
    "wechat",
    "twitter",
    "facebook",
    "google",
    "amazon",
)
BEARER = ("google", "amazon")

type Body = dict[str, Any]


async def create_user(call: Call) -> web.Response:
    """POST /app/users: one of the bodies below; 201 with token, uid and expire_at.

    A POST with the token of an anonymous user makes another user, as it may on the
    real cloud (§2.1 f, g); ``settings.post_upgrades`` lets it upgrade instead.
    """
    app = call.app()
    body = await call.body()
    if body.pop("lang", "en") not in ("en", "zh-cn"):
        raise ApiError(9015, "lang")
    if USER_TOKEN in call.request.headers and call.state.settings.post_upgrades:
        upgrade(call, call.user(), body)
        return answer({"updatedAt": call.state.clock.stamp()})
    make = _MAKERS.get(frozenset(body))
    if make is None:
        raise ApiError(9015, "username")
    return token_answer(call.state.accounts.issue(make(call, app, body)), 201)


def _anonymous(call: Call, app: App, body: Body) -> User:
    """Return the user of a phone_id, the same one each time."""
    phone_id = text(body, "phone_id", longest=128)
    for user in call.state.accounts.users.values():
        if user.app_id == app.app_id and user.phone_id == phone_id:
            return user
    return call.state.accounts.add_user(app, phone_id=phone_id)


def _named(call: Call, app: App, body: Body) -> User:
    name, password = text(body, "username", longest=128), text(body, "password")
    check_password(password, "password")
    check_free(call, app, "username", name)
    return call.state.accounts.add_user(app, username=name, password=password)


def _by_email(call: Call, app: App, body: Body) -> User:
    """Return a user who cannot log in until the mailed link was opened (9077)."""
    email, password = text(body, "email", longest=128), text(body, "password")
    check_password(password, "password")
    check_free(call, app, "email", email)
    user = call.state.accounts.add_user(app, email=email, password=password)
    user.activated = False
    call.state.mails.append(("activate", email))
    return user


def _by_phone(call: Call, app: App, body: Body) -> User:
    phone, password = phone_number(body), text(body, "password")
    check_password(password, "password")
    check_free(call, app, "phone", phone)
    call.state.codes.check_sms(phone, text(body, "code"), consume=True)
    return call.state.accounts.add_user(app, phone=phone, password=password)


def _without_password(call: Call, app: App, body: Body) -> User:
    """Return the phone's user, registered on the way when new (Y only)."""
    phone = phone_number(body)
    call.state.codes.check_sms(phone, text(body, "code"), consume=True)
    known = call.state.accounts.find(app, phone)
    return known or call.state.accounts.add_user(app, phone=phone)


def _third_party(call: Call, app: App, body: Body) -> User:
    """Return the user of another provider's account, the same one each time."""
    data = body["authData"]
    if not isinstance(data, dict):
        raise ApiError(9015, "authData")
    source, uid, token = text(data, "src"), text(data, "uid"), text(data, "token")
    if source not in THIRD_PARTIES:
        raise ApiError(9015, "src")
    if source in BEARER and not token.startswith("Bearer "):
        raise ApiError(9015, "token")
    for user in call.state.accounts.users.values():
        if user.app_id == app.app_id and user.third_party == (source, uid):
            return user
    user = call.state.accounts.add_user(app)
    user.third_party = (source, uid)
    return user


_MAKERS: dict[frozenset[str], Callable[[Call, App, Body], User]] = {
    frozenset({"phone_id"}): _anonymous,
    frozenset({"username", "password"}): _named,
    frozenset({"email", "password"}): _by_email,
    frozenset({"phone", "password", "code"}): _by_phone,
    frozenset({"phone", "code"}): _without_password,
    frozenset({"authData"}): _third_party,
}

ROUTES: Routes = [("POST", "/app/users", create_user)]
