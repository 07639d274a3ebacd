"""A PDF has the pictures that notebooks hold in their HTML."""

import pathlib
import sys
import unittest

import nbformat.v4 as nbformat
from nbconvert.exporters import LatexExporter
from traitlets.config import Config

HERE = pathlib.Path(__file__).resolve()
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


class Pictures(unittest.TestCase):
    def exported(self, **settings):
        html = f'<img alt="a dot" src="data:image/png;base64,{DOT}">'
        shown = nbformat.new_output("display_data", {"text/html": html, "text/plain": "a dot"})
        notebook = nbformat.new_notebook(cells=[nbformat.new_code_cell("1", outputs=[shown])])
        exporter = LatexExporter(config=Config({"LatexExporter": settings}))
        return exporter.from_notebook_node(notebook)

    def test_a_picture_in_html_becomes_a_file_and_is_included(self):
        sys.path.insert(0, str(HERE.parents[4] / "lab" / "src" / "main" / "jupyter"))
        self.addCleanup(sys.path.pop, 0)
        text, resources = self.exported(preprocessors=["pictures.Pictures"])
        (name,) = resources["outputs"]
        self.assertTrue(resources["outputs"][name].startswith(b"\x89PNG"))
        self.assertIn("{" + name + "}", text)
        self.assertNotIn("a dot", text)
        self.assertIn("a dot", self.exported()[0], "as it would be without")
