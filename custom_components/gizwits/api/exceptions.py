"""Errors, named by what the caller can do about them.

The cloud answers with `error_code`; `error_for_code` turns it into one of these
classes (Open API document, appendix "error codes"). No message carries a URL, a
token or any other part of a request: messages may end in a log.
"""

from typing import override


class GizwitsError(Exception):
    """Anything the Gizwits cloud, or the way to it, refused.

    `code` is the cloud's own error code, None where there was none; `status` is the
    HTTP status of an answer without a code.
    """

    def __init__(
        self, message: str, *, code: int | None = None, status: int | None = None
    ) -> None:
        """Keep the message and the cloud's code."""
        super().__init__(message)
        self.message = message
        self.code = code
        self.status = status

    @override
    def __str__(self) -> str:
        """Return the message with the cloud's code behind it."""
        return self.message if self.code is None else f"{self.message} ({self.code})"


class GizwitsAuthError(GizwitsError):
    """The account or its token was refused: ask the user."""


class GizwitsConnectionError(GizwitsError):
    """The cloud cannot be reached or is not well: try again later.

    `retry_after` is the pause in seconds the cloud asked for, None for none.
    `sent` is False only where the request provably never reached the cloud, so
    that even a command may be sent again.
    """

    def __init__(
        self,
        message: str,
        *,
        code: int | None = None,
        status: int | None = None,
        retry_after: float | None = None,
        sent: bool = True,
    ) -> None:
        """Keep what is known about a later try."""
        super().__init__(message, code=code, status=status)
        self.retry_after = retry_after
        self.sent = sent


class GizwitsThrottledError(GizwitsConnectionError):
    """The cloud had too many requests from us: wait `retry_after` seconds."""


class GizwitsDeviceOfflineError(GizwitsError):
    """This one device cannot be reached by the cloud now."""


class GizwitsNotBoundError(GizwitsError):
    """This one device is no longer the account's."""


class GizwitsRequestError(GizwitsError):
    """The request itself is wrong: sending it again changes nothing."""


class GizwitsUnsupportedError(GizwitsRequestError):
    """This cloud does not offer what was asked for, to nobody and at no time."""


class GizwitsValueError(GizwitsRequestError):
    """A value does not fit its datapoint; nothing was sent.

    `reason` is one of `unknown_datapoint`, `not_writable`, `wrong_type`,
    `out_of_range`, `not_an_option`, `wrong_length`, or `never_written`; `expected`
    says in words what would fit.
    """

    def __init__(self, datapoint: str, reason: str, expected: str = "") -> None:
        """Keep the datapoint's name, the reason and what would fit."""
        super().__init__(f"{datapoint}: {reason.replace('_', ' ')} {expected}".strip())
        self.datapoint = datapoint
        self.reason = reason
        self.expected = expected


# Every code of the document and of the newer ones; what is not here is a
# GizwitsRequestError. Retryable codes are connection errors whatever their status.
TOKEN_CODES = frozenset({9004, 9006})
THROTTLED_CODE = 9041
_AUTH = TOKEN_CODES | {9005, 9020, 9026, 9077}
_CONNECTION = frozenset({9008, 9024, 9035, 9037, 9046, 9099, 9999})
_OFFLINE = frozenset({9021, 9042})
_NOT_BOUND = frozenset({9014, 9017, 9023})
_REQUEST = (
    frozenset(range(9001, 9049))
    | frozenset({9080, 9081, 9082, 9083, 9084, 9085, 9087, 9088, 9089, 9090})
    | frozenset({9092, 9093, 9094, 9095, 9096, 9098, 9100, 9101, 9220, 9221})
) - (_AUTH | _CONNECTION | _OFFLINE | _NOT_BOUND | {THROTTLED_CODE})

ERRORS: dict[int, type[GizwitsError]] = {
    **dict.fromkeys(_REQUEST, GizwitsRequestError),
    **dict.fromkeys(_AUTH, GizwitsAuthError),
    **dict.fromkeys(_CONNECTION, GizwitsConnectionError),
    **dict.fromkeys(_OFFLINE, GizwitsDeviceOfflineError),
    **dict.fromkeys(_NOT_BOUND, GizwitsNotBoundError),
    THROTTLED_CODE: GizwitsThrottledError,
}


def error_for_code(
    code: int, message: str, *, retry_after: float | None = None
) -> GizwitsError:
    """Return the error for the cloud's `error_code`, ready to be raised."""
    error_class = ERRORS.get(code, GizwitsRequestError)
    if issubclass(error_class, GizwitsConnectionError):
        return error_class(message, code=code, retry_after=retry_after)
    return error_class(message, code=code)
