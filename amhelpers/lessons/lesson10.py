"""What lesson 10 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way

__all__ = ["GUESSES", "QUESTIONS"]

GUESSES = (
    Choosing(
        "10.p1",
        "Five pictures climb from faint noise until the protractor says −80°, −40°, 0°, 40°, 80°, with penalties "
        "for light. What will be seen?",
        "A number of degrees is reached by many pictures, and the penalties choose the darkest.",
        choices=(
            Choice(
                "sevens",
                "sevens, turned by as much",
                Way(
                    "the answer needs the thing",
                    "The net was never asked whether there is a seven. A few light spots are enough for the "
                    "number, and the penalties leave no more.",
                ),
            ),
            Choice(
                "spots",
                "a few spots, hardly anything",
                Way("a value asks for little", "Here there was more than spots."),
            ),
        ),
    ),
    Choosing(
        "10.p2",
        "The mark is planted in the lower left corner of pictures that the net reads rightly as the other class. "
        "What will the net say?",
        "The mark outweighs whatever else is in these pictures.",
        choices=(
            Choice(
                "all turn",
                "nearly all are read as the class of the mark",
                Way("a small mark decides", "Here fewer than nine of ten turned."),
            ),
            Choice(
                "some turn",
                "some are, where the digit is written badly",
                Way(
                    "shapes outweigh a shortcut",
                    "Nearly all turn, well written or not: the net never had to learn the shapes, as long as the "
                    "mark told it the class.",
                ),
            ),
            Choice(
                "none turns",
                "none is: the digit is plain to see",
                Way(
                    "what is plain to us is plain to a net",
                    "Nearly all turn. What is plain to us need not count for a net that had something easier to go by.",
                ),
            ),
        ),
    ),
    Measuring(
        "10.p3",
        "The pictures are moved by two pixels to the right and down, which should be nothing. Of 100 answers of "
        "this net, how many will stay?",
        "That answers stay says that the net does not mind the move, and nothing of whether they are right.",
        low=0,
        high=100,
        near=10,
        below=Way(
            "nets mind two pixels",
            "You expected {guess}, and {found} stay: pooling and many places forgive a move of two pixels here.",
        ),
        above=Way(
            "two pixels change no answer",
            "You expected {guess}, and {found} stay: a net may hang on where things are.",
        ),
        unit="of 100",
    ),
)

QUESTIONS = (
    Question(
        "10.a",
        "The mark turns every answer. Does the net therefore look at nothing else?",
        "No. It says that the mark outweighs all else in these pictures. Without it the net may well look at "
        "digits, and a weaker mark might not win; that would be another table, of marks of several strengths.",
        "Do you tell outweighing from ignoring, and name an experiment that would tell them apart?",
    ),
    Question(
        "10.b",
        "You find no shortcut in a net. What have you shown?",
        "That you did not find one, with these tools, in these pictures, for the suspicions that you had. It "
        "belongs on the page under what was looked at, and no further.",
        "Do you say what you looked at, and for which suspicions?",
    ),
    Question(
        "10.bonus",
        "Cure it: train `case.model` on crossed pictures, `crossed(case.images, case.labels, plant)`, and prove "
        "again. What did the cure cost, and does it help against a mark in another corner?",
        "After ten epochs on half of the pairs the net reads the other half rightly with and without the mark: "
        "where the mark says nothing of the class, it pays to look at the digit. It cost pictures of both kinds, "
        "and knowing what to plant. A mark in another corner was never tied to a class in training, so it is not "
        "what the cure is against; test it all the same.",
        "Did you test on pairs that the cure was not trained on?",
    ),
)
