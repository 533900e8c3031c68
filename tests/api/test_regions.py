"""Clouds: their addresses, and which hosts a binding may send us to."""

from hypothesis import given
import pytest
from yarl import URL

from custom_components.gizwits.api import REGIONS, Cloud, Device
from custom_components.gizwits.api.regions import InsecureAddressError, is_private

from tests.api.strategies import TEXT


def on(host: str, ws: int | None = None, wss: int | None = None) -> Device:
    """Return a device whose binding names a host."""
    return Device(did="d", product_key="p", host=host, ws_port=ws, wss_port=wss)


@pytest.mark.parametrize(
    ("region", "api", "m2m"),
    [
        ("cn", "api.gizwits.com", "m2m.gizwits.com"),
        ("eu", "euapi.gizwits.com", "eum2m.gizwits.com"),
        ("us", "usapi.gizwits.com", "usm2m.gizwits.com"),
    ],
)
def test_public_clouds(region: str, api: str, m2m: str) -> None:
    """Always https; where a binding names no host, the region's and port 8880."""
    cloud = REGIONS[region]
    assert cloud.key == region
    assert str(cloud.base_url) == f"https://{api}"
    assert cloud.socket_url(on("")) == URL(f"wss://{m2m}:8880/ws/app/v1")


def test_ports_and_host_are_those_of_the_binding() -> None:
    """A product that is not published yet is on another host."""
    url = REGIONS["eu"].socket_url(on("eusandbox.gizwits.com", 8081, 8881))
    assert url == URL("wss://eusandbox.gizwits.com:8881/ws/app/v1")


@pytest.mark.parametrize(
    "host",
    [
        "evil.com",
        "gizwits.com.evil.com",
        "evilgizwits.com",
        "127.0.0.1",
        "192.168.1.5",
        "localhost",
        "::1",
    ],
)
def test_a_public_cloud_cannot_send_us_elsewhere(host: str) -> None:
    """Neither to a stranger nor into the user's own network."""
    assert REGIONS["cn"].socket_url(on(host)) is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.com/.gizwits.com",
        "evil.com#.gizwits.com",
        "evil.com?.gizwits.com",
        "evil.com\\.gizwits.com",
        "user:pass@x.gizwits.com",
        "evil.com:80.gizwits.com",
        "a b.gizwits.com",
        "a\n.gizwits.com",
        "é" * 80 + ".gizwits.com",
        "evil.com／.gizwits.com",
    ],
    ids=[
        "path",
        "fragment",
        "query",
        "backslash",
        "user",
        "port",
        "blank",
        "line",
        "long",
        "wide",
    ],
)
def test_a_crafted_host_is_foreign(host: str) -> None:
    """What is no host name is not connected to, and is no error either."""
    assert REGIONS["cn"].socket_url(on(host)) is None


@given(TEXT)
def test_any_host_is_our_own_or_none(host: str) -> None:
    """Whatever stands before the site, it is connected to the site or not at all."""
    for crafted in (host, f"{host}.gizwits.com", f"{host}gizwits.com"):
        url = REGIONS["cn"].socket_url(on(crafted.lower()))
        assert url is None or (url.host or "").endswith("gizwits.com")


def test_a_private_cloud_of_a_brand() -> None:
    """Its own site and Gizwits' hosts; the whole second-level name is the site."""
    cloud = Cloud.from_base_url(" https://api.vaillant.com.cn/ ")
    assert (cloud.key, str(cloud.base_url)) == ("custom", "https://api.vaillant.com.cn")
    own = cloud.socket_url(on("m2m.vaillant.com.cn"))
    assert own == URL("wss://m2m.vaillant.com.cn:8880/ws/app/v1")
    assert cloud.socket_url(on("m2m.gizwits.com")) is not None
    assert cloud.socket_url(on("m2m.other.com.cn")) is None
    assert cloud.socket_url(on("10.0.0.1")) is None
    assert cloud.socket_url(on("")) == URL("wss://api.vaillant.com.cn:8880/ws/app/v1")


def test_a_brand_with_a_short_name() -> None:
    """``a.com``: the name itself and all below it."""
    cloud = Cloud.from_base_url("https://example.com")
    assert cloud.socket_url(on("m2m.example.com")) is not None
    assert cloud.socket_url(on("m2m.example.org")) is None
    assert cloud.socket_url(on("com")) is None


def test_a_cloud_at_home() -> None:
    """Plain sockets on the binding's plain port, to private addresses only."""
    cloud = Cloud.from_base_url("http://127.0.0.1:9000/gizwits/")
    assert str(cloud.base_url) == "http://127.0.0.1:9000/gizwits"
    url = cloud.socket_url(on("192.168.1.5", ws=9001, wss=9002))
    assert url == URL("ws://192.168.1.5:9001/ws/app/v1")
    assert cloud.socket_url(on("")) == URL("ws://127.0.0.1:8080/ws/app/v1")
    assert cloud.socket_url(on("m2m.gizwits.com")) is None
    assert cloud.socket_url(on("evil.com")) is None


def test_a_public_cloud_by_its_address_alone() -> None:
    """A number has no site; one label has none either."""
    cloud = Cloud.from_base_url("https://8.8.8.8")
    assert cloud.socket_url(on("8.8.8.8")) is not None
    assert cloud.socket_url(on("1.8.8.8")) is None
    assert cloud.socket_url(on("evil.8.8")) is None
    assert Cloud.from_base_url("https://cloud").socket_url(on("a.cloud")) is None
    six = Cloud.from_base_url("https://[2606:4700::1111]")
    assert six.socket_url(on("2606:4700::1111")) is not None
    assert six.socket_url(on("evil.com")) is None


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("", ValueError),
        ("api.example.com", ValueError),
        ("ftp://example.com", ValueError),
        ("https://", ValueError),
        ("https://user@example.com", ValueError),
        ("https://:secret@example.com", ValueError),
        ("https://example.com/?a=1", ValueError),
        ("https://example.com/#a", ValueError),
        ("http://example.com", InsecureAddressError),
        ("http://8.8.8.8", InsecureAddressError),
    ],
)
def test_addresses_that_are_refused(address: str, error: type[ValueError]) -> None:
    """With an error that a form can tell apart."""
    with pytest.raises(ValueError, match=".") as caught:
        Cloud.from_base_url(address)
    assert type(caught.value) is error


@pytest.mark.parametrize("address", ["https://a:x", "https://[::1", "https://a:99999"])
def test_addresses_nobody_can_read(address: str) -> None:
    """Are a ValueError too."""
    with pytest.raises(ValueError):
        Cloud.from_base_url(address)


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("10.1.2.3", True),
        ("192.168.0.1", True),
        ("172.16.0.1", True),
        ("fd00::1", True),
        ("localhost", True),
        ("8.8.8.8", False),
        ("example.com", False),
        ("localhost.example.com", False),
        ("", False),
    ],
)
def test_private(host: str, private: bool) -> None:
    """Loopback and private networks, and nothing with a name but localhost."""
    assert is_private(host) is private
