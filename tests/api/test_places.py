"""Where to look for an account, without asking anywhere twice."""

from hypothesis import given, strategies as st
import pytest

from custom_components.gizwits.api.aep import Platform
from custom_components.gizwits.api.places import (
    Door,
    Place,
    Refusal,
    has_moved,
    next_place,
)

CLOUDS = ("eu", "us", "cn")
PLAIN, AEP = Door.PLAIN, Door.AEP
CODES = st.sampled_from([None, 9003, 9005, 9008, 9015, 9020, 9026, 9041, 9077, 1])


def walk(platform: Platform, *codes: int | None) -> list[tuple[str, Door]]:
    """Return the places tried when they refuse with these codes, the last for ever."""
    refusals: list[Refusal] = []
    while place := next_place(CLOUDS, platform, refusals):
        code = codes[min(len(refusals), len(codes) - 1)]
        refusals.append(Refusal(place, code))
    return [(refusal.place.cloud, refusal.place.door) for refusal in refusals]


@pytest.mark.parametrize(
    ("platform", "places"),
    [
        (Platform.PLAIN, [(cloud, PLAIN) for cloud in CLOUDS]),
        (Platform.BOTH, [(cloud, door) for door in (PLAIN, AEP) for cloud in CLOUDS]),
        (
            Platform.AEP_ONLY,
            [(cloud, door) for door in (AEP, PLAIN) for cloud in CLOUDS],
        ),
    ],
)
@pytest.mark.parametrize("code", [None, 9003, 9005, 9008, 9015])
def test_an_account_nobody_knows(
    platform: Platform, places: list[tuple[str, Door]], code: int | None
) -> None:
    """Each place once; the newer platform only for apps that have it."""
    assert walk(platform, code) == places


@pytest.mark.parametrize("code", [9020, 9077, 9041, 9039, 1])
@pytest.mark.parametrize("platform", Platform)
def test_enough(platform: Platform, code: int) -> None:
    """It is here, or the cloud has had enough, or the app is wrong everywhere."""
    assert len(walk(platform, code)) == 1


def test_an_account_that_moved() -> None:
    """Is looked for on the same cloud's newer platform at once, whatever the app."""
    assert walk(Platform.PLAIN, 9005, 9026, 9020) == [
        ("eu", PLAIN),
        ("us", PLAIN),
        ("us", AEP),
    ]
    assert walk(Platform.BOTH, 9026, 9005) == [
        ("eu", PLAIN),
        ("eu", AEP),
        ("us", PLAIN),
        ("cn", PLAIN),
        ("us", AEP),
        ("cn", AEP),
    ]
    assert walk(Platform.AEP_ONLY, 9005, 9005, 9005, 9026) == [
        *((cloud, AEP) for cloud in CLOUDS),
        *((cloud, PLAIN) for cloud in CLOUDS),
    ]


@pytest.mark.parametrize(
    ("codes", "moved"),
    [
        (((PLAIN, 9026), (AEP, 9020)), True),
        (((PLAIN, 9026), (AEP, 9077)), True),
        (((PLAIN, 9026), (AEP, 9005)), False),
        (((PLAIN, 9026), (AEP, 9041)), False),
        (((PLAIN, 9026), (AEP, None)), False),
        (((PLAIN, 9026),), False),
        (((PLAIN, 9005), (AEP, 9020)), False),
        (((AEP, 9026), (PLAIN, 9020)), False),
    ],
)
def test_moved_is_said_when_the_newer_platform_knows_the_account(
    codes: tuple[tuple[Door, int | None], ...], moved: bool
) -> None:
    """And only then."""
    refusals = [Refusal(Place("eu", door), code) for door, code in codes]
    assert has_moved(refusals) is moved


@given(st.sampled_from(Platform), st.lists(CODES, min_size=1, max_size=7))
def test_no_place_twice(platform: Platform, codes: list[int | None]) -> None:
    """Whatever is answered, and never without an end."""
    places = walk(platform, *codes)
    assert len(set(places)) == len(places) <= 6
