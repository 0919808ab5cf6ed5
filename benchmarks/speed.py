"""How long does an ascent take, beside the seed's loop, tf-keras-vis, Xplique, and the bare gradient?

    benchmarks/.venv/bin/python benchmarks/speed.py

In one process and one run: the same net, layer, targets and number of steps, without regularizers or transforms. All
contenders take turns in every round; the figures are medians (the loop's second call alone, which takes a minute), and
their ratios to the bare gradient of the whole net.
"""

import statistics
import sys
import time
import traceback

import report
from cases import CASES, mnist, squeezenet
from contenders import CONTENDERS

ROUNDS = 5
ONCE = ("seed's loop",)  # it takes a minute
FAST = ("floor", "amhelpers", "Xplique")


def seconds(run):
    """How long a call takes."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def measure(case, contenders=tuple(CONTENDERS), rounds=ROUNDS, warm=False):
    """{contender: (seconds of the first call, median of the others)}, or, where it failed, {contender: its error}.

    `warm` calls a contender twice whenever it is its turn, and times the second: what another one has compiled
    meanwhile lets TensorFlow set up compiled functions anew, once, which is no cost of a step.
    """
    runs, taken, found = {}, {}, {}
    for name in contenders:
        try:
            runs[name] = CONTENDERS[name](case)
            taken[name] = [seconds(runs[name])]
        except Exception as error:
            found[name] = f"{type(error).__name__}: {str(error).splitlines()[0][:160]}"
            traceback.print_exc(file=sys.stderr)
    for number in range(rounds):
        for name, times in taken.items():
            if name not in ONCE or number == 0:
                if warm:
                    runs[name]()
                times.append(seconds(runs[name]))
    return {**found, **{name: (first, statistics.median(rest)) for name, (first, *rest) in taken.items()}}


def speed():
    """A table for each case."""
    parts = [report.machine()]
    for make in CASES.values():
        case = make()
        found = measure(case)
        rows = [
            [name, *([found[name], "", ""] if isinstance(found[name], str) else _row(found[name], found["floor"]))]
            for name in CONTENDERS
        ]
        shape = f"{len(case.targets)} images × {case.steps} steps, {case.start.shape[1]} pixels"
        parts.append(f"**{case.title}**, {shape}")
        parts.append(report.table(["", "seconds", "× the floor", "first call, seconds"], rows))
    return "\n\n".join(parts)


def _row(times, floor):
    first, middle = times
    return middle, middle / floor[1], first


def growth():
    """What one step costs, in milliseconds, for other numbers of filters and steps, and other sizes."""
    cases = {f"MNIST conv4, {count} filters": mnist(count, 50) for count in (1, 8, 64)}
    cases |= {f"MNIST conv4, 64 filters, {steps} steps": mnist(64, steps) for steps in (10, 200)}
    cases |= {f"SqueezeNet, 6 classes, {size} pixels": squeezenet(10, size) for size in (96, 160, 224)}
    rows = []
    for title, case in cases.items():
        found = measure(case, FAST, rounds=3, warm=True)
        rows.append([title, *(1000 * found[name][1] / case.steps for name in FAST)])
    return report.table(["milliseconds a step", *FAST], rows)


if __name__ == "__main__":
    report.write("speed", speed())
    report.write("growth", growth())
