"""Evidence: what an answer's code says of it."""

import numpy as np
import pytest

from amhelpers.checks.evidence import evidence
from amhelpers.checks.verdict import judge

model, LIMIT, helper = np.zeros(3), 3, abs  # what a notebook has around an answer


def right(net, name):
    return net, name


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda net, name: (model, name), "It reads `model`, a variable of the notebook, and its argument `net`"),
        (lambda net, name: (net, "conv1"), "The argument `name` is not used."),
        (lambda net, name: (net, name, model), "It reads `model`, a variable of the notebook, which is not among"),
        (lambda net, name: [(net, name) for _ in range(LIMIT)], None),
        (lambda net, name: (helper(net), name), None),
        (lambda *arguments: arguments, None),
        (lambda net, name: (net.model, name.model), None),
        (lambda net, name: [net for _ in name if net.model], None),
        (lambda net, name: locals(), None),
        (np.sum, None),
    ],
)
def test_names_are_told(answer, words):
    found = evidence(answer, [right])
    assert found == words if words is None else found.startswith(words)


def test_a_function_within_the_answer_counts():
    def answer(net, name):
        def inner():
            return net, name

        return inner()

    assert evidence(answer, [right]) is None


def test_what_is_kept_between_two_calls_is_told():
    from amhelpers.checks import find

    kept = []

    def sparsity(activation):
        kept.append(activation)
        return np.mean(np.concatenate([one.ravel() for one in kept[-2:] if one.shape == activation.shape]) == 0)

    reused = {}

    def cached(activation):
        reused.setdefault(activation.shape, 0)
        reused[activation.shape] += 1
        return np.mean(activation == 0) / min(reused[activation.shape], 2)

    assert dict(judge(find("6.3"), cached).rows)["why"].startswith("The first call is right")


def test_a_return_in_a_loop_is_told_only_where_nothing_goes_on_before_it():
    def at_once(net, name):
        for one in (net, name):
            return one

    def later(net, name):
        for one in (net, name):
            if one is None:
                continue
            return one

    assert evidence(at_once, [right]).startswith("Its `return` stands in a loop")
    assert evidence(later, [right]) is None
