"""What the cloud says of an account or a device, as a person is told it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from homeassistant.core import callback

from ..api import (
    GizwitsAuthError,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsNotBoundError,
)
from ..const import DOMAIN
from ..errors import action_error, half_done, invalid
from ..schedule_errors import HalfDoneError, ScheduleError

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator
    from ..device_coordinator import DeviceCoordinator


@contextmanager
def told(
    account: AccountCoordinator, device: DeviceCoordinator | None = None
) -> Iterator[str]:
    """Turn the client's errors into what a person is told, and learn from them.

    Gives the name of what the action is for.
    """
    name = device.device.name if device else account.config_entry.title
    try:
        yield name
    except GizwitsError as err:
        match err:
            case GizwitsAuthError():
                account.config_entry.async_start_reauth(account.hass)
            case GizwitsDeviceOfflineError() if device:
                device.async_note_online(False)
            case GizwitsNotBoundError() if device:
                list_again(account)
        # The text has all that is known; a cause would show requests in the log.
        raise action_error(err, name) from None
    except ScheduleError as err:
        raise invalid(err.key, **{"name": name, **err.placeholders}) from None
    except HalfDoneError as err:
        raise half_done(err, name) from None


@callback
def list_again(account: AccountCoordinator) -> None:
    """Have the devices listed soon: something has changed."""
    account.config_entry.async_create_background_task(
        account.hass, account.async_request_refresh(), f"{DOMAIN} bindings"
    )
