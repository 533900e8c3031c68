"""The client's errors in the words of Home Assistant's users."""

from homeassistant.exceptions import (
    ConfigEntryAuthFailed,
    ConfigEntryError,
    HomeAssistantError,
    ServiceValidationError,
)
from homeassistant.helpers.update_coordinator import UpdateFailed

from .api import (
    GizwitsAuthError,
    GizwitsConnectionError,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsThrottledError,
    GizwitsUnsupportedError,
    GizwitsValueError,
)
from .api.exceptions import ERRORS
from .const import DOMAIN
from .schedule_errors import HalfDoneError


def account_error(err: GizwitsError, name: str) -> HomeAssistantError:
    """Return what a coordinator raises when its account, `name`, cannot be read.

    ConfigEntryAuthFailed asks the user, UpdateFailed comes back by itself,
    ConfigEntryError says that only the user can change it.
    """
    match err:
        case GizwitsAuthError():
            return ConfigEntryAuthFailed(
                translation_domain=DOMAIN, translation_key="auth_failed"
            )
        case GizwitsThrottledError():
            return UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="throttled",
                translation_placeholders={"seconds": _seconds(err)},
                retry_after=err.retry_after,
            )
        case GizwitsConnectionError():
            return UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="cannot_connect",
                retry_after=err.retry_after,
            )
    return ConfigEntryError(
        translation_domain=DOMAIN,
        translation_key=_key_of_code(err) or "app_refused",
        translation_placeholders={"code": _code(err), "name": name},
    )


def write_error(err: GizwitsError, device: str, entity: str) -> HomeAssistantError:
    """Return what a person is told whose write failed.

    `device` and `entity` are the names they know.
    """
    placeholders = {
        "device": device,
        "entity": entity,
        "name": device,
        "code": _code(err),
    }
    error_class = HomeAssistantError
    match err:
        case GizwitsValueError():
            error_class, key = ServiceValidationError, "value_refused"
            placeholders["expected"] = err.expected
        case GizwitsAuthError():
            key = "auth_failed"
        case GizwitsThrottledError():
            key = "throttled"
            placeholders["seconds"] = _seconds(err)
        case GizwitsConnectionError():
            key = "outcome_unknown" if err.sent else "cannot_connect"
        case GizwitsDeviceOfflineError():
            key = "device_offline"
        case GizwitsNotBoundError():
            key = "device_gone"
        case _:
            key = _key_of_code(err) or "refused"
    return error_class(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )


def action_error(err: GizwitsError, name: str) -> HomeAssistantError:
    """Return what a person is told whose action failed.

    `name` is that of the device, or of the account, the action was for. A value that
    does not fit is the caller's mistake, all else is what the cloud refused.
    """
    placeholders = {"name": name, "code": _code(err)}
    match err:
        case GizwitsValueError():
            return value_error(name, err.reason, err.datapoint, err.expected)
        case GizwitsAuthError():
            key = "auth_failed"
        case GizwitsThrottledError():
            key = "throttled"
            placeholders["seconds"] = _seconds(err)
        case GizwitsUnsupportedError():
            key = "not_supported"
        case _ if code_key := _key_of_code(err):
            key = code_key
        case GizwitsConnectionError():
            key = "no_answer" if err.sent else "cannot_connect"
        case _ if err.code is None and err.status is None:
            key = "not_sent"
        case _:
            key = "cloud_refused"
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )


def value_error(
    name: str, reason: str, datapoint: str, expected: str
) -> ServiceValidationError:
    """Return what a person is told who gave a device's datapoint a wrong value.

    `reason` is one of GizwitsValueError's, or `never_written`.
    """
    return invalid(reason, name=name, datapoint=datapoint, expected=expected)


def invalid(key: str, **placeholders: str) -> ServiceValidationError:
    """Return what a person is told who asked for something impossible."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )


def half_done(err: HalfDoneError, name: str) -> HomeAssistantError:
    """Return what a person is told whose change came to no end, nor was undone."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="half_done",
        translation_placeholders={
            "name": name,
            "done": str(err.done),
            "wanted": str(err.wanted),
            "code": err.code,
        },
    )


def _key_of_code(err: GizwitsError) -> str | None:
    """Return the key of the text a code has, None for one nobody knows."""
    return f"error_{err.code}" if err.code in ERRORS else None


def _code(err: GizwitsError) -> str:
    return str(err.code or err.status or "?")


def _seconds(err: GizwitsThrottledError) -> str:
    return f"{err.retry_after or 60:.0f}"
