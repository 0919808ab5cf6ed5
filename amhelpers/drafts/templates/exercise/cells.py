# %% [markdown]
# ## TITLE
#
# ### Exercise 77.1 · TITLE  ★☆☆ · 5 min
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
