"""The table of known brand apps."""

import re

import pytest

from custom_components.gizwits.brand_apps import (
    BRAND_APPS,
    app_id_of,
    brand_of,
    label_of,
    regions_to_try,
)


def test_table_is_sound() -> None:
    """Ids are ids and unique, labels are unique and sorted, regions are regions."""
    ids = [app.app_id for app in BRAND_APPS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[0-9a-f]{32}", app_id) for app_id in ids)
    labels = [app.label for app in BRAND_APPS]
    assert len(set(labels)) == len(labels)
    assert labels == sorted(labels, key=str.casefold)
    for app in BRAND_APPS:
        assert app.regions
        assert set(app.regions) <= {"eu", "us", "cn"}


def test_brand_of() -> None:
    """The brand is what people know; an unknown app has none."""
    assert brand_of("c70a66ff039d41b4a220e198b0fcc8b3") == "Heatzy"
    assert brand_of("07452c4f036a4be3acedf8dbeef38320") == "Aqua Medic Link"
    assert brand_of("0" * 32) is None


@pytest.mark.parametrize(
    ("app_id", "regions"),
    [
        ("c70a66ff039d41b4a220e198b0fcc8b3", ("eu", "us", "cn")),
        ("c3703c4888ec4736a3a0d9425c321604", ("us", "eu", "cn")),
        ("50b40b4e57114e6ba87bd46b9abe71d8", ("cn", "eu", "us")),
        ("1d5b0ff021614f42a44954c362d65992", ("cn", "eu", "us")),
        ("0" * 32, ("eu", "us", "cn")),
    ],
)
def test_regions_to_try(app_id: str, regions: tuple[str, ...]) -> None:
    """Every region is tried once, those known for the app first."""
    assert regions_to_try(app_id) == regions


def test_an_app_is_known_by_its_label_and_by_its_id() -> None:
    """The form shows labels, and takes any id that is typed."""
    heatzy = next(app for app in BRAND_APPS if app.brand == "Heatzy")
    assert app_id_of(heatzy.label) == heatzy.app_id
    assert app_id_of(f" {heatzy.app_id.upper()} ") == heatzy.app_id
    assert label_of(heatzy.app_id) == heatzy.label
    assert label_of("0" * 32) == "0" * 32
