"""Changing an answer a little, as JSON and not as bytes."""

import json
import random
from typing import Any

from .vocabulary import KEYS, VALUES

_DEEPEST = 8


def mutated(content: bytes, chance: random.Random) -> bytes | None:
    """Return an answer with some of its parts changed, None where it is no JSON."""
    try:
        raw = json.loads(content)
    except ValueError, RecursionError:
        return None
    for _ in range(chance.choice((1, 1, 2, 4))):
        raw = _changed(raw, chance, _DEEPEST)
    return json.dumps(raw).encode(errors="surrogatepass")


def _changed(raw: Any, chance: random.Random, depth: int) -> Any:
    """Return a value with one part of it changed."""
    if depth and isinstance(raw, dict) and raw and chance.random() < 0.8:
        return _changed_object(raw, chance, depth)
    if depth and isinstance(raw, list) and raw and chance.random() < 0.8:
        return _changed_list(raw, chance, depth)
    if isinstance(raw, (int, float)) and chance.random() < 0.5:
        return raw * chance.choice((-1, 10, 0.1, 2)) + chance.choice((-1, 0, 1))
    if isinstance(raw, str) and chance.random() < 0.5:
        return _changed_text(raw, chance)
    return chance.choice((lambda: chance.choice(VALUES), lambda: [raw], dict))()


def _changed_object(raw: dict[str, Any], chance: random.Random, depth: int) -> Any:
    key = chance.choice(list(raw))
    match chance.randrange(8):
        case 0:
            return {name: raw[name] for name in raw if name != key}
        case 1:
            return {**raw, chance.choice(KEYS): chance.choice(VALUES)}
        case 2:
            return {**raw, chance.choice(KEYS): raw[key]}
    return {**raw, key: _changed(raw[key], chance, depth - 1)}


def _changed_list(raw: list[Any], chance: random.Random, depth: int) -> Any:
    index = chance.randrange(len(raw))
    match chance.randrange(8):
        case 0:
            return raw[:index] + raw[index + 1 :]
        case 1:
            return [*raw, raw[index]][:200]
        case 2:
            return [*raw, chance.choice(VALUES)][:200]
    return [
        *raw[:index],
        _changed(raw[index], chance, depth - 1),
        *raw[index + 1 :],
    ]


def _changed_text(raw: str, chance: random.Random) -> str:
    at = chance.randrange(len(raw) + 1)
    return chance.choice(
        (
            raw[:at],
            raw[at:],
            raw + raw,
            raw[:at] + chr(chance.randrange(0x3000)) + raw[at:],
            raw[:at] + chance.choice("0-:.,/ '\"{}[]%") + raw[at:],
        )
    )[:5000]
