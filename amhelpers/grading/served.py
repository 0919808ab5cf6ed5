"""Served: sources that came with a job -> modules that can be imported, where no file of theirs is to be seen."""

import importlib.abc
import importlib.util
import linecache

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

    def get_code(self, name):
        """The code of a module, whose lines can be read as those of a file can: TensorFlow does to compile it."""
        source, file = self.sources[name], f"<{name}>"
        linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
        return self.source_to_code(source, file)
