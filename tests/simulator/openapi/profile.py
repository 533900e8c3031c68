"""Changing one's own account (protocol §2.1)."""

from collections.abc import Callable
import re
from typing import Any

from aiohttp import web

from ..errors import ApiError
from ..models import User
from .app_token import phone_number
from .call import Call, Routes, answer, empty, optional_text, text
from .user_form import check_free, check_password

_BIRTHDAY = re.compile(r"(?:\d{4}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_LONGEST = {"name": 128, "address": 256}
_ALLOWED = {"gender": ("M", "F", "N"), "lang": ("en", "zh-cn")}
PROFILE = ("name", "gender", "birthday", "address", "lang", "remark")

type Body = dict[str, Any]


async def modify_user(call: Call) -> web.Response:
    """PUT /app/users: password, e-mail, phone, upgrade or profile.

    Exactly one of them; values that equal the stored ones are 9999.
    """
    user = call.user()
    body = await call.body()
    change = _CHANGES.get(frozenset(body))
    if change is not None:
        change(call, user, body)
    elif body and set(body) <= set(PROFILE):
        _profile(user, body)
    else:
        raise ApiError(9015, "form")
    return answer({"updatedAt": f"{call.state.clock.stamp()}.996638"})


async def reset_password(call: Call) -> web.Response:
    """POST /app/reset_password: a mail with a link, or phone, code and new_pwd."""
    app = call.app()
    body = await call.body()
    if "email" in body:
        email = text(body, "email")
        if call.state.accounts.find(app, email) is None:
            raise ApiError(9005)
        call.state.mails.append(("reset", email))
        return empty()
    phone, code, password = (
        phone_number(body),
        text(body, "code"),
        text(body, "new_pwd"),
    )
    user = call.state.accounts.find(app, phone)
    if user is None:
        raise ApiError(9005)
    check_password(password, "new_pwd")
    call.state.codes.check_sms(phone, code, consume=True)
    user.password = password
    return empty()


def upgrade(call: Call, user: User, body: Body) -> None:
    """Give an anonymous user a name or a phone, and a password; else 9026."""
    if not user.is_anonymous:
        raise ApiError(9026)
    app = call.app()
    password = text(body, "password")
    check_password(password, "password")
    if "username" in body:
        name = text(body, "username", longest=128)
        check_free(call, app, "username", name)
        user.username = name
    else:
        phone = phone_number(body)
        check_free(call, app, "phone", phone)
        call.state.codes.check_sms(phone, text(body, "code"), consume=True)
        user.phone = phone
    user.password = password


def _password(_call: Call, user: User, body: Body) -> None:
    old, new = text(body, "old_pwd"), text(body, "new_pwd")
    if user.password != old:
        raise ApiError(9020)
    check_password(new, "new_pwd")
    if new == old:
        raise ApiError(9999)
    user.password = new


def _email(call: Call, user: User, body: Body) -> None:
    email = text(body, "email", longest=128)
    if user.email == email:
        raise ApiError(9999)
    check_free(call, call.app(), "email", email)
    user.email = email


def _phone(call: Call, user: User, body: Body) -> None:
    phone = phone_number(body)
    if user.phone == phone:
        raise ApiError(9999)
    check_free(call, call.app(), "phone", phone)
    call.state.codes.check_sms(phone, text(body, "code"), consume=True)
    user.phone = phone


def _profile(user: User, body: Body) -> None:
    for name in body:
        value = optional_text(body, name, longest=_LONGEST.get(name, 1024))
        if name in _ALLOWED and value not in _ALLOWED[name]:
            raise ApiError(9015, name)
        if name == "birthday" and not _BIRTHDAY.fullmatch(value):
            raise ApiError(9015, name)
    if all(user.profile.get(name) == value for name, value in body.items()):
        raise ApiError(9999)
    user.profile.update(body)


_CHANGES: dict[frozenset[str], Callable[[Call, User, Body], None]] = {
    frozenset({"old_pwd", "new_pwd"}): _password,
    frozenset({"email"}): _email,
    frozenset({"phone", "code"}): _phone,
    frozenset({"username", "password"}): upgrade,
    frozenset({"phone", "password", "code"}): upgrade,
}

ROUTES: Routes = [
    ("PUT", "/app/users", modify_user),
    ("POST", "/app/reset_password", reset_password),
]
