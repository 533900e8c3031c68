"""What was checked, line by line."""


class Verdict:
    """Prints each check and keeps whether all went well."""

    def __init__(self) -> None:
        """Start without a failure."""
        self.failed = 0
        self.passed = 0

    def check(self, well: bool, what: str) -> bool:
        """Note one check; return whether it went well."""
        if well:
            self.passed += 1
        else:
            self.failed += 1
        print(f"  {'ok    ' if well else 'FAILED'}  {what}", flush=True)
        return well

    def fail(self, what: str) -> None:
        """Note that something could not even be checked."""
        self.check(False, what)
