"""Arbitrary JSON as a parser can get it, and definitions that could be real."""

from typing import Any

from hypothesis import strategies as st

# What a JSON parser can give: 64-bit integers, finite floats, text without surrogates.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCALAR = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
JSON = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)
    ),
    max_leaves=12,
)


def shaped(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return objects with these members, each of them right, wrong or missing."""
    return st.fixed_dictionaries(
        {}, optional={name: JSON | value for name, value in members.items()}
    )


NUMBERISH = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 300)
ATTRIBUTE = shaped(
    name=TEXT,
    display_name=TEXT,
    desc=TEXT,
    type=st.sampled_from(["status_writable", "status_readonly", "alert", "fault"]),
    data_type=st.sampled_from(["bool", "enum", "uint8", "uint16", "uint32", "binary"]),
    enum=st.lists(TEXT, max_size=5),
    uint_spec=shaped(min=NUMBERISH, max=NUMBERISH, ratio=NUMBERISH, addition=NUMBERISH),
    position=shaped(len=st.integers(0, 300)),
)
DEFINITION = JSON | shaped(
    name=TEXT,
    entities=st.lists(JSON | shaped(attrs=st.lists(ATTRIBUTE, max_size=6)), max_size=2),
)

_NAME = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,20}", fullmatch=True)
_LABEL = TEXT.map(str.strip).filter(lambda text: text and not text.isdecimal())
_BYTES = {"uint8": 1, "uint16": 2, "uint32": 4}


@st.composite
def _number(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(_BYTES)))
    top = 256 ** _BYTES[kind] - 1
    low = draw(st.integers(0, top - 1))
    spec = {
        "min": low,
        "max": draw(st.integers(low + 1, top)),
        "ratio": draw(st.sampled_from([1, 2, 5, 100, 0.5, 0.1, 0.01, 0.001])),
        "addition": draw(st.sampled_from([0, 5, 35, -5, -13, -40, -2000, 0.5, -2.5])),
    }
    position = {"len": _BYTES[kind], "unit": "byte"}
    return {"data_type": kind, "uint_spec": spec, "position": position}


@st.composite
def attributes(draw: st.DrawFn) -> dict[str, Any]:
    """Return a writable attribute as the cloud serves it."""
    kind = draw(st.sampled_from(["bool", "enum", "number", "binary"]))
    own: dict[str, Any] = {
        "data_type": kind,
        "position": {"len": 1, "unit": "bit"},
    }
    if kind == "enum":
        own["enum"] = draw(st.lists(_LABEL, min_size=1, max_size=9, unique=True))
    elif kind == "number":
        own = draw(_number())
    elif kind == "binary":
        own["position"] = {"len": draw(st.integers(1, 40)), "unit": "byte"}
    own["position"] |= {"byte_offset": 0, "bit_offset": 0}
    return {"id": 0, "name": draw(_NAME), "type": "status_writable", **own}
