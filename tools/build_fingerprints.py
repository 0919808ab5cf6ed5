"""Write what the wrong answers of the bank do on their first probe into amhelpers/exercises/fingerprints.json.

    .venv/bin/python tools/build_fingerprints.py        # of all exercises
    .venv/bin/python tools/build_fingerprints.py 3.6    # of these only; the others stay as they are

Run it after a change of the bank. Checks are right without it, the first one in a kernel is slower.
"""

import json
import logging
import sys
import warnings

from amhelpers import checks
from amhelpers.checks import behaviour
from amhelpers.checks.fingerprints import FILE, fingerprint


def main(numbers=()):
    """Observe every wrong answer to these exercises once, by default to all, and write the file."""
    warnings.simplefilter("ignore")
    logging.disable()
    kept = json.loads(FILE.read_text(encoding="utf-8")) if numbers else {}
    for number in numbers or checks.exercises():
        exercise = checks.find(number)
        wanted = [one for one in exercise.misconceptions if one.raises or not exercise.properties]
        kept[number] = {
            one.name: fingerprint(behaviour.observe(one.wrong, exercise.probes[0], exercise, seconds=600), exercise)
            for one in wanted
        }
        print(number, len(kept[number]), flush=True)
    found = {number: kept[number] for number in checks.exercises() if number in kept}
    lines = [f'"{number}": {json.dumps(names, ensure_ascii=False)}' for number, names in found.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ValueError as error:  # no such exercise
        sys.exit(str(error))
