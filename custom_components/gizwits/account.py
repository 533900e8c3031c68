"""From an entry's data to the client of its account, and back."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
import hashlib
import math
from typing import Any, Final

from homeassistant.const import CONF_PASSWORD, CONF_REGION, CONF_TOKEN, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .api import REGIONS, Cloud, GizwitsClient, PasswordCredentials, Token
from .brand_apps import brand_of
from .const import CONF_ACCOUNT, CONF_APP_ID, CONF_BASE_URL

_ACCOUNT_LENGTH: Final = 8


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
        PasswordCredentials(data[CONF_USERNAME], data[CONF_PASSWORD]),
        token=stored_token(data.get(CONF_TOKEN)),
        on_token=on_token,
    )


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
    texts = [raw.get("value"), raw.get("uid")]
    times = [raw.get("expire_at"), raw.get("renew_at")]
    if not all(isinstance(text, str) and text for text in texts):
        return None
    if not all(isinstance(at, (int, float)) and math.isfinite(at) for at in times):
        return None
    return Token(**{name: raw[name] for name in Token.__slots__})


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
    cloud: Cloud, app_id: str, credentials: PasswordCredentials, token: Token
) -> dict[str, Any]:
    """Return the data of an entry for an account that was just signed in to."""
    data = {
        CONF_APP_ID: app_id,
        CONF_REGION: cloud.key,
        CONF_USERNAME: credentials.username,
        CONF_PASSWORD: credentials.password,
        CONF_TOKEN: token_data(token),
        CONF_ACCOUNT: unique_id_of(cloud, token.uid)[:_ACCOUNT_LENGTH],
    }
    if cloud.key not in REGIONS:
        data[CONF_BASE_URL] = str(cloud.base_url)
    return data


def entry_title(data: Mapping[str, Any]) -> str:
    """Return what an entry is called until its owner calls it something else."""
    username: str = data[CONF_USERNAME]
    brand = brand_of(data[CONF_APP_ID])
    return f"{brand} ({username})" if brand else username
