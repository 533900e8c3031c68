"""Signatures and the AES envelope (protocol §7)."""

import hashlib

from Crypto.Cipher import AES
from Crypto.Util.Padding import pad, unpad

BLOCK = 16


def application_auth(app_id: str, app_secret: str) -> str:
    """Return X-Gizwits-Application-Auth: md5(appid + appsecret)."""
    return _md5(app_id + app_secret)


def bind_signature(product_secret: str, timestamp: str) -> str:
    """Return X-Gizwits-Signature: md5(product_secret + timestamp)."""
    return _md5(product_secret + timestamp)


def encrypt(product_secret: str, text: str) -> str:
    """Return text as AES-128-ECB with PKCS7, in lower-case hex."""
    cipher = AES.new(bytes.fromhex(product_secret), AES.MODE_ECB)
    return cipher.encrypt(pad(text.encode(), BLOCK)).hex()


def decrypt(product_secret: str, data: str) -> str:
    """Return the text of such hex, or raise ValueError."""
    cipher = AES.new(bytes.fromhex(product_secret), AES.MODE_ECB)
    return unpad(cipher.decrypt(bytes.fromhex(data)), BLOCK).decode()


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
