"""What became of a request that was about several devices."""

from typing import NamedTuple, Self

from .fields import as_list, as_mapping, as_text


class Outcome(NamedTuple):
    """What became of several devices: their dids, done and failed.

    `reasons` has the cloud's code by did where it told one.
    """

    done: tuple[str, ...]
    failed: tuple[str, ...]
    reasons: tuple[tuple[str, int], ...] = ()

    @classmethod
    def from_json(cls, raw: object) -> Self:
        """Return the outcome of an answer with `success` and `failed`.

        The newer document ("group") swaps the two in its description; the names are
        right.
        """
        answer = as_mapping(raw)
        reasons = (
            (as_text(row.get("did")), row.get("error_code"))
            for row in map(as_mapping, as_list(answer.get("detail")))
        )
        return cls(
            _dids(answer.get("success")),
            _dids(answer.get("failed")),
            tuple((did, code) for did, code in reasons if isinstance(code, int)),
        )


def _dids(raw: object) -> tuple[str, ...]:
    return tuple(filter(None, map(as_text, as_list(raw))))
