"""Frames of the WebSocket, sent and received."""

import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.gizwits.api import Token, frames
from custom_components.gizwits.api.frames import Frame

from tests.api.strategies import JSON, TEXT, shaped

TOKEN = Token("token-of-the-user", "uid-of-the-user", 2e9, 2e9)


def test_login_req() -> None:
    """As the document has it, without automatic subscription."""
    assert json.loads(frames.login_req("app", TOKEN)) == {
        "cmd": "login_req",
        "data": {
            "appid": "app",
            "uid": "uid-of-the-user",
            "token": "token-of-the-user",
            "p0_type": "attrs_v4",
            "heartbeat_interval": 180,
            "auto_subscribe": False,
        },
    }


def test_the_other_frames_that_are_sent() -> None:
    """Members stand where the document has them."""
    assert json.loads(frames.subscribe_req(["a", "b"])) == {
        "cmd": "subscribe_req",
        "data": [{"did": "a"}, {"did": "b"}],
    }
    read = {"cmd": "c2s_read", "data": {"did": "a"}}
    assert json.loads(frames.c2s_read("a")) == read
    assert json.loads(frames.c2s_ack("a", 7)) == {
        "cmd": "c2s_ack",
        "res_sn": 7,
        "did": "a",
    }
    assert json.loads(frames.PING) == {"cmd": "ping"}


def test_a_report() -> None:
    """Its command, device, members and serial number."""
    frame = Frame(
        '{"cmd":"s2c_noti","req_sn":5,"data":{"did":"d","attrs":{"a":"\\u62bd"}}}'
    )
    assert (frame.command, frame.did, frame.serial) == ("s2c_noti", "d", 5)
    assert frame.data["attrs"] == {"a": "抽"}
    assert frame.error_code is None


@pytest.mark.parametrize(
    ("members", "serial"),
    [
        ({"req_sn": "5"}, 5),
        ({"data": {"req_sn": 6}}, 6),
        ({"req_sn": None}, None),
        ({"res_sn": 7}, None),
        ({"req_sn": {}}, None),
    ],
)
def test_serial(members: dict[str, Any], serial: int | None) -> None:
    """The number of a report that wants an answer, never that of an answer."""
    assert Frame(json.dumps({"cmd": "s2c_noti", **members})).serial == serial


def test_invalid_msg() -> None:
    """Its code, as number or text."""
    for code in (1009, "1009"):
        data = {"error_code": code, "msg": "M2M socket has closed"}
        text = json.dumps({"cmd": "s2c_invalid_msg", "data": data})
        assert Frame(text).error_code == 1009


def test_results_of_a_subscription() -> None:
    """Those that are no list or name no device do no harm."""
    success = [{"did": "a"}, {"did": "b"}, None, {}]
    text = json.dumps({"cmd": "subscribe_res", "data": {"success": success}})
    frame = Frame(text)
    assert frame.dids("success") - {""} == {"a", "b"}
    assert frame.dids("failed") == frozenset()


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", "5", '"ping"', "[" * 2000, '{"cmd":null}', "\x00"]
)
def test_no_frame_has_no_command(text: str) -> None:
    """Whatever it is."""
    frame = Frame(text)
    assert (frame.command, frame.did, dict(frame.data)) == ("", "", {})


@given(
    st.text()
    | JSON.map(json.dumps)
    | shaped(
        cmd=TEXT,
        req_sn=JSON,
        data=shaped(did=TEXT, attrs=JSON, success=JSON, error_code=JSON),
    ).map(json.dumps)
)
def test_any_text_is_a_frame(text: str) -> None:
    """Never an exception, whatever is read of it."""
    frame = Frame(text)
    assert isinstance(frame.command, str)
    assert isinstance(frame.did, str)
    assert frame.serial is None or isinstance(frame.serial, int)
    assert frame.error_code is None or isinstance(frame.error_code, int)
    assert all(isinstance(did, str) for did in frame.dids("success"))


@given(JSON)
def test_what_wants_an_answer_can_be_answered(serial: Any) -> None:
    """Any serial number that was understood can be sent back."""
    frame = Frame(json.dumps({"cmd": "s2c_noti", "req_sn": serial}))
    if frame.serial is not None:
        answer = json.loads(frames.c2s_ack("d", frame.serial))
        assert answer["res_sn"] == frame.serial


def test_an_absurd_serial_number_can_be_answered_or_is_none() -> None:
    """A number no program counts to does not break the socket."""
    serial = Frame('{"cmd":"s2c_noti","req_sn":1e300}').serial
    if serial is not None:
        frames.c2s_ack("d", serial)
