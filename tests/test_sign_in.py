"""Looking for an account in the regions, over real sockets."""

from collections.abc import Callable

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .conftest import NAME, PASSWORD

from custom_components.gizwits.flows.errors import FormError
from custom_components.gizwits.sign_in import Attempt, SignedIn, sign_in

from tests.simulator import SimulatedCloud

APP_ID = "c3703c4888ec4736a3a0d9425c321604"  # tried in us, eu, cn
AEP = "/app/smart_home/login/pwd"
LOGIN = {"method": "POST", "path": "/app/login"}

type Clouds = dict[str, SimulatedCloud]


def _add_user(cloud: SimulatedCloud, password: str = PASSWORD) -> None:
    cloud.add_user(NAME, password, app=cloud.accounts.apps[APP_ID])


def _logins(clouds: Clouds) -> dict[str, int]:
    return {
        region: len(cloud.requests_to("POST", "/app/login"))
        for region, cloud in clouds.items()
    }


async def _sign_in(hass: HomeAssistant, region: str = "auto") -> SignedIn:
    typed = {
        "app_id": APP_ID,
        "region": region,
        "username": NAME,
        "password": PASSWORD,
    }
    return await sign_in(async_get_clientsession(hass), Attempt.of_form(typed))


async def _refused(hass: HomeAssistant, region: str = "auto") -> FormError:
    with pytest.raises(FormError) as raised:
        await _sign_in(hass, region)
    # The form shows the key; nothing else may leave with the error.
    assert PASSWORD not in repr(raised.value)
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
    return raised.value


@pytest.fixture
def clouds(regions: Clouds) -> Clouds:
    """Return the regions, which all know the app and nobody of its users."""
    for cloud in regions.values():
        cloud.add_app(APP_ID)
    return regions


@pytest.mark.parametrize(
    ("home", "logins"),
    [
        ("us", {"us": 1, "eu": 0, "cn": 0}),
        ("eu", {"us": 1, "eu": 1, "cn": 0}),
        ("cn", {"us": 1, "eu": 1, "cn": 1}),
    ],
)
async def test_auto_stops_at_the_first_that_knows_the_account(
    hass: HomeAssistant, clouds: Clouds, home: str, logins: dict[str, int]
) -> None:
    """One login at each, in the app's order."""
    _add_user(clouds[home])
    account = await _sign_in(hass)
    assert account.cloud.key == account.data["region"] == home
    assert _logins(clouds) == logins


async def test_fixed_region_asks_no_other(hass: HomeAssistant, clouds: Clouds) -> None:
    """The account of another region is not found."""
    _add_user(clouds["us"])
    assert (await _refused(hass, "cn")).key == "no_account"
    assert _logins(clouds) == {"us": 0, "eu": 0, "cn": 1}
    account = await _sign_in(hass, "us")
    assert account.cloud.key == "us"


@pytest.mark.parametrize("code", [9003, 9005, 9015])
async def test_auto_looks_on_when_not_known(
    hass: HomeAssistant, clouds: Clouds, code: int
) -> None:
    """App or user not known here: the next region may know them."""
    clouds["us"].faults.next(**LOGIN, error_code=code)
    _add_user(clouds["us"])
    _add_user(clouds["eu"])
    assert (await _sign_in(hass)).cloud.key == "eu"


async def test_auto_looks_on_when_a_region_is_down(
    hass: HomeAssistant, clouds: Clouds
) -> None:
    """A region that cannot be asked does not hide the others."""
    await clouds["us"].stop()
    clouds["eu"].faults.next(**LOGIN, html=True)
    _add_user(clouds["cn"])
    assert (await _sign_in(hass)).cloud.key == "cn"


def _wrong_password(cloud: SimulatedCloud) -> None:
    _add_user(cloud, "Another1!")


def _throttled(cloud: SimulatedCloud) -> None:
    cloud.throttle_login()


def _moved(cloud: SimulatedCloud) -> None:
    app = cloud.accounts.apps[APP_ID]
    cloud.add_user(NAME, "Another1!", app=app, platform="migrated")


def _not_activated(cloud: SimulatedCloud) -> None:
    _add_user(cloud)
    for user in cloud.accounts.users.values():
        user.activated = False


def _refusing(cloud: SimulatedCloud) -> None:
    cloud.faults.all(**LOGIN, error_code=9012)


@pytest.mark.parametrize(
    ("trouble", "key"),
    [
        (_wrong_password, "invalid_auth"),
        (_throttled, "too_many_attempts"),
        (_moved, "moved_account"),
        (_not_activated, "not_activated"),
        (_refusing, "refused"),
    ],
)
@pytest.mark.parametrize("region", ["auto", "eu"])
async def test_stops_where_looking_on_would_not_help(
    hass: HomeAssistant,
    clouds: Clouds,
    trouble: Callable[[SimulatedCloud], None],
    key: str,
    region: str,
) -> None:
    """The regions after are not asked, though one knows the account."""
    trouble(clouds["eu"])
    _add_user(clouds["cn"])
    refusal = await _refused(hass, region)
    assert (refusal.key, refusal.field) == (key, "base")
    assert refusal.code == (9012 if key == "refused" else refusal.code)
    assert _logins(clouds) == {"us": int(region == "auto"), "eu": 1, "cn": 0}


async def _nothing(clouds: Clouds) -> None:
    """Every region knows the app and not the user."""


async def _one_is_down(clouds: Clouds) -> None:
    await clouds["cn"].stop()


async def _one_drops(clouds: Clouds) -> None:
    clouds["eu"].faults.next(**LOGIN, drop=True)


async def _one_is_no_gizwits(clouds: Clouds) -> None:
    clouds["us"].faults.next(**LOGIN, status=404, html=True)


async def _no_token_in_the_answer(clouds: Clouds) -> None:
    clouds["us"].faults.next(**LOGIN, body={})


async def _app_unknown(clouds: Clouds) -> None:
    for cloud in clouds.values():
        del cloud.accounts.apps[APP_ID]


async def _app_unknown_to_two(clouds: Clouds) -> None:
    for region in ("us", "cn"):
        del clouds[region].accounts.apps[APP_ID]


async def _app_unknown_and_one_down(clouds: Clouds) -> None:
    await _app_unknown(clouds)
    await clouds["eu"].stop()


@pytest.mark.parametrize(
    ("trouble", "key"),
    [
        (_nothing, "no_account"),
        (_one_is_down, "not_all_reached"),
        (_one_drops, "not_all_reached"),
        (_one_is_no_gizwits, "not_all_reached"),
        (_no_token_in_the_answer, "not_all_reached"),
        (_app_unknown, "unknown_app_id"),
        (_app_unknown_to_two, "no_account"),
        (_app_unknown_and_one_down, "not_all_reached"),
    ],
)
async def test_verdict_when_nobody_knows_the_account(
    hass: HomeAssistant,
    clouds: Clouds,
    trouble: Callable[[Clouds], object],
    key: str,
) -> None:
    """What is said weighs what every region said; each was asked once."""
    await trouble(clouds)  # type: ignore[misc]
    assert (await _refused(hass)).key == key
    assert all(count <= 1 for count in _logins(clouds).values())
    assert sum(_logins(clouds).values()) >= 2


def _aep_logins(clouds: Clouds) -> dict[str, int]:
    return {
        region: len(cloud.requests_to("POST", AEP)) for region, cloud in clouds.items()
    }


async def test_an_account_of_the_newer_platform_is_looked_for_there(
    hass: HomeAssistant, clouds: Clouds
) -> None:
    """After all plain doors, for an app that has such accounts; one try at each."""
    app = clouds["eu"].accounts.apps[APP_ID]
    user = clouds["eu"].add_user(NAME, PASSWORD, app=app, platform="aep")
    account = await _sign_in(hass)
    assert account.cloud.key == "eu"
    assert account.token.uid == user.uid
    assert account.data["sign_in"] == "aep"
    assert _logins(clouds) == {"us": 1, "eu": 1, "cn": 1}
    assert _aep_logins(clouds) == {"us": 1, "eu": 1, "cn": 0}


async def test_a_moved_account_is_found_at_once(
    hass: HomeAssistant, clouds: Clouds
) -> None:
    """The newer platform of the region that says so is asked next."""
    app = clouds["us"].accounts.apps[APP_ID]
    clouds["us"].add_user(NAME, PASSWORD, app=app, platform="migrated")
    assert (await _sign_in(hass)).data["sign_in"] == "aep"
    assert _logins(clouds) == {"us": 1, "eu": 0, "cn": 0}
    assert _aep_logins(clouds) == {"us": 1, "eu": 0, "cn": 0}


async def test_moved_is_said_only_when_the_newer_platform_knows(
    hass: HomeAssistant, clouds: Clouds
) -> None:
    """A plain door that says "moved" of an account nobody has is wrong."""
    clouds["us"].faults.next(**LOGIN, error_code=9026)
    refusal = await _refused(hass)
    assert refusal.key == "no_account"
    assert refusal.tried == (
        ("us", False),
        ("us", True),
        ("eu", False),
        ("cn", False),
        ("eu", True),
        ("cn", True),
    )
    assert all(count == 1 for count in _logins(clouds).values())
    assert all(count == 1 for count in _aep_logins(clouds).values())


async def test_throttled_at_the_newer_platform(
    hass: HomeAssistant, clouds: Clouds
) -> None:
    """No other place is asked then."""
    clouds["us"].faults.next(**LOGIN, error_code=9026)
    clouds["us"].faults.next(path=AEP, status=429, error_code=9041)
    assert (await _refused(hass)).key == "too_many_attempts"
    assert _logins(clouds) == {"us": 1, "eu": 0, "cn": 0}
