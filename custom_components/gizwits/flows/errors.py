"""What a form tells when something is refused, in the words of `config.error`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
import logging
from types import MappingProxyType
from typing import Final

from ..api import (
    REGIONS,
    Cloud,
    GizwitsAuthError,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsThrottledError,
    GizwitsUnsupportedError,
)

_LOGGER = logging.getLogger(__name__)

type Keys = Mapping[int, str]

# What the cloud's codes mean to somebody filling in a form (Open API document,
# appendix "error codes"), by what the form is for.
_ALWAYS: Final[Keys] = {
    9003: "unknown_app_id",
    9039: "not_offered",
    9045: "not_offered",
    9077: "not_activated",
}
# A user of another region is "form invalid" to some servers.
SIGN_IN: Final[Keys] = {9005: "no_account", 9015: "no_account", 9020: "invalid_auth"}
NEW_USER: Final[Keys] = {
    9009: "code_expired",
    9010: "code_wrong",
    9015: "form_refused",
    9018: "phone_taken",
    9019: "username_taken",
    9022: "email_taken",
    9026: "not_a_guest",
    9077: "email_waiting",
}
CHANGE: Final[Keys] = {**NEW_USER, 9020: "stored_password_wrong", 9026: "sign_in_again"}
CAPTCHA: Final[Keys] = {
    9009: "captcha_wrong",
    9010: "captcha_wrong",
    9015: "phone_refused",
    9037: "sms_failed",
    9038: "app_secret_wrong",
}
SMS: Final[Keys] = {9009: "code_expired", 9010: "code_wrong", 9038: "app_secret_wrong"}
RESET: Final[Keys] = {**SMS, 9005: "no_account", 9015: "form_refused"}
BIND: Final[Keys] = {
    9002: "unknown_product",
    9014: "device_unknown",
    9015: "form_refused",
    9016: "passcode_wrong",
    9023: "device_disabled",
    9040: "qr_code_wrong",
    9043: "clock_wrong",
    9044: "product_secret_wrong",
    9048: "encrypted_only",
    9083: "bound_already",
    9090: "has_owner",
    9092: "has_owner",
}
SHARE: Final[Keys] = {
    9014: "share_code_wrong",
    9015: "share_code_wrong",
    9017: "not_bound",
    9040: "share_code_wrong",
    9080: "own_device",
    9081: "not_the_owner",
    9083: "bound_already",
    9084: "share_code_wrong",
    9088: "share_code_expired",
    9089: "share_code_expired",
    9090: "not_shareable",
    9093: "not_the_owner",
    9094: "share_code_expired",
}
REGISTER: Final[Keys] = {
    9001: "registered_already",
    9002: "unknown_product",
    9011: "no_places_left",
    9012: "no_places_left",
    9013: "no_places_left",
    9015: "product_secret_wrong",
    9046: "registration_runs",
    9047: "no_registration",
}


class FormError(Exception):
    """What a form shows: the key of its text, and the field it belongs to.

    `tried` are the places that were asked: a region's key or a host, and whether it
    was the newer app platform's door. `reason` is a text that says all that is known.
    """

    def __init__(
        self,
        key: str,
        *,
        field: str = "base",
        code: int | None = None,
        tried: tuple[tuple[str, bool], ...] = (),
        reason: str = "",
    ) -> None:
        """Keep the key and, for `refused`, the cloud's code."""
        super().__init__(key)
        self.key = key
        self.field = field
        self.code = code
        self.tried = tried
        self.reason = reason

    @classmethod
    def of(
        cls,
        err: GizwitsError,
        keys: Keys = MappingProxyType({}),
        *,
        auth: str = "refused",
    ) -> FormError:
        """Return what to tell about an error of the client.

        `keys` are those of what was being done; `auth` is for an account that is
        refused by any other code.
        """
        if key := keys.get(err.code or 0) or _ALWAYS.get(err.code or 0):
            return cls(key, code=err.code)
        if isinstance(err, GizwitsThrottledError):
            return cls("too_many_attempts")
        if isinstance(err, GizwitsUnsupportedError):
            return cls("not_offered", code=err.code)
        # What has no code did not come from a Gizwits cloud.
        if isinstance(err, GizwitsConnectionError) or err.code is None:
            return cls("cannot_connect")
        key = auth if isinstance(err, GizwitsAuthError) else "refused"
        return cls(key, code=err.code)


@contextmanager
def told(
    keys: Keys = MappingProxyType({}),
    *,
    auth: str = "refused",
    cloud: Cloud | None = None,
) -> Iterator[None]:
    """Turn every error into a FormError; `cloud` is where is being asked."""
    tried = ((cloud_name(cloud), False),) if cloud else ()
    try:
        yield
    except GizwitsError as err:
        problem = FormError.of(err, keys, auth=auth)
        problem.tried = tried
        raise problem from None
    except Exception:
        _LOGGER.exception("Unexpected error in a form")
        raise FormError("unknown") from None


def cloud_name(cloud: Cloud) -> str:
    """Return a region's key, or the host of a private cloud."""
    return cloud.key if cloud.key in REGIONS else str(cloud.base_url.host)
