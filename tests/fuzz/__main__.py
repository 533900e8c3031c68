"""Fuzz all targets for a while, guided by the lines they reach (atheris, libFuzzer).

The first byte of an input chooses the target; the rest is the answer.
"""

import asyncio
import json
import logging
from pathlib import Path
import random
import sys
from typing import Any

import atheris

with atheris.instrument_imports(include=["custom_components.gizwits"]):
    from tests.fuzz.mutate import mutated
    from tests.fuzz.seeds import SEEDS
    from tests.fuzz.targets import TARGETS

_NAMES = list(TARGETS)
_RUNNER = asyncio.Runner()


def run_one(data: bytes) -> None:
    """Run one input; any exception is a finding."""
    if data:
        target = TARGETS[_NAMES[data[0] % len(_NAMES)]]
        _RUNNER.run(target(data[1:]))


def mutate(data: bytes, size: int, seed: int) -> Any:
    """Change the JSON, now and then the bytes."""
    chance = random.Random(seed)
    if chance.random() > 0.1 and (content := mutated(data[1:], chance)):
        made = data[:1] + content
        if len(made) <= size:
            return made
    return atheris.Mutate(data, size)


def write_seeds(folder: Path) -> None:
    """Write what fuzzing begins with."""
    for index, name in enumerate(_NAMES):
        for number, seed in enumerate(SEEDS[name]):
            content = bytes([index]) + json.dumps(seed).encode()
            (folder / f"{name}-{number}").write_bytes(content)


def main() -> None:
    """Fuzz; the last argument is the folder of the corpus, the others libFuzzer's."""
    logging.disable(logging.CRITICAL)
    write_seeds(Path(sys.argv[-1]))
    atheris.Setup(sys.argv, run_one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
