"""A lesson with a mistake is refused in words: which notebook, what is wrong there, and which source to edit."""

import nbformat
import pytest
import test_notebooks as forms
from demands import demand_headings

FILE = forms.ROOT / "notebooks" / "01_digits.ipynb"
TITLE = "### Exercise 1.1 · From 0 … 255 to 0 … 1  ★☆☆ · 5 min"


def lesson(folder, change):
    """Lesson 01 with every cell's source changed, as a file of a folder."""
    notebook = nbformat.read(FILE, 4)
    for cell in notebook.cells:
        cell.source = change(cell.source)
    (folder / "notebooks").mkdir()
    file = folder / "notebooks" / FILE.name
    nbformat.write(notebook, file)
    return file


def replaced(old, new):
    return lambda source: source.replace(old, new)


@pytest.mark.parametrize(
    ("test", "change", "words"),
    [
        (forms.test_headings_form_a_tree_with_one_root, replaced("## Summary", "#### Summary"), "skips a level"),
        (
            forms.test_headings_form_a_tree_with_one_root,
            replaced("# 01 ·", "01 ·"),
            "its headings have not one root",
        ),
        (
            forms.test_it_opens_with_what_is_learned_how_long_it_takes_and_three_key_words,
            replaced("**You need**", "You need"),
            "its first cell lacks a part. Expected **You need**",
        ),
        (
            forms.test_it_opens_with_what_is_learned_how_long_it_takes_and_three_key_words,
            replaced("**Time**", "**Time** about"),
            'does not say how long it takes. Expected "**Time** 60 minutes"; received **Time** about',
        ),
        (
            forms.test_it_opens_with_what_is_learned_how_long_it_takes_and_three_key_words,
            replaced("**Key words**", "**Key words** one more,"),
            "has not three key words",
        ),
        (
            forms.test_it_ends_with_summary_questions_bonus_and_references,
            replaced("**Bonus**", "Bonus"),
            "its end lacks a part. Expected ## Summary, **Two questions**, **Bonus**, **References**; received none of",
        ),
        (
            forms.test_it_ends_with_summary_questions_bonus_and_references,
            replaced("\n2. ", "\n\nand "),
            "its two questions are no list",
        ),
        (
            forms.test_behind_each_goal_stand_the_exercises_and_questions_that_test_it,
            replaced("(1.1", "(1.9"),
            "nothing that there is tests the goal",
        ),
        (
            forms.test_behind_each_goal_stand_the_exercises_and_questions_that_test_it,
            replaced("**After this lesson you can**", "After it"),
            "it has no goals",
        ),
        (
            forms.test_code_comes_in_small_pieces_between_sentences,
            replaced("import keras", "import keras\n" * 20),
            "a cell of code is too long. Expected at most 15 lines; received 2",
        ),
        (
            forms.test_every_exercise_of_the_lesson_has_its_frame_and_its_check,
            replaced("### Exercise 1.3 · ", "### Exercise 1.3: "),
            "a heading of an exercise does not fit",
        ),
        (
            forms.test_every_exercise_of_the_lesson_has_its_frame_and_its_check,
            replaced("### Exercise 1.3 · ", "### Exercise 1.4 · "),
            "its headings are not those of its exercises. Expected ['1.1', '1.2', '1.3']; received ['1.1', '1.2',",
        ),
        (
            forms.test_every_exercise_of_the_lesson_has_its_frame_and_its_check,
            replaced("def preprocess(", "def prepare("),
            "exercise 1.1 lacks its function or its check. Expected def preprocess(",
        ),
        (
            forms.test_what_a_lesson_asks_is_asked_where_its_answer_is_not_yet_there,
            replaced('am.predict("1.p2"', 'am.predict("1.p9"'),
            "its am.predict are not the GUESSES of amhelpers/lessons/lesson01.py. Expected ['1.p1', '1.p2'",
        ),
        (
            forms.test_every_question_at_the_end_has_its_answer_in_the_students_notebook,
            replaced("What would you change", "What did you change"),
            "question 1.a is not asked word for word",
        ),
        (
            forms.test_what_markdown_makes_of_a_line_is_what_was_meant,
            replaced("## Summary\n", "## Summary\n\nWith this\n+ that\n"),
            'or an empty one before it; received "+ that" behind "With this"',
        ),
        (
            forms.test_no_path_of_a_machine_and_no_shell_call,
            replaced("import keras", "!pip\nimport keras"),
            "a cell calls a shell or a magic. Expected plain Python; received !pip",
        ),
        (
            forms.test_pictures_in_the_text_have_words_in_their_place,
            replaced("## Summary", "![](digit.png)\n\n## Summary"),
            "a picture in its text has no words",
        ),
    ],
)
def test_a_lesson_with_a_mistake(tmp_path, test, change, words):
    test(lesson(tmp_path, lambda source: source))
    with pytest.raises(pytest.fail.Exception) as caught:
        (tmp_path / "changed").mkdir()
        test(lesson(tmp_path / "changed", change))
    said = str(caught.value)
    assert words in said
    assert said.startswith("notebooks/01_digits.ipynb: ") and ". Expected " in said and "; received " in said
    assert said.endswith("Edit solutions/01_digits.py, then make notebooks ARGS=01.")


def test_three_cells_of_code_in_a_row(tmp_path):
    file = lesson(tmp_path, lambda source: source)
    notebook = nbformat.read(file, 4)
    notebook.cells[3:3] = [nbformat.v4.new_code_cell(f"{number}") for number in range(3)]
    nbformat.write(notebook, file)
    with pytest.raises(pytest.fail.Exception, match="three cells of code stand in a row"):
        forms.test_code_comes_in_small_pieces_between_sentences(file)


@pytest.mark.parametrize(
    "heading",
    [
        TITLE.replace("### Exercise", "## Exercise"),
        TITLE.replace("  ★", " ★"),
        TITLE.replace("★☆☆", "★★"),
        TITLE.replace("★☆☆", "☆☆☆"),
        TITLE.replace(" · From", ". From"),
        TITLE.replace("5 min", "5 minutes"),
    ],
)
def test_a_heading_that_does_not_fit(heading):
    assert demand_headings(f"# One\n\n{TITLE}\n\nText.", "here", "Edit it.") == ["1.1"]
    with pytest.raises(pytest.fail.Exception, match="does not fit"):
        demand_headings(f"# One\n\n{heading}\n\nText.", "here", "Edit it.")
