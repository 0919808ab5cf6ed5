from typing import Any

from amhelpers import (
    activations as activations,
    attribution as attribution,
    datasets as datasets,
    images as images,
    judges as judges,
    likeness as likeness,
    models as models,
    objectives as objectives,
    plotting as plotting,
    recipes as recipes,
    regularizers as regularizers,
    transforms as transforms,
    widgets as widgets,
)
from amhelpers.answers import answer as answer
from amhelpers.ascent import Ascent as Ascent, ascend as ascend
from amhelpers.checks import check as check, hint as hint, solution as solution
from amhelpers.consent import share_code as share_code
from amhelpers.guesses import found as found, predict as predict
from amhelpers.mysteries import mystery as mystery
from amhelpers.overview import progress as progress, reset as reset
from amhelpers.pages import page as page
from amhelpers.plotting import show as show
from amhelpers.reviews import review as review
from amhelpers.widgets import blind_test as blind_test

__version__: str

def __getattr__(name: str) -> Any: ...  # what serves these, such as am.assets
