"""The public Gizwits clouds, and a private one by its address.

Users, tokens and bindings belong to one cloud; a token of one is invalid on another
(Open API document, "domain names").
"""

from ipaddress import ip_address
from typing import Final, NamedTuple, Self

from yarl import URL

from .device import Device

# Gizwits runs its own M2M hosts for white-label clouds too.
_GIZWITS_SITES: Final = ("gizwits.com", "gizwitsapi.com")
# Labels below which registrars sell names: `vaillant.com.cn` is a site, `com.cn` not.
_SECOND_LEVEL: Final = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
_DEFAULT_PORTS: Final = {"ws": 8080, "wss": 8880}


class InsecureAddressError(ValueError):
    """An address on the internet without https."""


class Cloud(NamedTuple):
    """One Gizwits cloud: where its API is and which hosts its sockets may be on.

    `aep` is where accounts of the newer app platform sign in; None is where the API
    is.
    """

    key: str
    base_url: URL
    m2m_host: str
    aep: URL | None = None

    @property
    def aep_url(self) -> URL:
        """Return the address of the newer app platform of this cloud."""
        return self.aep or self.base_url

    @classmethod
    def from_base_url(cls, address: str) -> Self:
        """Return the private cloud at `address`, e.g. `https://api.example.com`.

        Raises ValueError when it is no http(s) address or carries a user, a query or
        a fragment, InsecureAddressError when it is plain http on an address that is
        not private or loopback.
        """
        url = URL(address.strip())
        if url.scheme not in ("http", "https") or not url.host:
            raise ValueError("not the address of a server")
        if url.user or url.password or url.query_string or url.fragment:
            raise ValueError("not the address of a server")
        if url.scheme == "http" and not is_private(url.host):
            raise InsecureAddressError("plain http is for private addresses")
        return cls("custom", url.with_path(url.path.rstrip("/")), url.host)

    def socket_url(self, device: Device) -> URL | None:
        """Return the address of the WebSocket this device's data comes by.

        Host and ports are those of the binding (Websocket API, "connection"): the
        devices of one account can be on several. None when the binding names a host
        that has nothing to do with this cloud, so that no answer of a cloud can send
        us, and the token, anywhere else.
        """
        host = device.host or self.m2m_host
        if not self._is_own_host(host):
            return None
        scheme, port = (
            ("wss", device.wss_port)
            if self.base_url.scheme == "https"
            else ("ws", device.ws_port)
        )
        try:
            return URL.build(
                scheme=scheme,
                host=host,
                port=port or _DEFAULT_PORTS[scheme],
                path="/ws/app/v1",
            )
        except ValueError:
            # Not a name a host can have, whatever it ends with.
            return None

    def own_url(self, address: str) -> URL | None:
        """Return where to fetch a file the API named, None where it is not its own.

        The API writes `http` even where it is reached by https: what counts is that
        the host is the API's, or on its site; scheme and port are ours.
        """
        try:
            url = URL(address)
            host, own = url.host or "", self.base_url.host or ""
            site = _site(own)
            if host == own != "":
                origin = self.base_url.origin()
            elif site and host.endswith(f".{site}"):
                origin = URL.build(scheme="https", host=host)
            else:
                return None
        except ValueError:
            return None
        # Nothing else of the address is taken: no user, no port, no fragment.
        return origin.with_path(url.path).with_query(url.query)

    def _is_own_host(self, host: str) -> bool:
        own = self.base_url.host or ""
        if host in (own, self.m2m_host):
            return True
        if is_private(host):
            return is_private(own)
        sites = (*_GIZWITS_SITES, _site(own)) if not is_private(own) else ()
        return any(host == site or host.endswith(f".{site}") for site in sites if site)


def is_private(host: str) -> bool:
    """Return whether `host` is a loopback or private address, or `localhost`."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost"


def _site(host: str) -> str:
    """Return the name a site was registered under: `api.a.com.cn` -> `a.com.cn`."""
    labels = host.split(".")
    if all(label.isdecimal() for label in labels) or ":" in host:
        return ""
    count = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-count:]) if len(labels) >= count else ""


# In the order in which an unknown account is looked for: most brands outside China
# keep their users in Europe, and a try costs one of few logins.
REGIONS: Final[dict[str, Cloud]] = {
    "eu": Cloud(
        "eu",
        URL("https://euapi.gizwits.com"),
        "eum2m.gizwits.com",
        URL("https://euaepapp.gizwits.com"),
    ),
    "us": Cloud(
        "us",
        URL("https://usapi.gizwits.com"),
        "usm2m.gizwits.com",
        URL("https://usaepapp.gizwits.com"),
    ),
    "cn": Cloud(
        "cn",
        URL("https://api.gizwits.com"),
        "m2m.gizwits.com",
        URL("https://aep-app.gizwits.com"),
    ),
}
