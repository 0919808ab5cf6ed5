"""Files: a template and what stands in its blanks -> text; a draft of many files -> all of them written, or none."""

import re
from pathlib import Path

__all__ = ["filled", "template", "told", "write"]

TEMPLATES = Path(__file__).parent / "templates"


def template(name: str) -> str:
    """The text of a template, as it is for lesson 77.

    Args:
        name: its path in the folder of templates, such as "exercise/right.py".

    Returns:
        The text.
    """
    return (TEMPLATES / name).read_text(encoding="utf-8")


def filled(name: str, number: str, function: str, title: str = "") -> str:
    """A template with another lesson, exercise and function in it.

    Args:
        name: its path in the folder of templates.
        number: of the exercise.
        function: its name, from which its title is made.
        title: of the lesson, in the templates of one.

    Returns:
        The text.
    """
    lesson = number.partition(".")[0]
    words = function.replace("_", " ").capitalize()
    text = re.sub(r"\b77\.1\b", number, template(name))
    text = re.sub(r"\b77\.(?=p\d|a\b|b\b|bonus\b)", f"{lesson}.", text)
    text = re.sub(r"(?<![\d.])77(?!\d|\.\d)", lesson.zfill(2), text)
    text = text.replace("TITLE OF FUNCTION", words).replace("TITLE", title or words).replace("SUBJECT", title)
    return text.replace("name_of_function", function)


def told(root: Path, files: dict[Path, str]) -> str:
    """What will become of each file.

    Args:
        root: the folder of the course.
        files: path -> text, of those that will be written.

    Returns:
        A line for each: whether it is new or changed, and its path in the course.
    """
    lines = (
        f"{'changed' if path.exists() else 'new':8}{path.relative_to(root).as_posix()}"
        for path in sorted(files, key=lambda path: (path.exists(), path))
    )
    return "\n".join(lines)


def write(files: dict[Path, str]) -> None:
    """Write all files, or leave everything as it was.

    Args:
        files: path -> text.

    Raises:
        OSError: one cannot be written; what was written before is undone.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    folders: list[Path] = []
    written: list[Path] = []
    try:
        for path, text in files.items():
            folders += reversed([folder for folder in path.parents if not folder.exists()])
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(path)
            path.write_text(text, encoding="utf-8", newline="\n")
    except BaseException as error:
        for done in written:
            content = before[done]
            if content is None:
                done.unlink(missing_ok=True)
            else:
                done.write_bytes(content)
        for folder in reversed([folder for folder in folders if folder.exists()]):
            folder.rmdir()
        if not isinstance(error, OSError):
            raise
        raise OSError(
            f"{error.filename or path} could not be written: {error.strerror or error}; expected a folder and files "
            "that can be written; everything is as it was before, so mend that and say it again."
        ) from None
