"""The ways of running a batch that the core brings: in this process, or on several processes of this machine."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from annotator.errors import WorkerDied

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

__all__ = ["run_in_processes", "run_in_turn"]

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3
"""Items handed out per process before a result is waited for: enough to keep all busy, few enough for memory."""


def run_in_turn(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield ``work(item)`` for each item, one after the other, in this process."""
    yield from map(work, items)


def run_in_processes(jobs: int, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | WorkerDied]:
    """Yield ``work(item)`` for each item, in their order, worked on by several processes.

    When a process is killed, what all of them were working on is lost: a `WorkerDied` stands for each such item, and
    new processes go on with the next.

    Args:
        jobs: how many processes; with one, the work is done in this process.
        work: can be pickled.
        items: can be pickled; taken from the iterator as the processes get free.
    """
    if jobs <= 1:
        yield from run_in_turn(work, items)
        return
    pool = _Pool(jobs)
    pending: deque[Future[R]] = deque()
    try:
        for item in items:
            pending.append(pool.submit(work, item))
            if len(pending) >= jobs * AHEAD:
                yield _result(pending.popleft())
        while pending:
            yield _result(pending.popleft())
    finally:
        pool.close()


def _result(future: Future[Any]) -> Any:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        return WorkerDied("the process that worked on it died, killed perhaps for want of memory")


class _Pool:
    """Some processes, all replaced when one of them dies."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor = self._start()

    def submit(self, work: Callable[[T], R], item: T) -> Future[R]:
        """Hand an item to a process."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._executor.submit(work, item)
        except BrokenProcessPool:
            self.close()
            self._executor = self._start()
            return self._executor.submit(work, item)

    def close(self) -> None:
        """Let the processes finish what they have in hand, and no more."""
        self._executor.shutdown(cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        # Spawned processes start clean: forking a process that has threads may lock up.
        return ProcessPoolExecutor(self._jobs, multiprocessing.get_context("spawn"), _ignore_interrupts)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches all processes of a terminal; the one that started these stops them in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
