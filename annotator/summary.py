"""What a batch came to, gathered report by report: the same numbers for people and for machines."""

from __future__ import annotations

import msgspec

from annotator.work import Report

__all__ = ["Notice", "Summary"]

MOST_NAMED = 5
"""Sources named with a warning; the rest is counted."""


class Notice(msgspec.Struct):
    """Of how many documents, and of which, something is said in the same words."""

    documents: int = 0
    sources: list[str] = []

    def add(self, source: str) -> None:
        """Count one more document."""
        self.documents += 1
        if len(self.sources) < MOST_NAMED:
            self.sources.append(source)


class Summary(msgspec.Struct):
    """What a batch came to.

    Attributes:
        documents: how many were read or tried.
        failed: those that failed, with the error.
        annotations: their number by layer.
        warnings: by what they say, the source left off.
        skipped: layers that could not be made for some documents, by layer and reason.
        undated: documents whose date was looked for, and is not known.
        language: the language of documents that did not say theirs.
        left_out: layers that nobody can make for that language, with the reason.
        indexed: whether the folder has registers, and files were written that these do not know.
        seconds: from the first document to the last, on the wall clock.
    """

    documents: int = 0
    failed: list[Report] = []
    annotations: dict[str, int] = {}
    warnings: dict[str, Notice] = {}
    skipped: dict[str, Notice] = {}
    undated: Notice = msgspec.field(default_factory=Notice)
    language: str = ""
    left_out: dict[str, str] = {}
    indexed: bool = False
    seconds: float = 0.0

    def add(self, report: Report) -> None:
        """Count one document."""
        self.documents += 1
        if report.error is not None:
            self.failed.append(report)
        for layer, count in report.annotations.items():
            self.annotations[layer] = self.annotations.get(layer, 0) + count
        for message in dict.fromkeys(report.warnings):
            _add(self.warnings, message.removeprefix(f"{report.source}: "), report.source)
        for layer, reason in report.skipped.items():
            _add(self.skipped, f"layer {layer!r} could not be made: {reason}", report.source)
        if report.undated:
            self.undated.add(report.source)

    @property
    def failures(self) -> dict[str, Notice]:
        """The documents that failed, by the error, the source left off: what befell many alike is one."""
        found: dict[str, Notice] = {}
        for report in self.failed:
            _add(found, (report.error or "").removeprefix(f"{report.source}: "), report.source)
        return found

    @property
    def succeeded(self) -> bool:
        """Whether every document was done in full."""
        return not self.failed and not self.skipped


def _add(notices: dict[str, Notice], message: str, source: str) -> None:
    notices.setdefault(message, Notice()).add(source)
