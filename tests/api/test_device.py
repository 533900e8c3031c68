"""Devices of the bindings list, and the state they report."""

from typing import Any

from hypothesis import given
import pytest

from custom_components.gizwits.api import Device, DeviceState

from tests.api.strategies import JSON, TEXT, shaped

BINDING = {
    "product_key": "4214bf2d79694a259232431b6f22f46b",
    "did": "gKufzxZwYeyd3Skbsb6mza",
    "mac": "accf2350d447",
    "is_online": False,
    "passcode": "JHHOOIWJBA",
    "host": "M2M.gizwits.com",
    "port": 1883,
    "ws_port": 8080,
    "wss_port": 8880,
    "remark": "",
    "is_disabled": False,
    "type": "normal",
    "dev_alias": "",
    "proto_ver": "04",
    "wifi_soft_version": "04000006",
    "role": "special",
}


def test_the_binding_of_the_reference() -> None:
    """Every member that is kept; the passcode is not."""
    device = Device.from_binding(BINDING)
    assert device == Device(
        did="gKufzxZwYeyd3Skbsb6mza",
        product_key="4214bf2d79694a259232431b6f22f46b",
        mac="accf2350d447",
        host="m2m.gizwits.com",
        ws_port=8080,
        wss_port=8880,
        type="normal",
        proto_ver="04",
        wifi_soft_version="04000006",
        role="special",
    )
    assert "JHHOOIWJBA" not in repr(device)


@pytest.mark.parametrize("raw", [None, [], {}, {"did": "d"}, {"product_key": "p"}])
def test_no_device(raw: Any) -> None:
    """Without did or product key it is none."""
    assert Device.from_binding(raw) is None


def test_all_but_did_and_product_key_is_optional() -> None:
    """And may be null."""
    bare = Device(did="d", product_key="p")
    assert Device.from_binding({"did": "d", "product_key": "p"}) == bare
    nulls = {**dict.fromkeys(BINDING), "did": "d", "product_key": "p"}
    assert Device.from_binding(nulls) == bare


@pytest.mark.parametrize(
    ("raw", "port"),
    [("8880", 8880), (0, None), (65536, None), (-1, None), ("x", None), (8.5, None)],
)
def test_ports(raw: Any, port: int | None) -> None:
    """A port nothing can be connected to is none."""
    device = Device.from_binding({**BINDING, "wss_port": raw, "ws_port": raw})
    assert device is not None
    assert (device.wss_port, device.ws_port) == (port, port)


@pytest.mark.parametrize("truth", [True, 1, "1", "true"])
def test_flags(truth: Any) -> None:
    """In every spelling."""
    device = Device.from_binding({**BINDING, "is_online": truth, "is_disabled": truth})
    assert device is not None
    assert device.is_online and device.is_disabled


def test_name() -> None:
    """What the user calls it, else its maker, else its MAC, else its did."""
    members = {"dev_alias": "Box", "product_name": "氛围灯", "mac": "accf", "did": "d"}
    names = []
    while members:
        device = Device.from_binding({"did": "d", "product_key": "p", **members})
        assert device is not None
        names.append(device.name)
        members.pop(next(iter(members)))
    assert names == ["Box", "氛围灯", "accf", "d"]


@given(
    JSON
    | shaped(did=TEXT, product_key=TEXT, host=TEXT, wss_port=JSON, dev_alias=TEXT).map(
        lambda binding: {"did": "d", "product_key": "p", **binding}
    )
)
def test_any_json_is_a_device_or_none(raw: Any) -> None:
    """Never an exception, never a text without a bound."""
    device = Device.from_binding(raw)
    if device is not None:
        assert device.did and device.product_key
        assert len(device.name) <= 1024
        assert device.wss_port is None or 0 < device.wss_port < 65536


def test_a_partial_report_is_merged() -> None:
    """What it does not name keeps its value; the names that changed are told."""
    first = DeviceState(online=True)
    second, changed = first.merge({"power": True, "t": 20})
    assert changed == {"power", "t"}
    third, changed = second.merge({"power": False})
    assert changed == {"power"}
    assert (third.online, dict(third.values)) == (True, {"power": False, "t": 20})
    assert dict(second.values) == {"power": True, "t": 20}
    assert dict(first.values) == {}


def test_nothing_new_is_no_change() -> None:
    """The very same state comes back; a value that became nothing is a change."""
    state, _ = DeviceState().merge({"power": True, "mode": None})
    again, changed = state.merge({"power": True, "mode": None})
    assert again is state
    assert changed == frozenset()
    assert state.merge({"power": None})[1] == {"power"}
    assert state.merge({"never": None})[1] == {"never"}


def test_a_state_cannot_be_changed_in_place() -> None:
    """Neither one with values nor one without."""
    state, _ = DeviceState().merge({"power": True})
    for frozen in (state, DeviceState()):
        with pytest.raises(TypeError):
            frozen.values["power"] = False  # type: ignore[index]
