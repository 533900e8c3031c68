"""The bytes against the worked examples of the protocol (§5.6, §6.6)."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.simulator import payload
from tests.simulator.definition import Definition
from tests.simulator.frames import (
    REPORT,
    WRITE,
    WRITE_ACK,
    BadFrame,
    Frame,
    pack_length,
    unpack_length,
)
from tests.simulator_tests.definitions import DOSER, GYRE, MIX, PET, PH, PUMP

PRODUCTS = Path(__file__).parent.parent / "fixtures" / "products"


def control(served: dict[str, Any], **values: Any) -> bytes:
    """Return the p0 that writes decoded values."""
    definition = Definition.parse(served)
    return payload.pack_control(definition, definition.check(values))


def status(served: dict[str, Any], p0: str) -> dict[str, Any]:
    """Return the decoded values of a report's p0."""
    return payload.unpack_status(Definition.parse(served), bytes.fromhex(p0))


def test_pet_house_write() -> None:
    """§5.6 a: two datapoints, as p0, in a 0090 and in a 0093 frame."""
    p0 = control(PET, LED_OnOff=True, Motor_Speed=5)
    assert p0.hex(" ") == "01 21 01 00 00 00 0a"
    assert Frame(WRITE, p0).pack().hex(" ") == (
        "00 00 00 03 0a 00 00 90 01 21 01 00 00 00 0a"
    )
    assert Frame(WRITE_ACK, p0, 1).pack().hex(" ") == (
        "00 00 00 03 0e 00 00 93 00 00 00 01 01 21 01 00 00 00 0a"
    )
    assert control(PET, LED_Color="Purple").hex(" ") == "01 02 04 00 00 00 00"


def test_pet_house_status() -> None:
    """§5.6 a: a whole status, read and written back."""
    data = bytes.fromhex("000000030e00009104 05fe00800a 01283702 05".replace(" ", ""))
    frame = Frame.unpack(data)
    assert frame.command == REPORT
    values = status(PET, frame.p0.hex())
    assert values == {
        "LED_OnOff": True,
        "LED_Color": "Purple",
        "LED_R": 254,
        "LED_G": 0,
        "LED_B": 128,
        "Motor_Speed": 5,
        "Infrared": True,
        "Temperature": 27,
        "Humidity": 55,
        "Alert_1": False,
        "Alert_2": True,
        "Fault_LED": True,
        "Fault_Motor": False,
        "Fault_TemHum": True,
        "Fault_IR": False,
    }
    definition = Definition.parse(PET)
    assert Frame(REPORT, payload.pack_status(definition, values)).pack() == data


def test_pump_bit_group_is_big_endian() -> None:
    """§5.6 b: twelve bits in two bytes, bit 0 in the last one."""
    values = status(PUMP, "04 02 41 1e 1f 0a 64 5f")
    shown = {name: values[name] for name in ("SwitchON", "Mode", "Linkage", "AutoMode")}
    assert shown == {
        "SwitchON": True,
        "Mode": "random",
        "Linkage": "alone",
        "AutoMode": "classic",
    }
    assert [values[name] for name in ("Flow", "Frequency", "FeedTime")] == [30, 31, 10]
    assert [values[name] for name in ("AutoFlow", "AutoFreq")] == [100, 95]
    # A status that is too short gives what fits.
    assert "timer0" not in values


def test_pump_write_has_eight_flag_bytes_and_all_values() -> None:
    """§5.6 b: 418 bytes to switch on; flags and values of a second write."""
    frame = Frame(WRITE, control(PUMP, SwitchON=True)).pack()
    head = "00 00 00 03 9c 03 00 00 90 01 00 00 00 00 00 00 00 01 00 01 00"
    assert len(frame) == 418
    assert frame.hex(" ").startswith(head)
    p0 = control(PUMP, Mode="random", Flow=30)
    assert p0.hex(" ").startswith("01 00 00 00 00 00 00 01 20 00 40 1e 00")


def test_doser_channel_on_and_off() -> None:
    """§6.6 (2): the captured command of 416 bytes, and of another channel."""
    frame = Frame(WRITE_ACK, control(DOSER, channel1=True), 0).pack()
    head = "00 00 00 03 9a 03 00 00 93 00 00 00 00 01 00 00 02 00 02 00"
    assert len(frame) == 416
    assert frame.hex(" ").startswith(head)
    assert not any(frame[20:])
    assert control(DOSER, channel4=True)[:6].hex(" ") == "01 00 00 10 00 10"
    assert control(DOSER, channel4=False)[:6].hex(" ") == "01 00 00 10 00 00"


def test_gyre_reports() -> None:
    """§5.6 d: captured partial reports of a var_len device."""
    assert status(GYRE, "14 00 04 00 00 00 00 01 1a 03 0e 0b 17 13") == {
        "Time": bytes.fromhex("011a030e0b1713")
    }
    assert status(GYRE, "14 00 00 00 04 00 00 03") == {"Mode": 3}


def test_gyre_whole_report_has_1049_bytes() -> None:
    """§5.6 d: action, six flag bytes, three of bits, 1039 of values."""
    definition = Definition.parse(GYRE)
    values = definition.defaults()
    values |= {"Version": 0x24, "Mode": 1, "Time_Feed": 30}
    p0 = payload.pack_status(definition, values, reply=True)
    assert len(p0) == 1049
    assert p0[:13].hex(" ") == "13 7f ff ff ff ff ff 00 00 00 24 01 1e"
    # The captured report sets the one bit too many; it must read all the same.
    captured = b"\x14" + b"\xff" * 6 + p0[7:]
    assert payload.unpack_status(definition, captured) == values


def test_gyre_writes_and_reads() -> None:
    """§5.6 d: the computed commands."""
    assert control(GYRE, Mode=5).hex(" ") == "11 00 00 00 04 00 00 05"
    assert Frame(WRITE, control(GYRE, Mode=5)).pack().hex(" ") == (
        "00 00 00 03 0b 00 00 90 11 00 00 00 04 00 00 05"
    )
    both = control(GYRE, Bit0=True, Bit7=True, Mode=3)
    assert both.hex(" ") == "11 00 00 00 04 00 81 03 03"
    definition = Definition.parse(GYRE)
    some = payload.pack_read(definition, {"Mode", "Time"})
    assert some.hex(" ") == "12 00 04 00 04 00 00"
    assert payload.read_names(definition, some) == {"Mode", "Time"}
    assert payload.pack_read(definition).hex(" ") == "12 7f ff ff ff ff ff"


def test_ph_meter_scales() -> None:
    """§6.6 (1): ratio 0.01 without rounding dust, addition -2000."""
    frame = Frame.unpack(bytes.fromhex("000000030d000091030002dc089d00000000"))
    values = status(PH, frame.p0.hex())
    assert values == {
        **dict.fromkeys("abcd", False),
        "pH": 7.32,
        "mV": 205,
        "EC": 0,
        "TEMP": 0,
    }


def test_standard_read_is_two_bytes_and_no_read_of_var_len() -> None:
    """§6.6: 0x02 asks a standard device; a var_len one does not know it."""
    pet, gyre = Definition.parse(PET), Definition.parse(GYRE)
    read = Frame(WRITE, payload.pack_read(pet)).pack()
    assert read.hex(" ") == "00 00 00 03 04 00 00 90 02"
    assert payload.is_read(pet, b"\x02")
    assert not payload.is_read(gyre, b"\x02")


@pytest.mark.parametrize(
    ("length", "packed"),
    [(3, "03"), (127, "7f"), (128, "8001"), (410, "9a03"), (16384, "808001")],
)
def test_varlen(length: int, packed: str) -> None:
    """§6.2: the length of a frame."""
    assert pack_length(length).hex() == packed
    assert unpack_length(bytes.fromhex(packed), 0) == (length, len(packed) // 2)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "00000004",
        "0000000303000090ff",
        "00000003040000",
        "00000003ffffffff7f",
        "0000000304000093ff",
    ],
)
def test_what_is_no_frame(data: str) -> None:
    """Wrong prefix, wrong length, no end of the length, no serial number."""
    with pytest.raises(BadFrame):
        Frame.unpack(bytes.fromhex(data))


def test_var_len_report_that_is_too_short() -> None:
    """A value that is cut off is refused, not guessed."""
    with pytest.raises(payload.BadPayload):
        status(GYRE, "14 00 04 00 00 00 00 01 1a")


def test_enum_index_the_definition_does_not_have() -> None:
    """Two bits can say 3, the list has three labels."""
    with pytest.raises(payload.BadPayload):
        payload.unpack_control(Definition.parse(MIX), bytes.fromhex("010206000000"))


@pytest.mark.parametrize("path", sorted(PRODUCTS.glob("*.json")), ids=lambda p: p.stem)
def test_products_of_our_own_go_there_and_back(path: Path) -> None:
    """All values, at rest and at their limits, as status and as control."""
    definition = Definition.parse(json.loads(path.read_text(encoding="utf-8")))
    if path.stem == "broken":
        # Its positions overlap, so only its values can be checked, not its bytes.
        assert definition.check(definition.defaults()) == definition.defaults()
        return
    for values in (definition.defaults(), highest(definition)):
        p0 = payload.pack_status(definition, values)
        assert payload.unpack_status(definition, p0) == values
        writable = {
            dp.name: values[dp.name] for dp in definition.datapoints if dp.writable
        }
        p0 = payload.pack_control(definition, writable)
        assert payload.unpack_control(definition, p0) == writable


def highest(definition: Definition) -> dict[str, Any]:
    """Return the greatest value of each datapoint."""
    values: dict[str, Any] = {}
    for dp in definition.datapoints:
        if dp.data_type == "binary":
            values[dp.name] = b"\xff" * dp.length
        elif dp.data_type == "bool":
            values[dp.name] = True
        elif dp.data_type == "enum":
            last = {label: index for index, label in enumerate(dp.options)}
            values[dp.name] = list(last)[-1]
        else:
            values[dp.name] = dp.scaled(dp.maximum)
    return definition.check(values)
