"""What tests in Python share: a finding in words, and waiting with an end."""
import time


class Failure(Exception):
    """What a test found, in words."""


def until(what, seconds, condition, every=0.05):
    """The first true answer of `condition`; a Failure when there is none in time."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Failure(f"not in {seconds} s: {what}")
        time.sleep(every)
