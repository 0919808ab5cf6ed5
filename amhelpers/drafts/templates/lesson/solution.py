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
# # 77 · TITLE
#
# **After this lesson you can**
# - say how far the lightest and the darkest value of an image are apart (77.1),
# - tell what brightness does to this range, and what it does not (77.a, 77.b).
#
# **Time** 15 minutes, none of them for the computer. **You need** lesson 01. **Key words** range, brightness, contrast.
#
# <!-- A form to fill in: each sentence of it stands where one of yours belongs. Behind a goal stand the exercises and
# questions that test it. -->
#
# Two pictures of one digit: which of them has more contrast?

# %%
import amhelpers as am  # first, so that TensorFlow starts without its messages

import matplotlib.pyplot as plt
import numpy as np

plt.style.use(am.plotting.STYLE)
(digits, labels), _ = am.datasets.load_mnist()
digits = digits[:100, ..., np.newaxis].astype("float32") / 255

# %% [markdown]
# ## The range of an image
#
# <!-- A guess stands before the cell that shows how things are; what is asked is in amhelpers/lessons/lesson77.py. -->
#
# Every value of the second picture is half of that of the first. What will become of the range?

# %%
am.predict("77.p1")

# %% [markdown]
# ### Exercise 77.1 · TITLE OF FUNCTION  ★☆☆ · 5 min
#
# Complete `name_of_function`. It takes images (batch, height, width, channels). It returns for each the
# largest value minus the smallest, (batch,).


# %%
def name_of_function(images):
    """The largest value of each image minus its smallest: (batch, height, width, channels) -> (batch,)."""
    ### BEGIN SOLUTION
    return images.max(axis=(1, 2, 3)) - images.min(axis=(1, 2, 3))
    ### END SOLUTION


# %%
name_of_function = am.check("77.1", name_of_function)

# %% [markdown]
# Now both pictures, each with its range above it.

# %%
pictures = np.stack([digits[0], digits[0] / 2])
ranges = name_of_function(pictures)
am.show(pictures, titles=[f"range {one:.1f}" for one in ranges], size=2)

# %%
share = ranges[1] / ranges[0]
am.found("77.p1", "half" if 0.4 < share < 0.6 else "the same" if share > 0.9 else "a quarter")

# %% [markdown]
# The range is halved with the values. It says nothing of *where* the light and the dark ones are, or how many of each.
#
# ## What a range leaves out
#
# How many pixels of a digit are black, that is, exactly zero?

# %%
am.predict("77.p2")

# %%
black = 100 * np.mean(digits == 0)
am.found("77.p2", black)

# %% [markdown]
# Most of them are, and the range does not know.
#
# ## Summary
#
# - The range of an image is its largest value minus its smallest.
# - It follows a factor, and it does not count.
#
# **Two questions**
#
# 1. Something is added to every value of an image. What becomes of the range?
# 2. Two images have the same range. Are they equally light?
#
# **Bonus** Take in the place of the range a number that one bad pixel does not change much.

# %%
am.answer("77.a")

# %%
am.answer("77.b")

# %%
am.answer("77.bonus")

# %% tags=["solution-only"]
high, low = np.percentile(digits, [95, 5], axis=(1, 2, 3))
print(f"from the 5th percentile to the 95th: {(high - low).mean():.2f}")

# %% [markdown]
# **References**
#
# - A. Author: *The title of a work that the lesson stands on.* Where it appeared, year.
