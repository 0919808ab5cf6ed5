"""The text of the notebooks: what every lesson owes its reader, and the conventions of this course."""

import itertools
import re
from pathlib import Path

import nbformat
import pytest
from markdown_it import MarkdownIt

from amhelpers import checks, lessons

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "solutions").glob("*.ipynb")) + sorted((ROOT / "notebooks").glob("*.ipynb"))
LESSONS = [file for file in FILES if file.name[0].isdigit()]
EVERY = pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
LESSON = pytest.mark.parametrize("file", LESSONS, ids=lambda file: f"{file.parent.name}/{file.stem}")
STUDENTS = pytest.mark.parametrize(
    "file", [file for file in FILES if file.parent.name == "notebooks"], ids=lambda file: file.stem
)


ASKING = re.compile(r"am\.(predict|found|answer)\(")  # the last line of cells that ask, and say what came of it


def cells(file, kind):
    return [cell for cell in nbformat.read(file, 4).cells if cell.cell_type == kind]


def prose(file):
    """The text of a notebook, without code blocks and formulas."""
    text = "\n\n".join(cell.source for cell in cells(file, "markdown"))
    return re.sub(r"```.*?```|\$\$.*?\$\$", "", text, flags=re.DOTALL)


def code_lines(cell):
    return [line for line in cell.source.splitlines() if line.strip()]


def test_every_lesson_is_there_twice():
    names = [{file.name for file in FILES if file.parent.name == folder} for folder in ("solutions", "notebooks")]
    assert names[0] == names[1] != set()


@EVERY
def test_it_is_valid_and_asks_for_the_plain_python_kernel(file):
    notebook = nbformat.read(file, 4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"


@EVERY
def test_headings_form_a_tree_with_one_root(file):
    heads = re.findall(r"^#+ .*", prose(file), re.MULTILINE)
    levels = [len(head.split()[0]) for head in heads]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for (_, before), (head, after) in itertools.pairwise(zip(heads, levels, strict=True)):
        assert after <= before + 1, f'"{head}" skips a level: the heading before it has {before} #'


@LESSON
def test_it_opens_with_what_is_learned_how_long_it_takes_and_three_key_words(file):
    opening = cells(file, "markdown")[0].source
    assert "**After this lesson you can**" in opening
    assert re.search(r"\*\*Time\*\* \d+ minutes", opening)
    assert "**You need**" in opening
    words = re.search(r"\*\*Key words\*\*\s+([^.]+)\.", opening)[1]
    assert len(words.split(",")) == 3


@LESSON
def test_it_ends_with_summary_questions_bonus_and_references(file):
    text = prose(file)
    places = [text.index(part) for part in ("## Summary", "**Two questions**", "**Bonus**", "**References**")]
    assert places == sorted(places)
    assert re.search(r"\*\*Two questions\*\*\s+1\. .*?\n2\. ", text, re.DOTALL)


@EVERY
def test_what_markdown_makes_of_a_line_is_what_was_meant(file):
    """A wrapped line that begins with "1)", "+" or "#" becomes a list or a heading where it is rendered."""
    for cell in cells(file, "markdown"):
        lines = cell.source.splitlines()
        for token in MarkdownIt("commonmark").parse(cell.source):
            before = lines[token.map[0] - 1].strip() if token.map and token.map[0] else ""
            if token.type == "ordered_list_open":
                assert token.markup == "." and not before, before
            if token.type == "bullet_list_open" and token.level == 0:
                assert token.markup == "-" and (not before or before.endswith((":", "**", ","))), before
            if token.type in ("heading_open", "code_block"):
                assert not before and not token.type.startswith("code"), before


@EVERY
def test_pictures_in_the_text_have_words_in_their_place(file):
    text = prose(file)
    assert all(words.strip() for words in re.findall(r"!\[(.*?)\]\(", text))
    assert all("alt=" in tag for tag in re.findall(r"<img[^>]*>", text))


@EVERY
def test_code_comes_in_small_pieces_between_sentences(file):
    notebook = nbformat.read(file, 4)
    sizes = sorted(len(code_lines(cell)) for cell in cells(file, "code"))
    assert sizes[-1] <= 15
    assert sizes[len(sizes) // 2] <= 6
    shown = [cell for cell in notebook.cells if not ASKING.match(cell.source.splitlines()[-1])]
    kinds = "".join("c" if cell.cell_type == "code" else "m" for cell in shown)
    assert "ccc" not in kinds


@EVERY
def test_no_path_of_a_machine_and_no_shell_call(file):
    for cell in cells(file, "code"):
        assert not re.search(r"^\s*[!%]", cell.source, re.MULTILINE)
        text = cell.source + str(cell.outputs)
        assert not re.search(r"(?<![\w.])/(home|root|tmp|Users|work)/|[A-Z]:\\\\", text)


@LESSON
def test_every_exercise_of_the_lesson_has_its_frame_and_its_check(file):
    number = str(int(file.name[:2]))
    expected = [task for task in checks.exercises() if task.split(".")[0] == number]
    code = "\n".join(cell.source for cell in cells(file, "code"))
    assert re.findall(r"^### Exercise (\d+\.\d+) · .+  ★[★☆]{2} · \d+ min$", prose(file), re.MULTILINE) == expected
    assert re.findall(r'am\.check\("(\d+\.\d+)"', code) == expected
    for task in expected:
        name = checks.find(task).function
        assert f"def {name}(" in code
        assert f'{name} = am.check("{task}", {name})' in code


@EVERY
def test_executed_notebooks_are_small_and_hold_no_error(file):
    assert file.stat().st_size < 2**20
    for cell in cells(file, "code"):
        assert not [
            output for output in cell.outputs if output.output_type == "error" or output.get("name") == "stderr"
        ]


@EVERY
def test_what_ends_with_the_kernel_is_not_kept(file):
    for cell in cells(file, "code"):
        assert not ("remove-output" in cell.metadata.get("tags", []) and cell.outputs)


@STUDENTS
def test_the_students_notebook_holds_stubs_and_no_answer(file):
    code = cells(file, "code")
    assert not any(cell.outputs or cell.execution_count for cell in code)
    stubs = [cell for cell in code if "raise NotImplementedError()" in cell.source]
    graded = [cell for cell in code if "am.check(" in cell.source]
    assert len(stubs) == len(graded)
    assert all(cell.metadata.nbgrader.solution and "editable" not in cell.metadata for cell in stubs)
    assert all(cell.metadata.nbgrader.locked and cell.metadata.editable is False for cell in graded)
    assert "SOLUTION" not in file.read_text(encoding="utf-8")


@LESSON
def test_what_a_lesson_asks_is_asked_where_its_answer_is_not_yet_there(file):
    number = f"{int(file.name[:2])}."
    asked = [guess for guess in lessons.guesses() if guess.startswith(number)]
    sources = [cell.source for cell in cells(file, "code")]
    text = "\n".join(sources)
    assert 2 <= len(asked) <= 4
    for function in ("predict", "found"):
        assert sorted(re.findall(rf'am\.{function}\("([^"]+)"', text)) == sorted(asked)
    for guess in asked:
        assert text.index(f'am.predict("{guess}"') < text.index(f'am.found("{guess}"')


@LESSON
def test_every_question_at_the_end_has_its_answer_in_the_students_notebook(file):
    number = f"{int(file.name[:2])}."
    asked = [question for question in lessons.questions().values() if question.number.startswith(number)]
    code = "\n".join(cell.source for cell in cells(file, "code"))
    assert [question.number for question in asked] == [f"{number}{name}" for name in ("a", "b", "bonus")]
    assert re.findall(r'am\.answer\("([^"]+)"\)', code) == [question.number for question in asked]
    text = " ".join(prose(file).split())
    for question in asked:
        assert " ".join(question.text.split()) in text, question.number
        assert question.answer and question.look_for


@LESSON
def test_behind_each_goal_stand_the_exercises_and_questions_that_test_it(file):
    number = int(file.name[:2])
    opening = cells(file, "markdown")[0].source
    goals = re.split(r"\n- ", opening[opening.index("**After") : opening.index("**Time**")])[1:]
    known = {*checks.exercises(), *lessons.questions()}
    assert goals
    for goal in goals:
        named = re.findall(r"\d+\.(?:\d+|a|b|bonus)\b", goal)
        assert named and all(one in known and one.startswith(f"{number}.") for one in named), goal


@pytest.mark.parametrize("folder", ["solutions", "notebooks"])
def test_the_short_path_leads_through_four_lessons_in_ninety_minutes(folder):
    said, exercises = 0, 0
    for file in sorted((ROOT / folder).glob("[0-9]*.ipynb")):
        text = prose(file)
        marked = re.findall(r"^## .* ◆$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        minutes = re.findall(r"◆ marks the short path: (\d+) of ninety minutes", text)
        assert len(minutes) == bool(marked) == (file.name[:2] in ("01", "02", "03", "08"))
        said += sum(map(int, minutes))
        exercises += sum(map(int, re.findall(r"[★☆] · (\d+) min", "".join(marked))))
    assert said == 90
    assert exercises <= 60


# What the prose of the lessons goes on from: a key, or a number, which the run may miss by as much as a guess may.
FOUND = {
    "1.p1": 96,
    "1.p2": "sometimes",
    "2.p1": 1,
    "2.p2": 0.4,
    "2.p3": "one kind",
    "3.p1": "noise",
    "3.p2": 6,
    "3.p3": "nothing",
    "3.p4": 2,
    "4.p1": 32,
    "4.p2": "alike",
    "4.p3": 28,
    "5.p1": 5,
    "5.p2": "then level",
    "5.p3": "both",
    "6.p1": 81,
    "6.p2": "no",
    "6.p3": "yes",
    "7.p1": "first dense",
    "7.p2": "twice the dog",
    "7.p3": "cat",
    "8.p2": 85,
    "8.p3": "SmoothGrad",
    "9.p1": 4,
    "9.p2": 73,
    "9.p3": "other classes",
    "9.p4": 94,
    "10.p1": "spots",
    "10.p2": "all turn",
    "10.p3": 100,
}


@pytest.mark.parametrize("number", lessons.guesses())
def test_what_a_lesson_finds_is_what_its_text_goes_on_from(number):
    guess = lessons.guesses()[number]
    (file,) = (ROOT / "solutions").glob(f"{int(number.partition('.')[0]):02}_*.ipynb")
    (cell,) = (cell for cell in cells(file, "code") if f'am.found("{number}"' in cell.source)
    said = cell.outputs[0]["data"]["text/plain"]
    if number not in FOUND:  # a place in a picture
        assert "Found" not in said
    elif isinstance(FOUND[number], str):
        assert f"Found: {guess.told(FOUND[number])}." in said
    else:
        found = float(re.search(r"Found: (-?[\d.]+\d|\d)", said)[1])
        assert abs(found - FOUND[number]) <= guess.near


@EVERY
def test_every_figure_has_words(file):
    for cell in cells(file, "code"):
        for output in cell.outputs:
            data = output.get("data", {})
            for kind in ("image/png", "image/jpeg"):
                if kind in data:
                    words = output.metadata.get(kind, {}).get("alt", "")
                    assert len(words) > 15 and not words.startswith("<Figure"), cell.source
