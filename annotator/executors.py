"""The ways of running a batch that the core brings: in this process, or on several processes of this machine."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from annotator.errors import AnnotatorError

__all__ = ["run_in_processes", "run_in_turn"]

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3
"""Items handed out per process before a result is waited for: enough to keep all busy, few enough for memory."""


def run_in_turn(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield ``work(item)`` for each item, one after the other, in this process."""
    yield from map(work, items)


def run_in_processes(jobs: int, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield ``work(item)`` for each item, in their order, worked on by several processes.

    Args:
        jobs: how many processes; with one, the work is done in this process.
        work: can be pickled.
        items: can be pickled; taken from the iterator as the processes get free.

    Raises:
        AnnotatorError: a process was killed, for want of memory perhaps. Results already yielded stand.
    """
    if jobs <= 1:
        yield from run_in_turn(work, items)
        return
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # Spawned processes start clean: forking a process that has threads may lock up.
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        pending: deque[Future[R]] = deque()
        try:
            for item in items:
                pending.append(pool.submit(work, item))
                if len(pending) >= jobs * AHEAD:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool as error:
            raise AnnotatorError(
                "a worker process died, killed perhaps for want of memory; what was written stands; "
                "run again with fewer --jobs"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)
