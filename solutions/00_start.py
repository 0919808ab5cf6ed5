# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Start · Where everything is
#
# A net that reads digits cannot say how it does that. In this course it is made to show it: pictures are changed until
# a filter, a class or a single neuron answers as strongly as it can. Then you find out what such a picture proves.
#
# A notebook is text and cells of code. Click into a cell, and **Shift and Enter** runs it and goes to the next.

# %%
import amhelpers as am

# %% [markdown]
# ## The lessons
#
# | | | minutes | needs |
# | --- | --- | --- | --- |
# | [01](01_digits.ipynb) | A CNN that reads digits | 45 | |
# | [02](02_gradient_ascent.ipynb) | Gradient ascent by hand | 60 | 01 |
# | [03](03_class_images.ipynb) | What is a perfect 3? Class images and regularization | 75 | 02 |
# | [04](04_cifar10.ipynb) | CIFAR-10: colour, and what overfitting looks like | 60 | 03 |
# | [05](05_vgg16.ipynb) | VGG16: from edges to textures | 75 | 02, 03 |
# | [06](06_feature_maps.ipynb) | How a CNN looks at a cat | 45 | 02 |
# | [07](07_cats_and_dogs.ipynb) | Cats against dogs: one neuron, two answers | 45 | 02, 03, 05, 06 |
# | [08](08_where_does_it_look.ipynb) | Where does it look? Saliency and Grad-CAM | 80 | 02, 03, 06 |
# | [09](09_beyond.ipynb) | Beyond, and what none of this proves | 60 | 03 to 05 |
# | [10](10_a_net_of_your_own.ipynb) | A net of your own | 90 | 03, 06, 08 |
#
# With ninety minutes for all of it, read what is marked ◆ in 01, 02, 03 and 08. [Review](review.ipynb) asks again,
# days later, what was got wrong.
#
# And this is where you stand:

# %%
am.progress()

# %% [markdown]
# ## Exercises, and the boxes below them
#
# An exercise is a function without a body. Write it in the place of `# YOUR CODE HERE` and `raise
# NotImplementedError()`, run its cell, and then the cell below, such as `preprocess = am.check("1.1", preprocess)`. It
# tries your function on small inputs and says in a box what came of it:
#
# - **passed**: with what was compared, and why it is right. The notebook goes on with your function.
# - **not yet**, or **stopped**: with what was called, what was expected, what yours gave, and, where that is known,
#   why. Change your function, run both cells again; as often as you like.
# - **not attempted**: the function is as it was given.
#
# Unless it passed, the notebook goes on with the course's own version, so nothing that you leave out stops you. One
# thing does: a cell that Python cannot read. Then put `...` in the place of the body.
#
# `am.hint("1.1")` gives a hint, and one more each time. `am.solution("1.1")` shows the course's own version.
#
# ## Guesses and questions
#
# Before some pictures a lesson asks what you expect. Say it before you run the cell below: whoever has guessed, sees
# more. What was found then stands beside your guess. You may go on without. At the end of a lesson are questions;
# `am.answer("1.a")` shows the course's answer once you have written yours.
#
# ## When something hangs, or a name is not defined
#
# All that cells have made lies in the **kernel**, a Python that runs beside the page. *Kernel > Interrupt* stops a cell
# that takes too long. *Kernel > Restart* begins anew: your text and your code stay, all variables are gone, and sliders
# are dead until their cell is run again. Then *Run > Run All Above Selected Cell* makes all that the cell needs. The
# same helps with `NameError: name 'model' is not defined`: a cell above was not run.
#
# ## What is yours, and what is kept
#
# These notebooks are your copies; no new version of the course overwrites them. What you passed, guessed and answered
# is kept in one file on this machine, of which nothing is sent anywhere. `am.reset("01")` begins a lesson again.

# %% [markdown]
# **Next** Lesson [01](01_digits.ipynb) begins with images as arrays, and ends with a trained net and its mistakes.
