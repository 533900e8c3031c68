"""Made-up definitions laid out as the worked examples are (protocol §5.6, §6.6)."""

from typing import Any

type Attr = dict[str, Any]

W, R, ALERT, FAULT = "status_writable", "status_readonly", "alert", "fault"


def bit(name: str, access: str, byte: int, at: int) -> Attr:
    """Return a bool at a bit of a group."""
    return _attr(name, access, "bool", byte, at, 1, "bit")


def choice(name: str, byte: int, at: int, bits: int, *labels: str) -> Attr:
    """Return a writable enum of so many bits."""
    attr = _attr(name, W, "enum", byte, at, bits, "bit")
    return {**attr, "enum": list(labels)}


def uint(
    name: str,
    access: str,
    byte: int,
    *,
    size: int = 1,
    limits: tuple[int, int] = (0, 255),
    ratio: float = 1,
    addition: int = 0,
) -> Attr:
    """Return a number of so many bytes; the limits are raw."""
    attr = _attr(name, access, f"uint{8 * size}", byte, 0, size, "byte")
    low, high = limits
    spec = {"min": low, "max": high, "ratio": ratio, "addition": addition}
    return {**attr, "uint_spec": spec}


def blob(name: str, byte: int, size: int, access: str = W) -> Attr:
    """Return a binary datapoint."""
    return _attr(name, access, "binary", byte, 0, size, "byte")


def product(key: str, attrs: list[Attr], *, var_len: bool = False) -> dict[str, Any]:
    """Return the answer of GET /app/datapoint; ids are given in order."""
    numbered = [{"id": number, **attr} for number, attr in enumerate(attrs)]
    entity = {"id": 0, "name": "entity0", "display_name": "", "attrs": numbered}
    return {
        "name": key.title(),
        "product_key": key.encode().hex().ljust(32, "0"),
        "packetVersion": "0x00000004",
        "protocolType": "var_len" if var_len else "standard",
        "entities": [entity],
    }


def _attr(
    name: str, access: str, kind: str, byte: int, at: int, length: int, unit: str
) -> Attr:
    position = {"byte_offset": byte, "bit_offset": at, "len": length, "unit": unit}
    return {
        "name": name,
        "display_name": name,
        "desc": "",
        "type": access,
        "data_type": kind,
        "position": position,
    }


# (a): six writable datapoints in 5 bytes, a negative addition, alerts and faults.
PET = product(
    "pet",
    [
        bit("LED_OnOff", W, 0, 0),
        choice("LED_Color", 0, 1, 2, "Customize", "Yellow", "Purple", "Pink"),
        uint("LED_R", W, 1, limits=(0, 254)),
        uint("LED_G", W, 2, limits=(0, 254)),
        uint("LED_B", W, 3, limits=(0, 254)),
        uint("Motor_Speed", W, 4, limits=(0, 10), addition=-5),
        bit("Infrared", R, 5, 0),
        uint("Temperature", R, 6, limits=(0, 200), addition=-13),
        uint("Humidity", R, 7, limits=(0, 100)),
        bit("Alert_1", ALERT, 8, 0),
        bit("Alert_2", ALERT, 8, 1),
        bit("Fault_LED", FAULT, 9, 0),
        bit("Fault_Motor", FAULT, 9, 1),
        bit("Fault_TemHum", FAULT, 9, 2),
        bit("Fault_IR", FAULT, 9, 3),
    ],
)

# (b): twelve bits in one group of two bytes, 64 writable datapoints in 400 bytes.
PUMP = product(
    "pump",
    [
        bit("SwitchON", W, 0, 0),
        *(bit(f"flag{number}", W, 0, number) for number in range(1, 5)),
        choice("Mode", 0, 5, 2, "classic", "sine", "random", "constant"),
        choice("Linkage", 0, 7, 2, "alone", "master", "slave"),
        choice("AutoMode", 0, 9, 3, "stop", "classic", "sine", "random", "feed"),
        uint("Flow", W, 2, limits=(0, 100)),
        uint("Frequency", W, 3, limits=(0, 100)),
        uint("FeedTime", W, 4, limits=(1, 60)),
        uint("AutoFlow", W, 5, limits=(0, 100)),
        uint("AutoFreq", W, 6, limits=(0, 100)),
        *(blob(f"timer{number}", 7 + 7 * number, 7) for number in range(50)),
        blob("plan", 357, 43),
    ],
)

# §6.6 (2): 22 writable datapoints, so three bytes of flags; 399 bytes of values.
DOSER = product(
    "doser",
    [
        *(bit(f"channel{number}", W, 0, number) for number in range(12)),
        *(blob(f"plan{number}", 2 + 40 * number, 40) for number in range(9)),
        blob("rest", 362, 37),
    ],
)

# (d): var_len with 47 datapoints, 17 of them bits, 1039 bytes of the others.
GYRE = product(
    "gyre",
    [
        *(bit(f"Bit{number}", W, 0, 0) for number in range(17)),
        uint("Version", R, 0),
        uint("Mode", W, 0, limits=(0, 10)),
        uint("Time_Feed", W, 0, limits=(0, 60)),
        *(blob(f"Blob{number}", 0, 8) for number in range(20, 34)),
        blob("Time", 0, 7),
        *(blob(f"Blob{number}", 0, 80) for number in range(35, 46)),
        blob("Last", 0, 37),
    ],
    var_len=True,
)

# §6.6 (1): read-only, 16-bit numbers with fractions and an offset.
PH = product(
    "ph",
    [
        *(bit(name, R, 0, at) for at, name in enumerate(("a", "b", "c", "d"))),
        uint("pH", R, 1, size=2, limits=(0, 1400), ratio=0.01),
        uint("mV", R, 3, size=2, limits=(0, 4000), addition=-2000),
        uint("EC", R, 5, size=2, limits=(0, 2000), ratio=0.01),
        uint("TEMP", R, 7, size=2, limits=(0, 1000), ratio=0.1),
    ],
)

# One of each kind, in both layouts.
_MIX = [
    bit("power", W, 0, 0),
    choice("mode", 0, 1, 2, "cool", "heat", "dry"),
    uint("target", W, 1, limits=(0, 50), ratio=0.5, addition=5),
    blob("plan", 2, 3),
    uint("room", R, 5, size=2, limits=(0, 1000), ratio=0.1, addition=-40),
    bit("low_water", ALERT, 7, 0),
    bit("broken", FAULT, 8, 0),
]
MIX = product("mix", _MIX)
MIX_VAR_LEN = product("mixvar", _MIX, var_len=True)
