"""Signatures and the sealed text: the reference's vectors, and another library's."""

from contextlib import suppress
import hashlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
from hypothesis import given, strategies as st
import pytest

from custom_components.gizwits.api import GizwitsConnectionError, GizwitsRequestError
from custom_components.gizwits.api.signing import (
    application_auth,
    bind_signature,
    seal,
    unseal,
)

SECRET = "00112233445566778899aabbccddeeff"
# Protocol 7.2.
SEALED = {
    "mac=accf2350d446&passcode=JHHOOIWJBY&type=normal": (
        "dcf7cf377e1b23ec0d8e5a8787b889f9cfb79afec08aea9f75fa8e33cd6cfc98"
        "12f718b3138c1290eeadf6803d851dc900657ea140655a44782747705d422fad"
    ),
    "mac=accf2350d446&passcode=JHHOOIWJBY&type=normal&extra=00000000": (
        "dcf7cf377e1b23ec0d8e5a8787b889f9cfb79afec08aea9f75fa8e33cd6cfc98"
        "12f718b3138c1290eeadf6803d851dc95d182ceabd3584e97a088b66b9f64a02"
    ),
    "mac=accf2350d446&passcode=JHHOOIWJBY&type=center_control&extra=00000003": (
        "dcf7cf377e1b23ec0d8e5a8787b889f9cfb79afec08aea9f75fa8e33cd6cfc98"
        "f5d2c75ab36a7df094c82ff6458d17b1131ac802ee6cb0247e0124cfb58c5f1f"
        "aa65cca6fdf4d470e62ae3bc3c867acf"
    ),
    "did=gKufzxZwYeyd3Skbsb6mzz": (
        "1f31e2d9126a9417d2b4a99c7e6e3d6f39ba7c18fc5ff3ba38d057ccce79af4c"
    ),
}
KEYS = st.binary(min_size=16, max_size=16).map(bytes.hex)


def theirs(key: str) -> Cipher[modes.ECB]:
    """Return the cipher of another library."""
    return Cipher(algorithms.AES(bytes.fromhex(key)), modes.ECB())


@pytest.mark.parametrize(("text", "sealed"), SEALED.items())
def test_sealed_as_the_reference_has_it(text: str, sealed: str) -> None:
    """Also a text that fills its blocks, which gets one more."""
    assert seal(SECRET, text) == sealed
    assert unseal(SECRET, sealed) == text
    assert unseal(SECRET.upper(), sealed.upper()) == text


def test_one_block_of_the_standard() -> None:
    """FIPS-197, appendix C.1; the block that follows is padding."""
    key = "000102030405060708090a0b0c0d0e0f"
    sealed = theirs(key).encryptor().update(bytes.fromhex(SECRET)).hex()
    assert sealed == "69c4e0d86a7b0430d8cdb78070b4c55a"
    text = "did=0123456789ab"
    first = theirs(key).encryptor().update(text.encode()).hex()
    assert seal(key, text)[:32] == first


@given(KEYS, st.text(max_size=80))
def test_another_library_reads_what_we_seal(key: str, text: str) -> None:
    """AES-128-ECB with PKCS7, in lower-case hex."""
    sealed = seal(key, text)
    assert sealed == sealed.lower()
    assert len(sealed) == 32 * (len(text.encode()) // 16 + 1)
    cipher, padder = theirs(key).decryptor(), PKCS7(128).unpadder()
    padded = cipher.update(bytes.fromhex(sealed)) + cipher.finalize()
    assert (padder.update(padded) + padder.finalize()).decode() == text


@given(KEYS, st.text(max_size=80))
def test_we_read_what_another_library_seals(key: str, text: str) -> None:
    """The other way round."""
    cipher, padder = theirs(key).encryptor(), PKCS7(128).padder()
    padded = padder.update(text.encode()) + padder.finalize()
    assert unseal(key, (cipher.update(padded) + cipher.finalize()).hex()) == text


@given(KEYS, st.text(max_size=200) | st.binary(max_size=80).map(bytes.hex))
def test_anything_else_is_refused(key: str, sealed: str) -> None:
    """Or is a text by chance; never another error."""
    with suppress(GizwitsConnectionError):
        assert isinstance(unseal(key, sealed), str)


def test_another_secret_does_not_read_it() -> None:
    """Its padding is not what is at the end."""
    sealed = SEALED["did=gKufzxZwYeyd3Skbsb6mzz"]
    with pytest.raises(GizwitsConnectionError):
        unseal("0" * 32, sealed)


@pytest.mark.parametrize("secret", ["", "0", "x" * 32, "0" * 33, "0" * 31 + "٣"])
def test_no_secret(secret: str) -> None:
    """Is told, without repeating it, before anything is sent."""
    for act in (seal, unseal, bind_signature):
        with pytest.raises(GizwitsRequestError) as caught:
            act(secret, "1")
        assert str(caught.value) == "A product secret has 32 hexadecimal digits"


def test_signature_of_the_app() -> None:
    """Protocol 7.3: 32 lower-case digits, no separator."""
    app_id, secret = "0123456789abcdef" * 2, "fedcba9876543210" * 2
    assert application_auth(app_id, secret) == "48a21658bef9d4a8de881f6ae5ac4d6f"


@pytest.mark.parametrize(
    ("timestamp", "signature"),
    [
        ("1500000000", "a3380536e543b0af47e64e6d3fd591ac"),
        ("1700000000", "ecdb363c00cc1ff6e5157d90f298cf02"),
    ],
)
def test_signature_of_a_binding(timestamp: str, signature: str) -> None:
    """Protocol 7.3; a secret in upper case is the same, with spaces too."""
    for secret in (SECRET, SECRET.upper(), f" {SECRET}\n"):
        assert bind_signature(secret, timestamp) == signature
    upper = hashlib.md5(f"{SECRET.upper()}1500000000".encode()).hexdigest()
    assert upper == "a56230fefce7de8e05fdc4003a5dbcdb"
