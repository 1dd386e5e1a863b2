"""The error of an export that is refused, with its reason."""


class ExportError(ValueError):
    """Says in one sentence why a file is not made."""
