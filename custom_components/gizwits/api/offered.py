"""What tells that a cloud does not offer something at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from .exceptions import GizwitsError, GizwitsUnsupportedError

_CODES: Final = frozenset({9039, 9045})
_NOT_FOUND: Final = 404


@contextmanager
def offered() -> Iterator[None]:
    """Raise GizwitsUnsupportedError where the cloud says that there is no such thing."""
    try:
        yield
    except GizwitsError as err:
        if err.code not in _CODES and err.status != _NOT_FOUND:
            raise
        raise GizwitsUnsupportedError(
            err.message, code=err.code, status=err.status
        ) from None
