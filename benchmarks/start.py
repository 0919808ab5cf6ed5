"""What happens before the first picture, and how much memory it takes: each measured in a process of its own.

    benchmarks/.venv/bin/python benchmarks/start.py

Called with a contender and a case it measures in its own process, and prints what it found as JSON.
"""

import json
import subprocess
import sys
import time

WAYS = ("amhelpers", "Xplique", "tf-keras-vis", "seed's loop")
MODULES = {
    "amhelpers": "amhelpers.ascent",
    "Xplique": "xplique.features_visualizations",
    "tf-keras-vis": "tf_keras_vis.activation_maximization",
    "seed's loop": "keras",
}


def traces(make, targets):
    """How often TensorFlow traces a function while some more filters are climbed one after the other."""
    from tensorflow.python.eager.polymorphic_function import tracing_compilation

    found, trace = [], tracing_compilation._create_concrete_function
    tracing_compilation._create_concrete_function = lambda *given: found.append(1) or trace(*given)
    for target in targets:
        make(target)
    tracing_compilation._create_concrete_function = trace
    return len(found)


def measure(name, kind):
    """Seconds to import, of the first picture when all is loaded and of the next, traces, and peak memory in MB."""
    import importlib
    import resource
    from dataclasses import replace

    begin = time.perf_counter()
    importlib.import_module(MODULES[name])
    imported = time.perf_counter() - begin
    from cases import CASES
    from contenders import CONTENDERS

    case = CASES[kind]()
    if kind != "mnist":
        CONTENDERS[name](case)()
        return {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    make = CONTENDERS[name]

    def one(target):
        make(replace(case, targets=[target], start=case.start[:1]))()

    times = []
    for target in (0, 1):
        begin = time.perf_counter()
        one(target)
        times.append(time.perf_counter() - begin)
    found = {"import": imported, "first": times[0], "next": times[1], "traces": traces(one, range(2, 10))}
    make(case)()
    return {**found, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def apart(*arguments):
    """What a process of its own measured."""
    done = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main():
    """Print a table, and put it in README.md."""
    import report

    rows = []
    for name in WAYS:  # once before it counts, so that all files lie in the system's cache
        apart(name, "mnist")
    for name in WAYS:
        found = apart(name, "mnist")
        memory = [apart(name, kind)["memory"] for kind in ("vgg16", "squeezenet")]
        rows.append(
            [name, found["import"], found["first"], found["next"], found["traces"], round(found["memory"])]
            + [round(value) for value in memory]
        )
    head = [
        "",
        "import, s",
        "first picture, s",
        "the next, s",
        "traces for 8 more",
        "MNIST, MB",
        "VGG16, MB",
        "SqueezeNet, MB",
    ]
    report.write("start", report.table(head, rows))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(*sys.argv[1:])))
    else:
        main()
