"""Signing in for a form: which cloud knows the account, else what to tell the user."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import ClientSession

from homeassistant.const import CONF_PASSWORD, CONF_REGION, CONF_USERNAME

from .account.entry import AnyCredentials, cloud_at, cloud_of, entry_data, unique_id_of
from .api import (
    REGIONS,
    Cloud,
    Device,
    GizwitsClient,
    InsecureAddressError,
    PasswordCredentials,
    Token,
)
from .api.aep import AepCredentials, Platform
from .api.places import Door, Place, Refusal, has_moved, next_place
from .brand_apps import app_id_of, platform_of, regions_to_try
from .const import CONF_APP_ID, CONF_BASE_URL, CONF_SIGN_IN, SIGN_IN_AEP
from .flows.errors import NEW_USER, SIGN_IN, FormError, Keys, cloud_name, told
from .flows.schemas import REGION_AUTO, SECTION_ADVANCED
from .pattern import Pattern

_APP_ID: Final = Pattern(r"[0-9a-f]{32}")
_UNKNOWN_APP: Final = 9003
_NO_ACCOUNT: Final = frozenset({9005, 9015, 9026})


@dataclass(frozen=True, slots=True)
class Where:
    """An app, and the clouds where its account may be, the likeliest first."""

    app_id: str
    clouds: tuple[Cloud, ...]

    @classmethod
    def of_form(cls, typed: Mapping[str, Any]) -> Where:
        """Return what was typed into a form; FormError names a wrong field."""
        app_id = app_id_of(typed[CONF_APP_ID])
        if not _APP_ID.fullmatch(app_id):
            raise FormError("invalid_app_id", field=CONF_APP_ID)
        address = typed.get(SECTION_ADVANCED, {}).get(CONF_BASE_URL, "").strip()
        return cls(app_id, _clouds(app_id, typed[CONF_REGION], address))

    @classmethod
    def of_entry(cls, data: Mapping[str, Any]) -> Where:
        """Return where an entry's account is."""
        return cls(data[CONF_APP_ID], (cloud_of(data),))


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody's wish to sign in with a password, and where to try."""

    where: Where
    username: str = field(repr=False)
    password: str = field(repr=False)
    platform: Platform = Platform.PLAIN

    @classmethod
    def of_form(cls, typed: Mapping[str, Any]) -> Attempt:
        """Return what was typed into the form; FormError names a wrong field."""
        where = Where.of_form(typed)
        username = typed[CONF_USERNAME].strip()
        return cls(where, username, _password(typed), platform_of(where.app_id))

    @classmethod
    def of_entry(cls, data: Mapping[str, Any], typed: Mapping[str, Any]) -> Attempt:
        """Return the attempt to sign in to an entry's account by another password.

        FormError says that none was typed.
        """
        where = Where.of_entry(data)
        platform = platform_of(where.app_id)
        if data.get(CONF_SIGN_IN) == SIGN_IN_AEP:
            platform = Platform.AEP_ONLY
        return cls(where, data[CONF_USERNAME], _password(typed), platform)


def _password(typed: Mapping[str, Any]) -> str:
    """Return the password, which the form does not require: it may be forgotten."""
    if password := typed.get(CONF_PASSWORD):
        return str(password)
    raise FormError("password_missing", field=CONF_PASSWORD)


def _clouds(app_id: str, region: str, address: str) -> tuple[Cloud, ...]:
    if address:
        try:
            return (cloud_at(address),)
        except ValueError as err:
            insecure = isinstance(err, InsecureAddressError)
            key = "insecure_base_url" if insecure else "invalid_base_url"
            # Home Assistant shows no errors inside of a section, only above it.
            raise FormError(key, field=SECTION_ADVANCED) from None
    keys = regions_to_try(app_id) if region == REGION_AUTO else (region,)
    return tuple(REGIONS[key] for key in keys)


class SignedIn:
    """An account that is signed in to; `client` may be used for more."""

    token: Token

    def __init__(
        self,
        session: ClientSession,
        cloud: Cloud,
        app_id: str,
        credentials: AnyCredentials,
        token: Token | None = None,
    ) -> None:
        """Nothing is sent yet; `token` is there after the client's login."""
        self.cloud = cloud
        self._app_id = app_id
        self._credentials = credentials
        self.client = GizwitsClient(
            session, cloud, app_id, credentials, token=token, on_token=self._keep
        )
        if token:
            self.token = token

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
    """Sign in at the first place that knows the account, one login at each.

    Raises FormError, which says where was asked.
    """
    clouds = {cloud.key: cloud for cloud in attempt.where.clouds}
    refusals: list[Refusal] = []
    problem = FormError("no_account")
    while place := next_place(list(clouds), attempt.platform, refusals):
        account = SignedIn(
            session,
            clouds[place.cloud],
            attempt.where.app_id,
            _credentials(attempt, clouds[place.cloud], place.door),
        )
        try:
            with told(SIGN_IN):
                await account.client.login()
        except FormError as err:
            if err.key in ("unknown", "too_many_attempts"):
                raise
            problem = err
            refusals.append(Refusal(place, err.code))
        else:
            return account
    raise _verdict(problem, refusals, clouds)


def _credentials(attempt: Attempt, cloud: Cloud, door: Door) -> AnyCredentials:
    if door is Door.AEP:
        return AepCredentials(attempt.username, attempt.password, cloud.aep_url)
    return PasswordCredentials(attempt.username, attempt.password)


def _verdict(
    last: FormError, refusals: list[Refusal], clouds: Mapping[str, Cloud]
) -> FormError:
    """Return what to tell when nobody knew the account, or who did refused it."""
    codes = {refusal.code for refusal in refusals}
    key = last.key
    if key == "invalid_auth" and has_moved(refusals):
        key = "moved_account"
    elif last.code in (None, _UNKNOWN_APP, *_NO_ACCOUNT):
        if None in codes:
            # It may well be where we could not ask.
            key = "cannot_connect" if len(refusals) == 1 else "not_all_reached"
        else:
            key = "unknown_app_id" if codes == {_UNKNOWN_APP} else "no_account"
    return FormError(
        key,
        code=last.code,
        tried=tuple(_tried(refusal.place, clouds) for refusal in refusals),
    )


def _tried(place: Place, clouds: Mapping[str, Cloud]) -> tuple[str, bool]:
    return cloud_name(clouds[place.cloud]), place.door is Door.AEP


async def at_first[T](
    where: Where, ask: Callable[[Cloud], Awaitable[T]], *look_on: str
) -> T:
    """Return what `ask` got at the first cloud, of those it is not refused at.

    The next one is asked only after a FormError whose key is in `look_on`.
    """
    tried: tuple[tuple[str, bool], ...] = ()
    problem = FormError("unknown")
    for cloud in where.clouds:
        tried += ((cloud_name(cloud), False),)
        try:
            return await ask(cloud)
        except FormError as err:
            problem = err
            problem.tried = tried
            if err.key not in look_on:
                break
    raise problem


async def make_account(
    session: ClientSession,
    where: Where,
    credentials: AnyCredentials,
    make: Callable[[GizwitsClient], Awaitable[Token]],
    keys: Keys = NEW_USER,
    auth: str = "refused",
) -> SignedIn:
    """Return an account that `make` makes at the first cloud that knows the app.

    Only there: an account that cannot be made now must not be made in another region.
    Raises FormError.
    """

    async def ask(cloud: Cloud) -> SignedIn:
        account = SignedIn(session, cloud, where.app_id, credentials)
        with told(keys, auth=auth):
            token = await make(account.client)
        return SignedIn(session, cloud, where.app_id, credentials, token)

    return await at_first(where, ask, "unknown_app_id")


async def list_devices(client: GizwitsClient) -> list[Device]:
    """Return the account's devices; raises FormError."""
    with told(auth="sign_in_again", cloud=client.cloud):
        return await client.bindings()
