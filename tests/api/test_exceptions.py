"""Errors: every code of the table is the class its caller needs (protocol 3.3)."""

import pytest

from custom_components.gizwits.api import (
    GizwitsAuthError,
    GizwitsConnectionError,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
    GizwitsThrottledError,
    GizwitsValueError,
)
from custom_components.gizwits.api.exceptions import ERRORS, TOKEN_CODES, error_for_code

from tests.simulator.errors import ERRORS as CODES

# Written out from the reference's classes, not from the client's sets.
AUTH = {9004, 9006, 9005, 9020, 9026, 9077}
RETRY = {9008, 9024, 9035, 9037, 9046, 9099, 9999}
OFFLINE = {9021, 9042}
GONE = {9014, 9017, 9023}
THROTTLE = {9041}


def expected(code: int) -> type[GizwitsError]:
    """Return the class the reference gives a code."""
    for codes, kind in (
        (AUTH, GizwitsAuthError),
        (RETRY, GizwitsConnectionError),
        (OFFLINE, GizwitsDeviceOfflineError),
        (GONE, GizwitsNotBoundError),
        (THROTTLE, GizwitsThrottledError),
    ):
        if code in codes:
            return kind
    return GizwitsRequestError


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_of_the_table(code: int) -> None:
    """Known to the client, and exactly of its class."""
    assert code in ERRORS
    error = error_for_code(code, "message", retry_after=7)
    assert type(error) is expected(code)
    assert (error.code, error.message) == (code, "message")
    assert str(error) == f"message ({code})"
    if isinstance(error, GizwitsConnectionError):
        assert (error.retry_after, error.sent) == (7, True)


def test_the_table_has_no_code_of_its_own() -> None:
    """Nothing the reference does not list."""
    assert set(ERRORS) == set(CODES)


@pytest.mark.parametrize("code", [9049, 9078, 9102, 9500, 1, -5])
def test_an_unknown_code_is_a_wrong_request(code: int) -> None:
    """It is not tried again."""
    assert type(error_for_code(code, "m")) is GizwitsRequestError


def test_token_codes() -> None:
    """Both say that another token is needed."""
    assert {9004, 9006} == TOKEN_CODES


def test_texts() -> None:
    """With and without a code, with and without what would fit."""
    assert str(GizwitsError("gone")) == "gone"
    assert str(GizwitsError("gone", code=9014)) == "gone (9014)"
    assert str(GizwitsValueError("t", "out_of_range", "5 to 30")) == (
        "t: out of range 5 to 30"
    )
    assert str(GizwitsValueError("t", "not_writable")) == "t: not writable"
    assert GizwitsConnectionError("x").sent
    assert not GizwitsConnectionError("x", sent=False).sent


def test_what_can_be_caught_together() -> None:
    """Throttled is a kind of "later", a wrong value a kind of wrong request."""
    assert issubclass(GizwitsThrottledError, GizwitsConnectionError)
    assert issubclass(GizwitsValueError, GizwitsRequestError)
    for kind in set(ERRORS.values()):
        assert issubclass(kind, GizwitsError)
