"""How a question may end instead of with an answer."""


class StoppedError(Exception):
    """Ctrl-C, a closed window or the end of the input. `exit_code` is what a shell expects then."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class StepBack(Exception):  # noqa: N818 - not an error: somebody's wish
    """Somebody wants to go from the preview back to the questions."""


class EditAsText(Exception):  # noqa: N818 - not an error: somebody's wish
    """Somebody wants to change the entry as text before it is written."""
