"""The text of the notebooks: what every lesson owes its reader, and the conventions of this course."""

import itertools
import re
from pathlib import Path

import nbformat
import pytest
from demands import demand, demand_headings, mend
from markdown_it import MarkdownIt

from amhelpers import checks, lessons
from amhelpers.drafts import checkout

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "solutions").glob("*.ipynb")) + sorted((ROOT / "notebooks").glob("*.ipynb"))
LESSONS = [file for file in FILES if file.name[:2] in checkout.lessons(ROOT)]
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


def owe(holds, file, what, expected, received):
    """Demand something of a notebook; what mends it is always an edit of its source."""
    demand(holds, f"{file.parent.name}/{file.name}", what, expected, received, mend(file))


def short(cell):
    """The first words of a cell."""
    return f'"{cell.source.strip()[:60]}…"'


def test_every_lesson_is_there_twice():
    built, students = ({file.name for file in FILES if file.parent.name == name} for name in ("solutions", "notebooks"))
    what, do = "not every lesson is there twice", "Run make notebooks ARGS=NN."
    received = sorted(built ^ students) or "no lesson"
    demand(built == students != set(), "solutions/ and notebooks/", what, "the same notebooks in both", received, do)


@EVERY
def test_it_is_valid_and_asks_for_the_plain_python_kernel(file):
    notebook = nbformat.read(file, 4)
    nbformat.validate(notebook)
    name = notebook.metadata.kernelspec.name
    owe(name == "python3", file, "it asks for a kernel that others need not have", "python3", name)


@EVERY
def test_headings_form_a_tree_with_one_root(file):
    heads = re.findall(r"^#+ .*", prose(file), re.MULTILINE)
    levels = [len(head.split()[0]) for head in heads]
    owe(levels[:1] == [1] and levels.count(1) == 1, file, "its headings have not one root", "one #, the first", heads)
    for (_, before), (head, after) in itertools.pairwise(zip(heads, levels, strict=True)):
        owe(after <= before + 1, file, f'"{head}" skips a level', f"at most {before + 1} # behind {before}", after)


@LESSON
def test_it_opens_with_what_is_learned_how_long_it_takes_and_three_key_words(file):
    opening = cells(file, "markdown")[0].source
    for part in ("**After this lesson you can**", "**You need**"):
        owe(part in opening, file, "its first cell lacks a part", part, short(cells(file, "markdown")[0]))
    time = re.search(r"\*\*Time\*\*.*", opening)
    fits, received = re.search(r"\*\*Time\*\* \d+ minutes", opening), time[0] if time else "none"
    owe(fits, file, "its first cell does not say how long it takes", '"**Time** 60 minutes"', received)
    words = re.search(r"\*\*Key words\*\*\s+([^.]+)\.", opening)
    received = " ".join(words[1].split()) if words else "none"
    expected = '"**Key words** one, two, three.", with a full stop'
    owe(len(received.split(",")) == 3, file, "its first cell has not three key words", expected, received)


@LESSON
def test_it_ends_with_summary_questions_bonus_and_references(file):
    text, parts = prose(file), ("## Summary", "**Two questions**", "**Bonus**", "**References**")
    places = [text.find(part) for part in parts]
    missing = [part for part, at in zip(parts, places, strict=True) if at < 0]
    owe(not missing, file, "its end lacks a part", ", ".join(parts), f"none of {', '.join(missing)}")
    received = ", ".join(part for _, part in sorted(zip(places, parts, strict=True)))
    owe(places == sorted(places), file, "the parts of its end are out of order", ", ".join(parts), received)
    listed = re.search(r"\*\*Two questions\*\*\s+1\. .*?\n2\. ", text, re.DOTALL)
    expected, received = "a list of 1. and 2. behind **Two questions**", text[places[1] :][:80]
    owe(listed, file, "its two questions are no list", expected, f'"{received}…"')


@EVERY
def test_what_markdown_makes_of_a_line_is_what_was_meant(file):
    """A wrapped line that begins with "1)", "+" or "#" becomes a list or a heading where it is rendered."""
    for cell in cells(file, "markdown"):
        lines = cell.source.splitlines()
        for token in MarkdownIt("commonmark").parse(cell.source):
            at = token.map[0] if token.map else 0
            before, meant = lines[at - 1].strip() if at else "", True
            if token.type == "ordered_list_open":
                meant = token.markup == "." and not before
            if token.type == "bullet_list_open" and token.level == 0:
                meant = token.markup == "-" and (not before or before.endswith((":", "**", ",")))
            if token.type in ("heading_open", "code_block"):
                meant = not before and not token.type.startswith("code")
            kind = token.type.removesuffix("_open").replace("_", " ")
            expected = "a line that does not begin so, or an empty one before it"
            owe(meant, file, f"Markdown makes a {kind} of a line", expected, f'"{lines[at]}" behind "{before}"')


@EVERY
def test_pictures_in_the_text_have_words_in_their_place(file):
    for found in re.finditer(r"!\[(.*?)\]\([^)]*\)|<img[^>]*>", prose(file)):
        fits = "alt=" in found[0] if found[1] is None else found[1].strip()
        owe(fits, file, "a picture in its text has no words", "![what is to be seen](…)", found[0])


@EVERY
def test_code_comes_in_small_pieces_between_sentences(file):
    notebook = nbformat.read(file, 4)
    code = sorted(cells(file, "code"), key=lambda cell: len(code_lines(cell)))
    sizes = [len(code_lines(cell)) for cell in code]
    received = f"{sizes[-1]} in {short(code[-1])}"
    owe(sizes[-1] <= 15, file, "a cell of code is too long", "at most 15 lines", received)
    middle = sizes[len(sizes) // 2]
    owe(middle <= 6, file, "its cells of code are too long", "at most 6 lines in half of them", f"a median of {middle}")
    shown = [cell for cell in notebook.cells if not (cell.source and ASKING.match(cell.source.splitlines()[-1]))]
    for three in zip(shown, shown[1:], shown[2:], strict=False):
        alone = all(cell.cell_type == "code" for cell in three)
        owe(not alone, file, "three cells of code stand in a row", "a sentence between them", short(three[0]))


@EVERY
def test_no_path_of_a_machine_and_no_shell_call(file):
    for cell in cells(file, "code"):
        call = re.search(r"^\s*[!%].*", cell.source, re.MULTILINE)
        owe(not call, file, "a cell calls a shell or a magic", "plain Python", call and call[0].strip())
        path = re.search(r"(?<![\w.])/(home|root|tmp|Users|work)/|[A-Z]:\\\\", cell.source + str(cell.outputs))
        owe(not path, file, f"a path of a machine stands in {short(cell)}", "none", path and path[0])


@LESSON
def test_every_exercise_of_the_lesson_has_its_frame_and_its_check(file):
    number = str(int(file.name[:2]))
    expected = [task for task in checks.exercises() if task.split(".")[0] == number]
    code = "\n".join(cell.source for cell in cells(file, "code"))
    numbers = demand_headings(prose(file), f"{file.parent.name}/{file.name}", mend(file))
    owe(numbers == expected, file, "its headings are not those of its exercises", expected, numbers)
    checked = re.findall(r'am\.check\("(\d+\.\d+)"', code)
    owe(checked == expected, file, "its checks are not those of its exercises", expected, checked)
    for task in expected:
        name = checks.find(task).function
        for line in (f"def {name}(", f'{name} = am.check("{task}", {name})'):
            owe(line in code, file, f"exercise {task} lacks its function or its check", line, "no such line")


@EVERY
def test_executed_notebooks_are_small_and_hold_no_error(file):
    size = file.stat().st_size
    owe(size < 2**20, file, "it is too large", "less than 1 MB", f"{size / 2**20:.1f} MB")
    for cell in cells(file, "code"):
        wrong = [one for one in cell.outputs if one.output_type == "error" or one.get("name") == "stderr"]
        owe(not wrong, file, f"an error or a warning is kept in {short(cell)}", "none", wrong)


@EVERY
def test_what_ends_with_the_kernel_is_not_kept(file):
    for cell in cells(file, "code"):
        kept = "remove-output" in cell.metadata.get("tags", []) and cell.outputs
        owe(not kept, file, f"what ends with the kernel is kept in {short(cell)}", "no output", kept)


@STUDENTS
def test_the_students_notebook_holds_stubs_and_no_answer(file):
    code = cells(file, "code")
    assert not any(cell.outputs or cell.execution_count for cell in code)
    stubs = [cell for cell in code if "raise NotImplementedError()" in cell.source]
    graded = [cell for cell in code if "am.check(" in cell.source]
    expected = f"{len(graded)} solutions between ### BEGIN SOLUTION and ### END SOLUTION, one for each check"
    owe(len(stubs) == len(graded), file, "it has not a stub for each check", expected, len(stubs))
    assert all(cell.metadata.nbgrader.solution and "editable" not in cell.metadata for cell in stubs)
    assert all(cell.metadata.nbgrader.locked and cell.metadata.editable is False for cell in graded)
    assert "SOLUTION" not in file.read_text(encoding="utf-8")


@LESSON
def test_what_a_lesson_asks_is_asked_where_its_answer_is_not_yet_there(file):
    number = f"{int(file.name[:2])}."
    asked = [guess for guess in lessons.guesses() if guess.startswith(number)]
    text = "\n".join(cell.source for cell in cells(file, "code"))
    where = f"GUESSES of amhelpers/lessons/lesson{file.name[:2]}.py"
    owe(2 <= len(asked) <= 4, file, f"{where} are too few or too many", "two to four", asked or "none")
    for function in ("predict", "found"):
        called = sorted(re.findall(rf'am\.{function}\("([^"]+)"', text))
        owe(called == sorted(asked), file, f"its am.{function} are not the {where}", sorted(asked), called)
    for guess in asked:
        before = text.index(f'am.predict("{guess}"') < text.index(f'am.found("{guess}"')
        owe(before, file, f"guess {guess} is found before it is asked for", "am.predict before am.found", "the reverse")


@LESSON
def test_every_question_at_the_end_has_its_answer_in_the_students_notebook(file):
    number = f"{int(file.name[:2])}."
    asked = [question for question in lessons.questions().values() if question.number.startswith(number)]
    numbers, where = [one.number for one in asked], f"QUESTIONS of amhelpers/lessons/lesson{file.name[:2]}.py"
    wanted = [f"{number}{name}" for name in ("a", "b", "bonus")]
    owe(numbers == wanted, file, f"{where} are not those of a lesson", wanted, numbers)
    code = "\n".join(cell.source for cell in cells(file, "code"))
    called = re.findall(r'am\.answer\("([^"]+)"\)', code)
    owe(called == wanted, file, f"its am.answer are not the {where}", wanted, called)
    text = " ".join(prose(file).split())
    for one in asked:
        what = f"question {one.number} is not asked word for word"
        owe(" ".join(one.text.split()) in text, file, what, f'"{one.text}", as in {where}', "another text")
        has_both = one.answer and one.look_for
        owe(has_both, file, f"question {one.number} of {where} lacks a part", "answer and look_for", "an empty one")


@LESSON
def test_behind_each_goal_stand_the_exercises_and_questions_that_test_it(file):
    number = int(file.name[:2])
    opening = cells(file, "markdown")[0].source
    listed = opening.partition("**After this lesson you can**")[2].partition("**Time**")[0]
    goals = re.split(r"\n- ", listed)[1:]
    known = {*checks.exercises(), *lessons.questions()}
    owe(goals, file, "it has no goals", "a list between **After this lesson you can** and **Time**", f'"{listed[:60]}"')
    for goal in goals:
        named = re.findall(r"\d+\.(?:\d+|a|b|bonus)\b", goal)
        fits = named and all(one in known and one.startswith(f"{number}.") for one in named)
        expected = f"exercises and questions of this lesson in brackets, as ({number}.1, {number}.a)"
        owe(fits, file, f'nothing that there is tests the goal "{goal.strip()}"', expected, named or "none")


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
    guess, what = lessons.guesses()[number], "what a lesson finds is not what its text goes on from"
    (file,) = (ROOT / "solutions").glob(f"{int(number.partition('.')[0]):02}_*.ipynb")
    (cell,) = (cell for cell in cells(file, "code") if f'am.found("{number}"' in cell.source)
    said = cell.outputs[0]["data"]["text/plain"]
    where = f"{number} of FOUND in tests/test_notebooks.py"
    if number not in FOUND:  # a place in a picture
        owe("Found" not in said, file, what, where, f'no such entry, and "{said}"')
    elif isinstance(FOUND[number], str):
        owe(f"Found: {guess.told(FOUND[number])}." in said, file, what, f'"{FOUND[number]}", {where}', f'"{said}"')
    else:
        found = float(re.search(r"Found: (-?[\d.]+\d|\d)", said)[1])
        owe(abs(found - FOUND[number]) <= guess.near, file, what, f"{FOUND[number]}, {where}", found)


@EVERY
def test_every_figure_has_words(file):
    for cell in cells(file, "code"):
        for output in cell.outputs:
            data = output.get("data", {})
            for kind in ("image/png", "image/jpeg"):
                if kind in data:
                    words = output.metadata.get(kind, {}).get("alt", "")
                    assert len(words) > 15 and not words.startswith("<Figure"), cell.source
