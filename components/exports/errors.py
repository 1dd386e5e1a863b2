"""How an export says no: one sentence for a person."""


class ExportError(ValueError):
    """Says in one sentence why a file is not made."""
