"""Signing in for a form: which cloud knows the account, else what to tell the user."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import logging
import re
from typing import Any, Final

from aiohttp import ClientSession

from homeassistant.const import CONF_PASSWORD, CONF_REGION, CONF_USERNAME

from .account import cloud_at, cloud_of, entry_data, unique_id_of
from .api import (
    REGIONS,
    Cloud,
    Device,
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsThrottledError,
    InsecureAddressError,
    PasswordCredentials,
    Token,
)
from .brand_apps import app_id_of, regions_to_try
from .const import CONF_APP_ID, CONF_BASE_URL
from .flow_schemas import REGION_AUTO, SECTION_ADVANCED

_LOGGER = logging.getLogger(__name__)

_APP_ID: Final = re.compile(r"[0-9a-f]{32}")
# What the cloud's codes mean to somebody who is signing in (Open API document,
# appendix "error codes"). A user of another region is "form invalid" to some servers.
_KEY_OF_CODE: Final = {
    9003: "unknown_app_id",
    9005: "no_account",
    9015: "no_account",
    9020: "invalid_auth",
    9026: "moved_account",
    9077: "not_activated",
}
# After these the account may still be in the next region. A wrong password says
# that it is here, and another login while they are throttled makes it longer.
_LOOK_ON: Final = frozenset({"no_account", "unknown_app_id", "cannot_connect"})


class SignInError(Exception):
    """What a form shows: the key of its text, and the field it belongs to."""

    def __init__(
        self, key: str, *, field: str = "base", code: int | None = None
    ) -> None:
        """Keep the key and, for `refused`, the cloud's code."""
        super().__init__(key)
        self.key = key
        self.field = field
        self.code = code

    @classmethod
    def of(cls, err: GizwitsError) -> SignInError:
        """Return what to tell about an error of the client."""
        if isinstance(err, GizwitsThrottledError):
            return cls("too_many_attempts")
        # What has no code did not come from a Gizwits cloud.
        if isinstance(err, GizwitsConnectionError) or err.code is None:
            return cls("cannot_connect")
        return cls(_KEY_OF_CODE.get(err.code, "refused"), code=err.code)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody's wish to sign in, and the clouds to try, in order."""

    app_id: str
    credentials: PasswordCredentials
    clouds: tuple[Cloud, ...]

    @classmethod
    def of_form(cls, typed: Mapping[str, Any]) -> Attempt:
        """Return what was typed into the form; SignInError names a wrong field."""
        app_id = app_id_of(typed[CONF_APP_ID])
        if not _APP_ID.fullmatch(app_id):
            raise SignInError("invalid_app_id", field=CONF_APP_ID)
        credentials = PasswordCredentials(
            typed[CONF_USERNAME].strip(), typed[CONF_PASSWORD]
        )
        address = typed.get(SECTION_ADVANCED, {}).get(CONF_BASE_URL, "").strip()
        return cls(app_id, credentials, _clouds(app_id, typed[CONF_REGION], address))

    @classmethod
    def of_entry(cls, data: Mapping[str, Any], password: str) -> Attempt:
        """Return the attempt to sign in to an entry's account by another password."""
        credentials = PasswordCredentials(data[CONF_USERNAME], password)
        return cls(data[CONF_APP_ID], credentials, (cloud_of(data),))


def _clouds(app_id: str, region: str, address: str) -> tuple[Cloud, ...]:
    if address:
        try:
            return (cloud_at(address),)
        except ValueError as err:
            insecure = isinstance(err, InsecureAddressError)
            key = "insecure_base_url" if insecure else "invalid_base_url"
            # Home Assistant shows no errors inside of a section, only above it.
            raise SignInError(key, field=SECTION_ADVANCED) from None
    keys = regions_to_try(app_id) if region == REGION_AUTO else (region,)
    return tuple(REGIONS[key] for key in keys)


class SignedIn:
    """An account that was signed in to; `client` may be used for more."""

    token: Token

    def __init__(
        self,
        session: ClientSession,
        cloud: Cloud,
        app_id: str,
        credentials: PasswordCredentials,
    ) -> None:
        """Nothing is sent yet; `token` is there after the client's login."""
        self.cloud = cloud
        self._app_id = app_id
        self._credentials = credentials
        self.client = GizwitsClient(
            session, cloud, app_id, credentials, on_token=self._keep
        )

    def _keep(self, token: Token) -> None:
        self.token = token

    @property
    def unique_id(self) -> str:
        """Return what tells this account from all others."""
        return unique_id_of(self.cloud, self.token.uid)

    @property
    def data(self) -> dict[str, Any]:
        """Return the data of the account's entry."""
        return entry_data(self.cloud, self._app_id, self._credentials, self.token)


async def sign_in(session: ClientSession, attempt: Attempt) -> SignedIn:
    """Sign in at the first cloud that knows the account, one login at each.

    Raises SignInError.
    """
    failures: list[str] = []
    for cloud in attempt.clouds:
        account = SignedIn(session, cloud, attempt.app_id, attempt.credentials)
        try:
            await account.client.login()
        except GizwitsError as err:
            failure = SignInError.of(err)
            if failure.key not in _LOOK_ON:
                raise failure from None
            failures.append(failure.key)
        except Exception:
            _LOGGER.exception("Unexpected error while signing in")
            raise SignInError("unknown") from None
        else:
            return account
    raise SignInError(_verdict(failures))


def _verdict(failures: Iterable[str]) -> str:
    """Return what to tell when no cloud knew the account."""
    keys = set(failures)
    if "cannot_connect" in keys:
        # It may well be where we could not ask.
        return "cannot_connect"
    return keys.pop() if len(keys) == 1 else "no_account"


async def list_devices(client: GizwitsClient) -> list[Device]:
    """Return the account's devices; raises SignInError."""
    try:
        return await client.bindings()
    except GizwitsError as err:
        raise SignInError.of(err) from None
    except Exception:
        _LOGGER.exception("Unexpected error while listing devices")
        raise SignInError("unknown") from None
