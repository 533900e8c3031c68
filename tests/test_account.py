"""Entry data and the client of its account."""

from dataclasses import asdict
from typing import Any

import pytest
from yarl import URL

from homeassistant.const import CONF_TOKEN
from homeassistant.core import HomeAssistant

from .conftest import NAME, PASSWORD

from custom_components.gizwits.account.entry import (
    client_for,
    cloud_at,
    cloud_of,
    entry_data,
    entry_title,
    stored_token,
    token_data,
    unique_id_of,
)
from custom_components.gizwits.api import REGIONS, Cloud, PasswordCredentials, Token
from custom_components.gizwits.const import CONF_BASE_URL

from tests.simulator import SimulatedCloud, User

UID = "0123456789abcdef0123456789abcdef"
TOKEN = Token("t" * 32, UID, 2_000_000_000, 1_999_978_400.5)
HEATZY = "c70a66ff039d41b4a220e198b0fcc8b3"


def _data(cloud: Cloud, app_id: str = HEATZY) -> dict[str, Any]:
    return entry_data(cloud, app_id, PasswordCredentials(NAME, PASSWORD), TOKEN)


def test_region_entry() -> None:
    """A region is kept by its key, without an address."""
    data = _data(REGIONS["us"])
    assert data == {
        "app_id": HEATZY,
        "region": "us",
        "username": NAME,
        "password": PASSWORD,
        "token": asdict(TOKEN),
        "account": unique_id_of(REGIONS["us"], UID)[:8],
    }
    assert cloud_of(data) is REGIONS["us"]


def test_custom_entry() -> None:
    """A private cloud is kept by its address."""
    cloud = Cloud.from_base_url("https://api.example.com:8443/gizwits/")
    data = _data(cloud)
    assert data["region"] == "custom"
    assert data[CONF_BASE_URL] == "https://api.example.com:8443/gizwits"
    assert cloud_of(data) == cloud


def test_the_address_of_a_region_is_the_region() -> None:
    """Nobody gets an account twice by typing what `auto` finds."""
    assert cloud_at(" https://EUAPI.gizwits.com/ ") is REGIONS["eu"]
    assert cloud_at("https://api.example.com").key == "custom"


def test_unique_id_tells_clouds_apart() -> None:
    """The same uid elsewhere is another account, and no uid can be read from it."""
    clouds = [
        *REGIONS.values(),
        Cloud.from_base_url("https://api.example.com"),
        Cloud.from_base_url("https://api.example.com:8443"),
    ]
    ids = {unique_id_of(cloud, UID) for cloud in clouds}
    assert len(ids) == len(clouds)
    assert not any(UID in unique_id for unique_id in ids)
    assert unique_id_of(
        Cloud.from_base_url("https://api.example.com:443/"), UID
    ) == unique_id_of(Cloud.from_base_url("https://API.example.com"), UID)


def test_title() -> None:
    """Brand and user name; only the user name where the brand is not known."""
    assert entry_title(_data(REGIONS["eu"])) == f"Heatzy ({NAME})"
    assert entry_title(_data(REGIONS["eu"], "0" * 32)) == NAME


def test_token_is_restored() -> None:
    """What was stored comes back."""
    assert stored_token(token_data(TOKEN)) == TOKEN


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "token",
        [],
        {},
        {**asdict(TOKEN), "value": ""},
        {**asdict(TOKEN), "uid": 5},
        {**asdict(TOKEN), "expire_at": "soon"},
        {**asdict(TOKEN), "renew_at": float("nan")},
        {"value": "t", "uid": UID},
    ],
)
def test_malformed_token_is_dropped(stored: object) -> None:
    """A damaged entry costs a login, no more."""
    assert stored_token(stored) is None


async def test_client_uses_the_stored_token(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """No login where there is a token; a new one is handed over to be kept."""
    there = Cloud.from_base_url(cloud.base_url)
    data = entry_data(there, cloud.app_id, PasswordCredentials(NAME, PASSWORD), TOKEN)
    tokens: list[Token] = []
    without = client_for(hass, {**data, CONF_TOKEN: None}, tokens.append)
    assert await without.bindings() == []
    assert len(tokens) == len(cloud.requests_to("POST", "/app/login")) == 1
    assert tokens[0].uid == user.uid

    again = client_for(hass, {**data, CONF_TOKEN: token_data(tokens[0])})
    assert await again.bindings() == []
    assert len(cloud.requests_to("POST", "/app/login")) == 1
    assert again.cloud.base_url == URL(cloud.base_url)
