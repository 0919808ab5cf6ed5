"""Served: sources that came with a job -> modules that can be imported, where no file of theirs is to be seen."""

import importlib.abc
import importlib.util

__all__ = ["Served"]


class Served(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Modules of the bank, from the sources that came with the job."""

    def __init__(self, sources):
        """Take module name -> source."""
        self.sources = sources

    def find_spec(self, name, path=None, target=None):
        """A spec for what is served."""
        if name not in self.sources:
            return None
        is_package = any(other.startswith(f"{name}.") for other in self.sources)
        return importlib.util.spec_from_loader(name, self, origin=f"{name}.py", is_package=is_package)

    def get_source(self, name):
        """The source of a module."""
        return self.sources[name]
