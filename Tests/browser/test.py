"""Drives the station page in a real browser; one line a case. See README.md."""
import argparse
import concurrent.futures
import os
import signal
import sys
import time

from behaviour import Behaviour
from browser import Browser
from looks import Looks
from losses import Losses
from station import find_program
from waiting import Failure


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", help="the scripted station, StationFixture")
    parser.add_argument("--log", required=True, help="where the browser writes what it says")
    parser.add_argument("--pictures", help="a folder for the pictures of the documents")
    parser.add_argument("cases", nargs="*", help="names of cases; all without")
    asked = parser.parse_args()
    # Whatever hangs in spite of all, ends.
    signal.alarm(240)
    begin = time.monotonic()
    with Browser(asked.log) as browser:
        groups = [Looks(browser, asked.pictures)]
        if asked.program != "none":
            program = find_program(asked.program)
            groups += [Behaviour(browser, program), Losses(browser, program)]
        wanted = [(group, case) for group in groups for case in group.CASES
                  if not asked.cases or case.__name__ in asked.cases]
        patient = [(group, case) for group in groups for case in group.PATIENT_CASES
                   if not asked.cases or case.__name__ in asked.cases]
        results = [run(*one) for one in wanted]
        with concurrent.futures.ThreadPoolExecutor(max(1, len(patient))) as pool:
            results += pool.map(lambda one: run(*one), patient)
    done, failures = len(results), results.count(False)
    print(f"{done - failures} of {done} cases, {time.monotonic() - begin:.0f} seconds", flush=True)
    sys.exit(1 if failures or not done else 0)


def run(group, case):
    name = case.__name__.replace("_", " ")
    begin = time.monotonic()
    try:
        said = case(group)
    except Failure as failure:
        print(f"FAILED {name}: {failure}", flush=True)
        return False
    except Exception as error:
        print(f"FAILED {name}: {type(error).__name__}: {error}", flush=True)
        return False
    more = f" ({said})" if said else ""
    print(f"ok {name}{more}, {time.monotonic() - begin:.1f} s", flush=True)
    return True


if __name__ == "__main__":
    os.environ.pop("DISPLAY", None)
    main()
