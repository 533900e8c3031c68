"""What ends a demo early."""


class DemoError(Exception):
    """Something did not go as it should; the text is for the person watching."""
