"""A bank with a mistake is refused in words: which entry of which exercise, what is wrong, and what to do."""

import dataclasses

import pytest
import test_bank
import test_form
import test_words

from amhelpers import checks
from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property, WrongAnswers


def double(number):
    return 2.0 * number


def added(number):
    return number + number


def squared(number):
    return number**2


SOUND = Exercise(
    number="98.1",
    title="Doubling",
    function="double",
    reference=double,
    probes=(Probe("three", lambda: (3.0,)), Probe("minus one", lambda: (-1.0,))),
    compared="two numbers.",
    hints=("Twice is two times.", "2 * number"),
    misconceptions=(
        Misconception("squared", squared, "You square it."),
        Misconception("halved", lambda number: number / 2, "You halve it."),
        Misconception("one more", lambda number: number + 1, "You add one."),
    ),
    alternatives=(added,),
    why="Twice a number is the number and the number again.",
    needed="Whatever comes in pairs is counted by this.",
)


def changed(**fields):
    return dataclasses.replace(SOUND, **fields)


def also(*misconceptions):
    return changed(misconceptions=(*SOUND.misconceptions, *misconceptions))


def refusal(test, *arguments):
    """What a test says of an exercise; it must be words, and not an assertion."""
    with pytest.raises(pytest.fail.Exception) as caught:
        test.__wrapped__(*arguments) if hasattr(test, "__wrapped__") else test(*arguments)
    said = str(caught.value)
    assert caught.value.pytrace is False
    assert all(word in said for word in ("98.1", ". Expected ", "; received ")) and said.endswith(".")
    return said


def test_a_sound_exercise_is_not_refused():
    test_words.test_whoever_passed_is_told_why_and_where_it_is_needed(SOUND)
    test_words.test_an_exercise_says_all_that_a_student_needs(SOUND)
    test_words.test_every_mistake_has_a_name_of_its_own_and_a_hint(SOUND)
    test_bank.test_another_right_answer_passes(SOUND, added)
    for misconception in SOUND.misconceptions:
        test_bank.test_a_misconception_is_refused_with_its_hint(SOUND, misconception)
    test_bank.test_misconceptions_that_behave_the_same_share_their_hint(SOUND)
    test_bank.test_every_probe_tells_some_misconception_from_the_reference(SOUND)
    test_bank.test_a_misconception_says_whether_it_ends_in_an_error(SOUND)


def test_two_misconceptions_with_one_behaviour_and_two_hints():
    twin = Misconception("to the second power", lambda number: number * number, "You take a power.")
    said = refusal(test_bank.test_misconceptions_that_behave_the_same_share_their_hint, also(twin))
    assert 'exercises/lesson98/double/wrong.py: the wrong answers "squared" and "to the second power" do the sa' in said
    assert '"You square it." and "You take a power."' in said and "add a probe to exercise.py" in said
    said = refusal(test_bank.test_a_misconception_is_refused_with_its_hint, also(twin), twin)
    assert 'the wrong answer "to the second power" gets the hint of "squared"' in said


def test_an_alternative_that_is_refused():
    said = refusal(test_bank.test_another_right_answer_passes, changed(alternatives=(added, squared)), squared)
    assert "lesson98/double/right.py: the alternative squared is refused. Expected passed; received not yet" in said
    unnamed = lambda number: number / 2  # noqa: E731
    said = refusal(test_bank.test_another_right_answer_passes, changed(alternatives=(added, unnamed)), unnamed)
    assert "the alternative ALTERNATIVES[1] is refused" in said


def test_a_reference_that_is_not_the_same_at_each_call():
    count = iter(range(1000))
    said = refusal(test_bank.test_the_reference_passes, changed(reference=lambda number: next(count)))
    assert "right.py: the reference is refused" in said


def test_a_misconception_that_is_right():
    right = Misconception("added", added, "You add it.")
    said = refusal(test_bank.test_a_misconception_is_refused_with_its_hint, also(right), right)
    assert 'the wrong answer "added" is not refused. Expected not yet; received passed' in said


def test_a_probe_that_tells_nothing_apart():
    # 2 is twice 1, but also 1 + 1, and zero is its own square and its own half.
    probes = (*SOUND.probes, Probe("zero", lambda: (0.0,)))
    said = refusal(
        test_bank.test_every_probe_tells_some_misconception_from_the_reference,
        changed(probes=probes, misconceptions=SOUND.misconceptions[:2]),
    )
    assert 'lesson98/double/exercise.py: the probe "zero" tells nothing apart' in said
    assert "the same from the reference and from all 2 in wrong.py" in said


def test_a_probe_that_is_another_each_time():
    numbers = iter(range(1000))
    probe = Probe("the next", lambda: (float(next(numbers)),))
    said = refusal(test_bank.test_probes_are_the_same_each_time, changed(probes=(probe,), reference=abs))
    assert 'the probe "the next" gives other arguments each time' in said


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"hints": ()}, "there are too few hints. Expected a tuple of two texts or more; received ()"),
        ({"hints": ("2 * number")}, "needs a comma behind it"),
        ({"hints": ("Twice is two times.", "")}, "hints[1] is missing"),
        ({"compared": "two numbers"}, "`compared` does not fit. Expected a line with a full stop"),
        ({"alternatives": ()}, "right.py: there is no other right answer"),
    ],
)
def test_a_missing_hint_or_another_part(fields, words):
    assert words in refusal(test_words.test_an_exercise_says_all_that_a_student_needs, changed(**fields))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"why": ""}, "`why` does not fit. Expected 21 to 240 characters that end in a full stop; received 0"),
        ({"needed": "Whatever comes in pairs is counted by this"}, "`needed` does not fit"),
        ({"why": "All that there is of numbers.", "compared": "All that there is of numbers."}, "once more"),
    ],
)
def test_a_missing_reason(fields, words):
    assert words in refusal(test_words.test_whoever_passed_is_told_why_and_where_it_is_needed, changed(**fields))


def test_a_mistake_without_a_hint_or_a_name_of_its_own():
    test = test_words.test_every_mistake_has_a_name_of_its_own_and_a_hint
    assert 'the wrong answer "silent" has no hint' in refusal(test, also(Misconception("silent", abs, " ")))
    assert "two wrong answers have one name" in refusal(test, also(Misconception("halved", abs, "You halve it.")))
    assert "too few wrong answers. Expected three or more; received 0" in refusal(test, changed(misconceptions=()))
    with pytest.raises(ValueError, match=r'"silent" has no hint\. Expected .* Received .* Write it behind the name'):
        WrongAnswers()("silent")


def test_a_mistake_that_says_otherwise_than_it_ends():
    test = test_bank.test_a_misconception_says_whether_it_ends_in_an_error
    failing = Misconception("divided", lambda number: number / 0, "You divide by zero.")
    assert "received ZeroDivisionError" in refusal(test, also(failing))
    said = refusal(test, also(dataclasses.replace(failing, wrong=abs, raises=True)))
    assert "Expected an error on some probe, as raises=True says; received no error on any probe" in said


def test_a_property_that_nothing_lacks():
    even = Property("even", lambda values: None, "It is odd.")
    said = refusal(test_words.test_every_property_has_a_misconception_that_lacks_it, changed(properties=(even,)))
    assert 'nothing shows that the property "even" is looked for' in said


def test_fingerprints_that_are_not_there():
    said = refusal(test_bank.test_the_fingerprints_of_the_bank_are_those_of_its_wrong_answers, SOUND)
    assert "received []. Run tools/build_fingerprints.py 98.1." in said


def test_a_lesson_that_is_not_there_or_has_another_function():
    said = refusal(test_form.test_a_reference_is_the_solution_of_its_lesson, SOUND)
    assert "Exercise 98.1, solutions/: its lesson is not there" in said
    real = checks.find("1.3")
    with pytest.raises(pytest.fail.Exception, match="has not the one function other_name of the exercise"):
        test_form.test_a_reference_is_the_solution_of_its_lesson(dataclasses.replace(real, function="other_name"))
    with pytest.raises(pytest.fail.Exception, match="the reference is not the solution of the lesson"):
        test_form.test_a_reference_is_the_solution_of_its_lesson(dataclasses.replace(real, reference=double))
    with pytest.raises(pytest.fail.Exception, match="its files do not fit"):
        test_form.test_an_exercise_has_its_files_in_the_folder_of_its_name(dataclasses.replace(real, picture=abs))
