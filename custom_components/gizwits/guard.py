"""The one question before anything is written: is it on the list of what never is.

Every way to write asks here: actions, groups, scenes, schedules, raw commands. What is
on the list, and why, is in `forbidden`.
"""

from collections.abc import Iterable, Iterator

from .api import Access, AnyDatapoint, Bool, Product
from .forbidden import never_write


def never_written(product: Product, names: Iterable[str]) -> str | None:
    """Return the first of these datapoints that nothing of ours may write."""
    for name in names:
        if (own := product.datapoints.get(name)) and own.writable and never_write(own):
            return name
    return None


def refused_bytes(product: Product, payload: bytes) -> str | None:
    """Return the datapoint for whose sake a payload is not sent, None where it may be.

    A payload that writes some datapoints says which, where the definition numbers
    them; any other (cut off, of a protocol of the maker's own, or for a product
    without numbers) could write anything, so it is sent only where nothing of the
    product is on the list.
    """
    risky = list(_risky(product))
    if not risky:
        return None
    written = product.layout.written(payload) if product.layout else None
    if written is None or not written <= product.datapoints.keys() | set(risky):
        return risky[0]
    return next((name for name in risky if name in written), None)


def _risky(product: Product) -> Iterator[str]:
    """Yield what bytes must not write, also what only the definition's numbers name.

    Where there is no definition, what is only read may well be writable.
    """
    for name, datapoint in product.datapoints.items():
        may_be_written = datapoint.writable or product.seen is not None
        if may_be_written and never_write(datapoint):
            yield name
    for name in product.layout.names.values() if product.layout else ():
        if name not in product.datapoints and never_write(_unknown(name)):
            yield name


def _unknown(name: str) -> AnyDatapoint:
    """Return a datapoint that could not be understood, by its name alone."""
    return Bool(name=name, label="", access=Access.WRITABLE)
