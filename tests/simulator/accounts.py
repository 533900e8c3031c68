"""Apps, users and their tokens (protocol §2.1)."""

from .clock import Clock
from .errors import ApiError
from .ids import Ids
from .models import App, Settings, Token, User


class Accounts:
    """Who may call: apps by id, users by uid, tokens by value."""

    def __init__(self, clock: Clock, ids: Ids, settings: Settings) -> None:
        """Start without any app."""
        self._clock = clock
        self._ids = ids
        self._settings = settings
        self.apps: dict[str, App] = {}
        self.users: dict[str, User] = {}
        self.tokens: dict[str, Token] = {}
        self.app_tokens: dict[str, tuple[str, float]] = {}

    def add_user(self, app: App, **known: str | None) -> User:
        """Store a user of ``app`` with the given names and return it."""
        user = User(uid=self._ids.hex32(), app_id=app.app_id)
        for name, value in known.items():
            setattr(user, name, value)
        self.users[user.uid] = user
        return user

    def find(self, app: App, login: str) -> User | None:
        """Return the user of ``app`` known by name, e-mail or phone."""
        for user in self.users.values():
            if user.app_id == app.app_id and user.known_as(login):
                return user
        return None

    def issue(self, user: User) -> Token:
        """Return a new token for ``user``; older ones stay valid."""
        expire_at = float(int(self._clock.now() + self._settings.token_life))
        token = Token(self._ids.hex32(), user, user.app_id, expire_at)
        self.tokens[token.value] = token
        return token

    def user_of(self, app: App, value: str | None) -> User:
        """Return the user a token stands for, or raise 9004 (400, never 401)."""
        token = self.tokens.get(value or "")
        if token is None or token.app_id != app.app_id:
            raise ApiError(9004)
        if token.expire_at <= self._clock.now():
            raise ApiError(self._settings.expired_code)
        return token.user

    def expire(self, user: User | None) -> None:
        """Let the tokens of a user, or of everybody, run out now."""
        for token in self.tokens.values():
            if user is None or token.user is user:
                token.expire_at = self._clock.now() - 1

    def revoke(self, user: User | None) -> None:
        """Forget the tokens of a user, or of everybody."""
        self.tokens = {
            value: token
            for value, token in self.tokens.items()
            if user is not None and token.user is not user
        }

    def issue_app_token(self, app: App) -> tuple[str, float]:
        """Return an App token and when it expires (POST /app/request_token)."""
        expired_at = float(int(self._clock.now() + self._settings.token_life))
        value = self._ids.hex32()
        self.app_tokens[value] = (app.app_id, expired_at)
        return value, expired_at

    def check_app_token(self, app: App, value: str | None) -> None:
        """Raise 9004 unless ``value`` is a living App token of ``app``."""
        app_id, expired_at = self.app_tokens.get(value or "", ("", 0.0))
        if app_id != app.app_id or expired_at <= self._clock.now():
            raise ApiError(9004)
