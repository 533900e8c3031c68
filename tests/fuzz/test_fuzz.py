"""Any answer, right, wrong, cut or absurd: an error of ours or what it says."""

import asyncio
from collections.abc import Iterator
import json
import logging
import time
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from .seeds import SEEDS
from .targets import TARGETS
from .vocabulary import KEYS, VALUES

from tests.api.strategies import JSON, TEXT

_KNOWN = st.sampled_from(VALUES)
_ANSWER = st.recursive(
    _KNOWN | JSON,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | TEXT, inner, max_size=6)
    ),
    max_leaves=20,
)
# How long one answer may take (s), on a busy machine.
_LONGEST = 2.0


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    """Warnings about definitions are not what is looked at."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """Return a loop for all examples."""
    with asyncio.Runner() as running:
        yield running


def _changed(draw: st.DrawFn, raw: Any) -> Any:
    """Return JSON with one part replaced, somewhere."""
    if isinstance(raw, dict) and raw and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(raw)))
        return {**raw, key: _changed(draw, raw[key])}
    if isinstance(raw, list) and raw and draw(st.booleans()):
        index = draw(st.integers(0, len(raw) - 1))
        return [*raw[:index], _changed(draw, raw[index]), *raw[index + 1 :]]
    return draw(_ANSWER)


@st.composite
def answers(draw: st.DrawFn, name: str) -> bytes:
    """Return an answer: as it should be but for one thing, or anything at all."""
    raw = _changed(draw, draw(st.sampled_from(SEEDS[name])))
    return json.dumps(raw).encode(errors="surrogatepass")


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_is_read(name: str, runner: asyncio.Runner) -> None:
    """What the targets begin with is no refusal that hides what they look at."""
    for seed in SEEDS[name]:
        runner.run(TARGETS[name](json.dumps(seed).encode()))


@pytest.mark.parametrize("name", TARGETS)
def test_anything_is_read_or_refused(name: str, runner: asyncio.Runner) -> None:
    """Never another exception, never a hang, never more than it was given."""

    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(answers(name) | st.binary(max_size=200))
    def run(content: bytes) -> None:
        began = time.perf_counter()
        runner.run(TARGETS[name](content))
        assert time.perf_counter() - began < _LONGEST

    run()


def _much(**attribute: Any) -> bytes:
    attrs = [{"name": f"a{n}", **attribute} for n in range(5000)]
    return json.dumps({"entities": [{"attrs": attrs}]}).encode()


TOO_MUCH = [
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"9" * 100_000,
    b'{"devices":[' + b'{"did":"d"},' * 20_000 + b"{}]}",
    _much(),
    _much(data_type="bool", type="status_writable"),
    _much(data_type="uint32", type="status_readonly"),
    _much(data_type="enum", type="alert", enum=["x" * 99] * 20),
    json.dumps({"attr": {f"a{n}": n for n in range(20_000)}}).encode(),
    json.dumps([{"id": str(n), "did": f"d{n}"} for n in range(20_000)]).encode(),
    json.dumps({"objects": [{"id": n} for n in range(20_000)]}).encode(),
    json.dumps({"entities": "x" * 1_000_000}).encode(),
]


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_too_much_is_bounded(name: str, runner: asyncio.Runner) -> None:
    """Deep, long and wide answers take no time and no stack."""
    for content in TOO_MUCH:
        began = time.perf_counter()
        runner.run(TARGETS[name](content))
        assert time.perf_counter() - began < _LONGEST, content[:80]
