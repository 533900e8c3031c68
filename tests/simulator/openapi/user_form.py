"""What passwords and names of users must be like (protocol §2.0, §2.1)."""

from ..errors import ApiError
from ..models import App
from .call import Call

TAKEN = {"username": 9019, "phone": 9018, "email": 9022}


def check_password(password: str, field: str) -> None:
    """Raise 9015 unless a new password has 8 characters of 3 of the 4 classes."""
    classes = (
        any(char.isupper() for char in password),
        any(char.islower() for char in password),
        any(char.isdigit() for char in password),
        any(not char.isalnum() for char in password),
    )
    if len(password) < 8 or sum(classes) < 3:
        raise ApiError(9015, field)


def check_free(call: Call, app: App, kind: str, name: str) -> None:
    """Raise 9018, 9019 or 9022 when somebody has it, 9077 when not yet activated."""
    for user in call.state.accounts.users.values():
        if user.app_id == app.app_id and getattr(user, kind) == name:
            raise ApiError(TAKEN[kind] if user.activated else 9077)
