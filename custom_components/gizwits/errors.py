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
    GizwitsValueError,
)
from .const import DOMAIN


def account_error(err: GizwitsError) -> HomeAssistantError:
    """Return what a coordinator raises when its account cannot be read.

    ConfigEntryAuthFailed asks the user, UpdateFailed comes back by itself,
    ConfigEntryError says that only the user can change it.
    """
    code = str(err.code or "?")
    match err:
        case GizwitsAuthError():
            return ConfigEntryAuthFailed(
                translation_domain=DOMAIN, translation_key="auth_failed"
            )
        case GizwitsThrottledError():
            return UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="throttled",
                translation_placeholders={"seconds": f"{err.retry_after or 60:.0f}"},
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
        translation_key="app_refused",
        translation_placeholders={"code": code},
    )


def write_error(err: GizwitsError, device: str, entity: str) -> HomeAssistantError:
    """Return what a person is told whose write failed.

    `device` and `entity` are the names they know.
    """
    placeholders = {"device": device, "entity": entity, "code": str(err.code or "?")}
    error_class = HomeAssistantError
    match err:
        case GizwitsValueError():
            error_class, key = ServiceValidationError, "value_refused"
            placeholders["expected"] = err.expected
        case GizwitsAuthError():
            key = "auth_failed"
        case GizwitsThrottledError():
            key = "throttled"
            placeholders["seconds"] = f"{err.retry_after or 60:.0f}"
        case GizwitsConnectionError():
            key = "outcome_unknown" if err.sent else "cannot_connect"
        case GizwitsDeviceOfflineError():
            key = "device_offline"
        case GizwitsNotBoundError():
            key = "device_gone"
        case _:
            key = "refused"
    return error_class(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )
