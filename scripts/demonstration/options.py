"""What can be chosen on the command line."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Fewer devices may lack something that is to be checked.
ENOUGH_TO_CHECK = 10


@dataclass(frozen=True, slots=True)
class Options:
    """The choices for one demo."""

    port: int
    devices: int | None
    once: bool
    dump: Path | None = None


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """Return what was chosen; explains and exits where that makes no sense."""
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="Starts a simulated Gizwits cloud and a real Home Assistant that "
        "runs an account there. Both listen on this machine only. Ctrl-C stops them.",
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=8123,
        help="where Home Assistant listens (8123, or the next that is free)",
    )
    parser.add_argument(
        "--devices", type=int, metavar="N", help="how many (one of each product)"
    )
    parser.add_argument(
        "--once", action="store_true", help="check that it works, say so, and end"
    )
    parser.add_argument(
        "--dump",
        type=Path,
        metavar="FILE",
        help="show the device of a file of diagnostics instead of the household",
    )
    chosen = parser.parse_args(arguments)
    if chosen.dump and (chosen.once or chosen.devices is not None):
        parser.error("--dump goes with neither --once nor --devices")
    least = ENOUGH_TO_CHECK if chosen.once else 1
    if chosen.devices is not None and chosen.devices < least:
        parser.error(f"--devices must be {least} or more here")
    return Options(chosen.port, chosen.devices, chosen.once, chosen.dump)


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{number} is no port")
    return number
