"""What an exercise says: why an answer is right, where that is needed, hints enough, a hint for every mistake."""

from demands import demand
from entries import BY_NUMBER, OPEN, file_of


@BY_NUMBER
def test_whoever_passed_is_told_why_and_where_it_is_needed(exercise):
    where, do = file_of(exercise, "exercise.py"), "A student who has passed reads it: write a sentence or two."
    for name in ("why", "needed"):
        text = getattr(exercise, name)
        fits = 20 < len(text) <= 240 and text.endswith(".")
        expected, received = "21 to 240 characters that end in a full stop", f'{len(text)} characters, "{text}"'
        demand(fits, where, f"`{name}` does not fit", expected, received, do)
    what, expected = "`why` is `compared` once more", "the idea that a right answer is right by"
    demand(exercise.why != exercise.compared, where, what, expected, f'"{exercise.why}"', do)


@BY_NUMBER
def test_an_exercise_says_all_that_a_student_needs(exercise):
    where, hints = file_of(exercise, "exercise.py"), exercise.hints
    many = isinstance(hints, tuple) and len(hints) >= 2
    do = "Write them from where to look to nearly the code; one in brackets needs a comma behind it to be a tuple."
    demand(many, where, "there are too few hints", "a tuple of two texts or more", repr(hints), do)
    for index, hint in enumerate(hints):
        fits, do = isinstance(hint, str) and hint.strip(), "Write it, or take it out."
        demand(fits, where, f"hints[{index}] is missing", "a text", repr(hint), do)
    compared, do = exercise.compared, "It follows the words of a check that passed: say what was compared."
    demand(compared.endswith("."), where, "`compared` does not fit", "a line with a full stop", f'"{compared}"', do)
    where, do = file_of(exercise, "right.py"), "Compute the same in another way: a loop, another library."
    demand(exercise.alternatives, where, "there is no other right answer", "one in ALTERNATIVES", "none", do)


@BY_NUMBER
def test_every_mistake_has_a_name_of_its_own_and_a_hint(exercise):
    where, count = file_of(exercise, "wrong.py"), len(exercise.misconceptions)
    do = "Enter what students write, each beside its hint."
    demand(count >= 3, where, "there are too few wrong answers", "three or more", count, do)
    names = [misconception.name for misconception in exercise.misconceptions]
    what, do = "two wrong answers have one name", "Give each a name of its own."
    demand(len(set(names)) == count, where, what, "names that differ", names, do)
    for one in exercise.misconceptions:
        what, do = f'the wrong answer "{one.name}" has no hint', "Say what it does, and what was asked."
        demand(one.hint.strip(), where, what, "a sentence or two", repr(one.hint), do)


@OPEN
def test_every_property_has_a_misconception_that_lacks_it(exercise):
    hints = {wrong.hint for wrong in exercise.misconceptions}
    for wanted in exercise.properties:
        demand(
            wanted.hint in hints,
            file_of(exercise, "wrong.py"),
            f'nothing shows that the property "{wanted.name}" is looked for',
            f'a wrong answer that lacks it, with its hint, "{wanted.hint}"',
            "none with this hint",
            "Enter an answer that lacks it, with the property's hint word for word.",
        )
