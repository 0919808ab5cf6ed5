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
# # Review · What you once got wrong
#
# What was understood an hour ago is easily lost within a week, and asking yourself keeps more of it than reading once
# more does. So this notebook asks again: what a check of the course once took your answer for, and where a guess
# turned out otherwise. A question comes one day after you met it, seven days after you answered it rightly, and thirty
# days after that; what you answer wrongly comes again tomorrow.
#
# The questions are made of the course's own wrong answers, with code, with what it gives, with pictures. Nothing is
# marked. Ten questions take about ten minutes.

# %%
import amhelpers as am

# %% [markdown]
# What is due today. Choose by mouse, or by Tab, the arrow keys and Enter.

# %%
am.review()

# %% [markdown]
# Nothing is due yet, or you would like more? `am.review(ahead=True)` asks what is to come, and this asks about a
# lesson, whatever is on record of it:

# %%
am.review(lesson="01", count=5)

# %% [markdown]
# And this is what you have done so far. All of it is on your machine, in one file, of which nothing is sent anywhere.

# %%
am.progress()
