"""Where to look for an account: at which cloud, by which of its two doors.

Logins are throttled hard, so at most one is made at each place.
"""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from .aep import Platform
from .exceptions import ERRORS, GizwitsConnectionError

# Codes after which the account may still be at another place. Those of a wrong
# password or of an address to be confirmed say that it is here, and after too many
# logins another one makes the wait longer.
_UNKNOWN_HERE: Final = frozenset({None, 9003, 9005, 9015, 9026})
_MOVED: Final = 9026
_KNOWN_HERE: Final = frozenset({9020, 9077})


class Door(Enum):
    """How to sign in: `POST /app/login`, or the newer platform's way."""

    PLAIN = auto()
    AEP = auto()


class Place(NamedTuple):
    """A door of a cloud; `cloud` is its key."""

    cloud: str
    door: Door


class Refusal(NamedTuple):
    """That a place refused, and its code; None where it could not be asked."""

    place: Place
    code: int | None


def next_place(
    clouds: Sequence[str], platform: Platform, refusals: Sequence[Refusal]
) -> Place | None:
    """Return where to try next, None where there is no sense in another try.

    An account that a cloud says has moved (9026) is looked for at the newer platform
    of the same cloud at once. Else the plain doors come first, and those of the newer
    platform only for an app that has such accounts; for one that has no others they
    are the first.
    """
    if refusals and not _looks_on(refusals[-1].code):
        return None
    tried = {refusal.place for refusal in refusals}
    moved = [
        Place(refusal.place.cloud, Door.AEP)
        for refusal in refusals
        if refusal.place.door is Door.PLAIN and refusal.code == _MOVED
    ]
    plain = [Place(cloud, Door.PLAIN) for cloud in clouds]
    newer = [Place(cloud, Door.AEP) for cloud in clouds]
    order = {
        Platform.PLAIN: plain,
        Platform.BOTH: [*plain, *newer],
        Platform.AEP_ONLY: [*newer, *plain],
    }[platform]
    return next((place for place in (*moved, *order) if place not in tried), None)


def has_moved(refusals: Sequence[Refusal]) -> bool:
    """Return whether the newer platform knows the account that a plain door sent away.

    That is so when its answer was about the password, not about the account.
    """
    sent_away = {
        refusal.place.cloud
        for refusal in refusals
        if refusal.place.door is Door.PLAIN and refusal.code == _MOVED
    }
    return any(
        refusal.place.door is Door.AEP
        and refusal.place.cloud in sent_away
        and refusal.code in _KNOWN_HERE
        for refusal in refusals
    )


def _looks_on(code: int | None) -> bool:
    return code in _UNKNOWN_HERE or ERRORS.get(code or 0) is GizwitsConnectionError
