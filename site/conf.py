"""How Sphinx makes the site of `build/site-source`, which `gather.py` puts together. `make site` calls both."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

project = "Seeing what a CNN has learned"
author = "the authors of the course"
copyright = "the authors of the course, MIT licence"  # noqa: A001
language = "en"
smartquotes = False  # quotes and … are what a message or a hint says
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "parts.formulas",
    "parts.names",
    "parts.outputs",
]

# Lessons: what was executed is shown, nothing is executed, no script of widgets is loaded.
nb_execution_mode = "off"
nb_ipywidgets_js = {}
nb_merge_streams = True
nb_render_markdown_format = "myst"
myst_enable_extensions = ["attrs_inline", "colon_fence", "dollarmath"]
myst_heading_anchors = 4
myst_update_mathjax = False
html_math_renderer = "mathml"

# The reference.
default_role = "py:obj"
add_module_names = True
autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# The pages.
html_theme = "furo"
html_title = project
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_baseurl = ""
html_theme_options = {
    "light_css_variables": {"color-foreground-muted": "#5a5c63", "color-brand-content": "#1f5fae"},
    "dark_css_variables": {"color-foreground-muted": "#a9acb3", "color-brand-content": "#8ab4f8"},
    "navigation_with_keys": False,
}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
highlight_language = "none"
nitpicky = False
