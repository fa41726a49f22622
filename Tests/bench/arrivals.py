"""What was written down while alarms happened: when each crossed, and when it came where."""
import bisect
import collections
import json

# An alarm that comes later than this belongs to nobody; it counts as lost.
LOST_AFTER_S = 5


def by_key(pairs):
    """Times in order, for each key; `pairs` are (time, key)."""
    found = collections.defaultdict(list)
    for at, key in sorted(pairs):
        found[key].append(at)
    return found


def crossings(path, caused):
    """(time, bed, cause) of each report that crossed, from what the boards told."""
    told = collections.defaultdict(list)
    with open(path) as file:
        for line in file:
            at, board, report = map(int, line.split())
            if report == 1:
                told[board].append({})
            told[board][-1][report] = at
    for board, causes in caused.items():
        # Orders alternate: one that raises, one that calms.
        raising = told[board][::2]
        for reports, (bed, cause) in zip(raising, causes):
            if cause.crossing in reports:
                yield reports[cause.crossing], bed, cause


def relay_releases(path):
    """When each line was first given 0 after a 1."""
    pairs, last = [], {}
    with open(path) as file:
        for line in file:
            at, name, value = line.split()
            if value == "0" and last.get(name) == "1":
                pairs.append((int(at), name))
            last[name] = value
    return by_key(pairs)


def broker_arrivals(path):
    pairs = []
    with open(path) as file:
        for line in file:
            at, body = line.split(" ", 1)
            body = json.loads(body)
            if body.get("state") == "active":
                subject = (body.get("device") or body.get("infant") or body.get("room")
                           or body.get("port"))
                pairs.append((int(at), (subject, body["condition"])))
    return by_key(pairs)


def first_after(times, at):
    index = bisect.bisect_left(times, at)
    if index < len(times) and times[index] - at < LOST_AFTER_S * 1e9:
        return (times[index] - at) / 1e6
    return None


def percentile(values, share):
    """Nearest rank."""
    return sorted(values)[max(0, -(-len(values) * share // 100) - 1)]
