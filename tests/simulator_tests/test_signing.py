"""Signatures, the AES envelope and the captcha's picture (protocol §7)."""

import zlib

import pytest

from tests.simulator import signing
from tests.simulator.captcha_image import draw

SECRET = "00112233445566778899aabbccddeeff"


def test_application_auth() -> None:
    """§7.3, first row."""
    auth = signing.application_auth(
        "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
    )
    assert auth == "48a21658bef9d4a8de881f6ae5ac4d6f"


@pytest.mark.parametrize(
    ("timestamp", "signature"),
    [
        ("1500000000", "a3380536e543b0af47e64e6d3fd591ac"),
        ("1700000000", "ecdb363c00cc1ff6e5157d90f298cf02"),
    ],
)
def test_bind_signature(timestamp: str, signature: str) -> None:
    """§7.3, the other rows."""
    assert signing.bind_signature(SECRET, timestamp) == signature


@pytest.mark.parametrize(
    ("plain", "sealed"),
    [
        (
            "mac=accf2350d446&passcode=JHHOOIWJBY&type=normal",
            "dcf7cf377e1b23ec0d8e5a8787b889f9cfb79afec08aea9f75fa8e33cd6cfc98"
            "12f718b3138c1290eeadf6803d851dc900657ea140655a44782747705d422fad",
        ),
        (
            "mac=accf2350d446&passcode=JHHOOIWJBY&type=normal&extra=00000000",
            "dcf7cf377e1b23ec0d8e5a8787b889f9cfb79afec08aea9f75fa8e33cd6cfc98"
            "12f718b3138c1290eeadf6803d851dc95d182ceabd3584e97a088b66b9f64a02",
        ),
        (
            "mac=accf2350d446&passcode=JHHOOIWJBY&type=center_control&extra=00000003",
            "dcf7cf377e1b23ec0d8e5a8787b889f9cfb79afec08aea9f75fa8e33cd6cfc98"
            "f5d2c75ab36a7df094c82ff6458d17b1131ac802ee6cb0247e0124cfb58c5f1f"
            "aa65cca6fdf4d470e62ae3bc3c867acf",
        ),
        (
            "did=gKufzxZwYeyd3Skbsb6mzz",
            "1f31e2d9126a9417d2b4a99c7e6e3d6f39ba7c18fc5ff3ba38d057ccce79af4c",
        ),
    ],
)
def test_envelope(plain: str, sealed: str) -> None:
    """§7.2, sealed and opened; a whole block of padding where the length fits."""
    assert signing.encrypt(SECRET, plain) == sealed
    assert signing.decrypt(SECRET, sealed) == plain


@pytest.mark.parametrize("data", ["", "00", "zz", "00" * 16])
def test_what_is_no_envelope(data: str) -> None:
    """No hex, no block, no padding."""
    with pytest.raises(ValueError):
        signing.decrypt(SECRET, data)


def test_captcha_shows_its_digits() -> None:
    """The picture is a PNG whose dots are those of the code and of no other."""
    picture = draw("1234")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    start = picture.index(b"IDAT") + 4
    pixels = zlib.decompress(picture[start:])
    assert len(pixels) == height * (width + 1)
    assert {*pixels[1:width]} == {235}
    assert pixels != zlib.decompress(draw("1243")[start:])
