"""From an entry's data to the client of its account, and back."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
import hashlib
import math
from typing import Any, Final

from homeassistant.const import CONF_PASSWORD, CONF_REGION, CONF_TOKEN, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..api import (
    REGIONS,
    AnonymousCredentials,
    Cloud,
    GizwitsClient,
    PasswordCredentials,
    SmsCredentials,
    ThirdParty,
    ThirdPartyCredentials,
    Token,
)
from ..api.aep import AepCredentials
from ..brand_apps import brand_of
from ..const import (
    CONF_ACCOUNT,
    CONF_APP_ID,
    CONF_BASE_URL,
    CONF_PHONE_ID,
    CONF_PROVIDER,
    CONF_PROVIDER_SECRET,
    CONF_PROVIDER_TOKEN,
    CONF_PROVIDER_UID,
    CONF_SIGN_IN,
    SIGN_IN_AEP,
    SIGN_IN_GUEST,
    SIGN_IN_SMS,
    SIGN_IN_THIRD_PARTY,
)

type AnyCredentials = (
    PasswordCredentials
    | AepCredentials
    | AnonymousCredentials
    | SmsCredentials
    | ThirdPartyCredentials
)

_ACCOUNT_LENGTH: Final = 8
_OF_THE_SIGN_IN: Final = frozenset(
    {
        CONF_SIGN_IN,
        CONF_USERNAME,
        CONF_PASSWORD,
        CONF_PHONE_ID,
        CONF_PROVIDER,
        CONF_PROVIDER_UID,
        CONF_PROVIDER_TOKEN,
        CONF_PROVIDER_SECRET,
    }
)


def client_for(
    hass: HomeAssistant,
    data: Mapping[str, Any],
    on_token: Callable[[Token], None] | None = None,
) -> GizwitsClient:
    """Return the client of the account that an entry's `data` describes.

    `on_token` is given each new token, to be kept by `token_data`.
    """
    return GizwitsClient(
        async_get_clientsession(hass),
        cloud_of(data),
        data[CONF_APP_ID],
        credentials_of(data),
        token=stored_token(data.get(CONF_TOKEN)),
        on_token=on_token,
    )


def credentials_of(data: Mapping[str, Any]) -> AnyCredentials:
    """Return what an entry's data signs in with."""
    way = data.get(CONF_SIGN_IN)
    if way == SIGN_IN_GUEST:
        return AnonymousCredentials(data[CONF_PHONE_ID])
    if way == SIGN_IN_THIRD_PARTY:
        return ThirdPartyCredentials(
            ThirdParty(data[CONF_PROVIDER]),
            data[CONF_PROVIDER_UID],
            data[CONF_PROVIDER_TOKEN],
            data.get(CONF_PROVIDER_SECRET, ""),
        )
    if way == SIGN_IN_SMS:
        return SmsCredentials(data[CONF_USERNAME])
    if way == SIGN_IN_AEP:
        url = cloud_of(data).aep_url
        return AepCredentials(data[CONF_USERNAME], data[CONF_PASSWORD], url)
    return PasswordCredentials(data[CONF_USERNAME], data[CONF_PASSWORD])


def credentials_data(credentials: AnyCredentials) -> dict[str, Any]:
    """Return credentials as an entry's data keeps them."""
    match credentials:
        case AnonymousCredentials():
            return {
                CONF_SIGN_IN: SIGN_IN_GUEST,
                CONF_PHONE_ID: credentials.phone_id,
            }
        case ThirdPartyCredentials():
            return {
                CONF_SIGN_IN: SIGN_IN_THIRD_PARTY,
                CONF_PROVIDER: credentials.source.value,
                CONF_PROVIDER_UID: credentials.uid,
                CONF_PROVIDER_TOKEN: credentials.token,
                CONF_PROVIDER_SECRET: credentials.token_secret,
            }
        case SmsCredentials():
            return {CONF_SIGN_IN: SIGN_IN_SMS, CONF_USERNAME: credentials.phone}
        case AepCredentials():
            return {
                CONF_SIGN_IN: SIGN_IN_AEP,
                CONF_USERNAME: credentials.account,
                CONF_PASSWORD: credentials.password,
            }
    return {
        CONF_USERNAME: credentials.username,
        CONF_PASSWORD: credentials.password,
    }


def without_sign_in(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry's data has besides its credentials."""
    return {name: data[name] for name in data if name not in _OF_THE_SIGN_IN}


def cloud_of(data: Mapping[str, Any]) -> Cloud:
    """Return the cloud of an entry's data: a region, or a private one by address."""
    if (base_url := data.get(CONF_BASE_URL)) is not None:
        return Cloud.from_base_url(base_url)
    return REGIONS[data[CONF_REGION]]


def cloud_at(address: str) -> Cloud:
    """Return the cloud at an address somebody typed.

    Raises ValueError as Cloud.from_base_url does. The address of a region is that
    region, so that nobody gets the same account a second time by typing it.
    """
    cloud = Cloud.from_base_url(address)
    for region in REGIONS.values():
        if region.base_url.origin() == cloud.base_url.origin():
            return region
    return cloud


def stored_token(raw: object) -> Token | None:
    """Return a token as `token_data` made it, None when it cannot be one."""
    if not isinstance(raw, Mapping):
        return None
    texts: list[Any] = [raw.get("value"), raw.get("uid")]
    times: list[Any] = [raw.get("expire_at"), raw.get("renew_at")]
    if not all(isinstance(text, str) and text for text in texts):
        return None
    if not all(isinstance(at, (int, float)) and math.isfinite(at) for at in times):
        return None
    return Token(*texts, *times)


def token_data(token: Token) -> dict[str, Any]:
    """Return a token as an entry's data keeps it."""
    return asdict(token)


def unique_id_of(cloud: Cloud, uid: str) -> str:
    """Return what tells an account from all others.

    The uid is as good as a password for the sockets, so only its hash is kept.
    """
    key = cloud.key
    if key not in REGIONS:
        key = cloud.base_url.host_port_subcomponent or ""
    return hashlib.sha256(f"{key}:{uid}".encode()).hexdigest()


def entry_data(
    cloud: Cloud, app_id: str, credentials: AnyCredentials, token: Token
) -> dict[str, Any]:
    """Return the data of an entry for an account that was just signed in to."""
    data = {
        CONF_APP_ID: app_id,
        CONF_REGION: cloud.key,
        **credentials_data(credentials),
        CONF_TOKEN: token_data(token),
        CONF_ACCOUNT: unique_id_of(cloud, token.uid)[:_ACCOUNT_LENGTH],
    }
    if cloud.key not in REGIONS:
        data[CONF_BASE_URL] = str(cloud.base_url)
    return data


def entry_title(data: Mapping[str, Any], texts: Mapping[str, str] | None = None) -> str:
    """Return what an entry is called until its owner calls it something else.

    `texts` has the names of providers and of what a guest is called.
    """
    brand = brand_of(data[CONF_APP_ID])
    if username := data.get(CONF_USERNAME):
        return f"{brand} ({username})" if brand else str(username)
    key = data.get(CONF_PROVIDER, SIGN_IN_GUEST)
    return f"{brand or 'Gizwits'} ({(texts or {}).get(key, key)})"
