"""The user's own account (protocol §2.1)."""

from aiohttp import web

from .call import Call, Routes, answer
from .profile import PROFILE


async def get_user(call: Call) -> web.Response:
    """GET /app/users: who the token belongs to."""
    user = call.user()
    profile = {name: user.profile.get(name) for name in PROFILE}
    return answer(
        {
            "uid": user.uid,
            "username": user.username,
            "email": user.email,
            "phone": user.phone,
            "is_anonymous": user.is_anonymous,
            **profile,
        }
    )


ROUTES: Routes = [("GET", "/app/users", get_user)]
