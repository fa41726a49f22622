"""The binder at the host's end of the line."""
import queue
import subprocess
import threading
import time

from waiting import Failure


class Board:
    """The program of board.c; `line` is its end of a socket pair."""

    def __init__(self, program, line):
        self._process = subprocess.Popen(
            [program, str(line.fileno())], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, pass_fds=[line.fileno()])
        self._told = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self._process.stdout:
            self._told.put(line.strip())

    def await_(self, beginning, seconds=30):
        end = time.monotonic() + seconds
        while True:
            try:
                line = self._told.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise Failure(f"the board did not tell in {seconds} s: {beginning}") from None
            if line.startswith("failed"):
                raise Failure(f"the board: {line}")
            if line.startswith(beginning):
                return line[len(beginning):].strip()

    def order(self, order):
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        return self.await_(order)

    def counts(self):
        keys = ("made", "whole", "heard", "garbled")
        return dict(zip(keys, map(int, self.order("count").split())))
