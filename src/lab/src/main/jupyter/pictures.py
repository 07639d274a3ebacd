"""Lets PDF and LaTeX show the pictures that outputs hold in their HTML.

The pictures stand in the HTML alone, as a second copy would double the size of notebooks. In this
lab JupyterLab's export does it by itself; elsewhere, with this folder on PYTHONPATH:

    jupyter nbconvert --to pdf --LatexExporter.preprocessors=pictures.Pictures NOTEBOOK
"""

import re

from nbconvert.preprocessors import ExtractOutputPreprocessor

PICTURE = re.compile(r'<img [^>]*src="data:image/png;base64,([A-Za-z0-9+/=\s]+)"')


class Pictures(ExtractOutputPreprocessor):
    """Makes a picture in HTML an output of its own, which then becomes a file beside the text."""

    enabled = True

    def preprocess_cell(self, cell, resources, cell_index):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            picture = PICTURE.search(data.get("text/html", ""))
            if picture:
                data.setdefault("image/png", picture.group(1))
        return super().preprocess_cell(cell, resources, cell_index)
