"""Registering a device at its maker's product (Open API document, "dev")."""

from typing import Final

from .client import GizwitsClient
from .exceptions import GizwitsConnectionError, GizwitsRequestError
from .signing import seal, unseal

# The sealed text is not escaped: these would make other fields of a value.
_SEPARATORS: Final = frozenset("&=")
_LARGEST_EXTRA: Final = 0xFFFFFFFF


class Registration:
    """What a device does itself at its first start; here a person does it for it."""

    def __init__(self, client: GizwitsClient) -> None:
        """Send to the cloud of `client`; no account is needed."""
        self._http = client.caller.http

    async def register(
        self,
        product_key: str,
        product_secret: str,
        mac: str,
        passcode: str,
        *,
        center_control: bool = False,
        extra: int = 0,
    ) -> str:
        """Register a device and return its did: `POST /dev/{product_key}/device`.

        The did of a MAC is the same each time; **any other did the device had is
        cancelled**, and so is every binding of it. `extra` has 32 bits: bit 0 means
        that the product's devices are centres of control, bit 1 that the device made
        its code itself; the document's "length 8 bit" is read as 8 hexadecimal
        digits. The type is `normal`, its `noraml` is a misprint.

        Raises GizwitsRequestError: 9002 unknown product, 9047 not for this product,
        9015 a wrong secret or value; GizwitsConnectionError when the answer cannot be
        decrypted, after which the device may be registered.
        """
        if not 0 <= extra <= _LARGEST_EXTRA:
            raise GizwitsRequestError("Extra has 32 bits")
        if not mac or not passcode or _SEPARATORS & {*mac, *passcode}:
            raise GizwitsRequestError("This is no MAC or no passcode")
        kind = "center_control" if center_control else "normal"
        text = f"mac={mac}&passcode={passcode}&type={kind}&extra={extra:08x}"
        sealed = await self._http.post_form(
            f"/dev/{product_key}/device", {"data": seal(product_secret, text)}
        )
        name, _, did = unseal(product_secret, sealed).partition("=")
        if name != "did" or not did:
            raise GizwitsConnectionError("The answer has no device")
        return did
