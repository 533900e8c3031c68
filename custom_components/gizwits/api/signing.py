"""Signatures of requests, and the sealed text of a device's registration.

MD5 and AES-128-ECB are the cloud's choice (Open API document, "request_token",
"bind_mac" and "device registration"); nothing here keeps a secret from the cloud.
"""

import hashlib
import re
from typing import Final

from Crypto.Cipher import AES
from Crypto.Util.Padding import pad, unpad

from .exceptions import GizwitsConnectionError, GizwitsRequestError

_BLOCK: Final = 16
_SECRET: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)


def application_auth(app_id: str, app_secret: str) -> str:
    """Return `X-Gizwits-Application-Auth`: 32 lower-case hex digits."""
    return _md5(app_id + app_secret.strip())


def bind_signature(product_secret: str, timestamp: str) -> str:
    """Return `X-Gizwits-Signature` for the very text of `X-Gizwits-Timestamp`.

    The secret is taken in lower case, as the vendor's own clients take it: in upper
    case it would give another signature. Raises GizwitsRequestError when it is no
    product secret.
    """
    return _md5(_checked(product_secret) + timestamp)


def seal(product_secret: str, text: str) -> str:
    """Return `text` in AES-128-ECB with PKCS7, as lower-case hex.

    The document does not say which case; devices of the vendor send lower. Raises
    GizwitsRequestError when the secret is none.
    """
    cipher = AES.new(_key(product_secret), AES.MODE_ECB)
    return cipher.encrypt(pad(text.encode(), _BLOCK)).hex()


def unseal(product_secret: str, sealed: str) -> str:
    """Return the text that `seal` made into hex.

    Raises GizwitsConnectionError when it is no such text, GizwitsRequestError when
    the secret is none.
    """
    cipher = AES.new(_key(product_secret), AES.MODE_ECB)
    try:
        return unpad(cipher.decrypt(bytes.fromhex(sealed)), _BLOCK).decode()
    except ValueError:
        raise GizwitsConnectionError("The answer cannot be decrypted") from None


def _key(product_secret: str) -> bytes:
    return bytes.fromhex(_checked(product_secret))


def _checked(product_secret: str) -> str:
    secret = product_secret.strip().lower()
    if not _SECRET.fullmatch(secret):
        raise GizwitsRequestError("A product secret has 32 hexadecimal digits")
    return secret


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
