"""Names of the package: what stands in backticks and is documented becomes a link to its documentation."""

import re
import sys

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

import amhelpers

__all__ = ["setup", "use_short_names"]

NAME = re.compile(r"(am\.[A-Za-z_][\w.]*?)(?:\(.*\))?", re.DOTALL)


def use_short_names() -> None:
    """Let autodoc know the package as `am`, as notebooks do."""
    sys.modules["am"] = amhelpers
    for name in amhelpers._MODULES:
        sys.modules[f"am.{name}"] = getattr(amhelpers, name)
    sys.modules["am.blind_test"] = amhelpers.blind_test


class Names(SphinxPostTransform):
    """Links for names in backticks, in lessons, guides and docstrings."""

    default_priority = 5

    def run(self, **_):
        """Go over what stands in backticks outside of headings and links."""
        for literal in list(self.document.findall(nodes.literal)):
            found = NAME.fullmatch(literal.astext())
            parents = (nodes.title, nodes.reference, addnodes.pending_xref)
            if not found or any(isinstance(one, parents) for one in _above(literal)):
                continue
            known = self.env.get_domain("py").objects.get(found[1])
            if known is None:
                continue
            address = self.app.builder.get_relative_uri(self.env.current_document.docname, known.docname)
            link = nodes.reference("", "", internal=True, refuri=f"{address}#{known.node_id}")
            literal.replace_self(link)
            link += literal


def _above(node):
    while node.parent is not None:
        node = node.parent
        yield node


def _in_package(app, env, node, contnode):
    """What a docstring calls `objectives.channel` is `am.objectives.channel`."""
    if node.get("refdomain") != "py" or node["reftarget"].startswith("am."):
        return None
    known = env.get_domain("py").objects.get(f"am.{node['reftarget'].removeprefix('amhelpers.')}")
    if known is None:
        return None
    address = app.builder.get_relative_uri(node["refdoc"], known.docname)
    return nodes.reference("", "", contnode, internal=True, refuri=f"{address}#{known.node_id}")


def setup(app):
    """Let Sphinx know names so."""
    use_short_names()
    app.add_post_transform(Names)
    app.connect("missing-reference", _in_package)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
