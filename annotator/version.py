"""The version of the program, in the one place where it is written besides pyproject.toml."""

from __future__ import annotations

__all__ = ["VERSION"]

VERSION = "0.1.0"
"""As packaging knows it; a test compares both."""
