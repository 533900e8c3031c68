"""What a schedule cannot be, and why."""


class ScheduleError(Exception):
    """What somebody asked for cannot be; nothing was sent.

    `key` is that of a text in the translations (`exceptions`), `placeholders` what the
    text has beside `name`, which is the device's or the account's.
    `account.told` makes a ServiceValidationError of it.
    """

    def __init__(self, key: str, **placeholders: str) -> None:
        """Keep the reason."""
        super().__init__(" ".join((key, *placeholders.values())))
        self.key = key
        self.placeholders = placeholders


class HalfDoneError(Exception):
    """A change of several requests failed, and so did taking it back.

    `done` and `wanted` count its requests. The cloud has a part of the change now; the
    book has read what it has, or will with the next look.
    """

    def __init__(self, done: int, wanted: int, code: str) -> None:
        """Keep how far it came, and the code of what stopped it."""
        super().__init__(f"{done} of {wanted} requests ({code})")
        self.done = done
        self.wanted = wanted
        self.code = code
