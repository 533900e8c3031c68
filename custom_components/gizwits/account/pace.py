"""How often the cloud is asked for what it does not push.

An account of any size, with nothing going on in it, costs at most 15 requests an hour
and twice the pages of its devices. Each of those who ask has a share of that.
"""

from typing import Final

# How many listings of devices an hour are made at most, and what they have of the 15.
_MOST_LISTINGS: Final = 8
_LISTINGS_SHARE: Final = 6
# Rows of a page of anything else.
_PAGE: Final = 20


def listings_factor(requests: int) -> float:
    """Return how many times longer than the shortest the pause of listings is to be.

    `requests` is how many one takes: its pages, and one that says they are all.
    """
    pages = max(1, requests - 1)
    listings = (_LISTINGS_SHARE + 2 * pages) // max(1, requests)
    return _MOST_LISTINGS / min(max(1, listings), _MOST_LISTINGS)


def list_factor(rows: int) -> float:
    """Return how many times longer than the shortest the pause of another list is.

    `rows` are those of the last listing: up to 20 of them are two requests.
    """
    return max(1.0, (rows // _PAGE + 2) / 2)
