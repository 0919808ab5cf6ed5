"""Write what the wrong answers of the bank do on their first probe into amhelpers/exercises/fingerprints.json.

    .venv/bin/python tools/build_fingerprints.py

Run it after a change of the bank. Checks are right without it, the first one in a kernel is slower.
"""

import json
import logging
import warnings

from amhelpers import checks
from amhelpers.checks import behaviour
from amhelpers.checks.fingerprints import FILE, fingerprint


def main():
    """Observe every wrong answer once, and write the file."""
    warnings.simplefilter("ignore")
    logging.disable()
    found = {}
    for number, exercise in checks.exercises().items():
        wanted = [one for one in exercise.misconceptions if one.raises or not exercise.properties]
        found[number] = {
            one.name: fingerprint(behaviour.observe(one.wrong, exercise.probes[0], exercise, seconds=600), exercise)
            for one in wanted
        }
        print(number, len(found[number]), flush=True)
    lines = [f'"{number}": {json.dumps(names, ensure_ascii=False)}' for number, names in found.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
