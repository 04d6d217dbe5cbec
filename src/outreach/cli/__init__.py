"""The command line, a thin layer over what a script can do."""

from outreach.cli._main import cli, main

__all__ = ["cli", "main"]
