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


CAPTCHA = "/captcha/image/1/"


@pytest.mark.parametrize(
    ("base", "address", "found"),
    [
        ("https://api.gizwits.com", f"http://api.gizwits.com{CAPTCHA}?a=b", "?a=b"),
        ("https://api.gizwits.com", f"http://u:p@api.gizwits.com:81{CAPTCHA}#f", ""),
        ("http://127.0.0.1:9000/x", f"https://127.0.0.1{CAPTCHA}", ""),
    ],
)
def test_a_file_of_the_api_is_fetched_from_the_api(
    base: str, address: str, found: str
) -> None:
    """By our own scheme and port; nothing else of the address is taken."""
    url = Cloud.from_base_url(base).own_url(address)
    assert str(url) == f"{URL(base).origin()}{CAPTCHA}{found}"


def test_a_file_on_the_site_of_the_api() -> None:
    """Is fetched by https."""
    url = REGIONS["cn"].own_url(f"http://img.gizwits.com:99{CAPTCHA}")
    assert str(url) == f"https://img.gizwits.com{CAPTCHA}"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "/captcha",
        "http://[",
        "http://evil.com/",
        "https://api.gizwits.com.evil.com/",
        "https://evil.com/api.gizwits.com",
        "https://127.0.0.1/",
        "file:///etc/passwd",
    ],
)
def test_a_file_of_somebody_else_is_not_fetched(address: str) -> None:
    """Whatever the API says."""
    assert REGIONS["cn"].own_url(address) is None


@given(TEXT)
def test_any_address_is_our_own_or_none(text: str) -> None:
    """Whatever stands in it."""
    for crafted in (text, f"http://{text}", f"http://{text}.gizwits.com/{text}"):
        url = REGIONS["cn"].own_url(crafted)
        assert url is None or (url.host or "").endswith(".gizwits.com")
        assert url is None or url.scheme == "https"


def test_the_newer_app_platform() -> None:
    """A private cloud has it at its own address."""
    assert str(Cloud.from_base_url("https://a.example.com").aep_url) == (
        "https://a.example.com"
    )
    for cloud in REGIONS.values():
        assert (cloud.aep_url.host or "").endswith(".gizwits.com")
        assert cloud.aep_url.host != cloud.base_url.host
