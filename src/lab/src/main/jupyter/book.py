"""Makes a site of the executed notebooks and pages of text: book.py NOTEBOOKS KATEX BOOK

NOTEBOOKS is their folder, KATEX that of KaTeX's files, BOOK the folder to make. Pages load
nothing from elsewhere. A link to a page, picture or place that is not there is an error.
"""

import re
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import quickstart  # before all that reads notebooks
import nbformat
from jinja2 import Environment, FileSystemLoader
from nbconvert import HTMLExporter
from pygments.formatters import HtmlFormatter

NAME = "Knowledge distillation in Java"
DESCRIPTION = (
    "How a small student network learns what a large teacher knows beyond the labels: "
    "soft targets, losses, experiments and mistakes, with DeepLearning4J, step by step."
)
FIRST = "tour.ipynb"
PAGES = ["words.md", "in-production.md", "for-lecturers.md"]
TEMPLATES = Path(__file__).resolve().parent / "book"
MOST_CHARACTERS = 160  # of a description, which search engines cut off


def notebook(path):
    """A notebook, or a page of text as one."""
    if path.suffix == ".ipynb":
        return nbformat.read(path, as_version=4)
    text = nbformat.v4.new_markdown_cell(path.read_text("utf-8"))
    return nbformat.v4.new_notebook(cells=[text])


class Chapter:
    def __init__(self, path):
        self.notebook = notebook(path)
        self.file = path.with_suffix(".html").name
        start = self.notebook.cells[0].source
        self.heading = re.search(r"^# (.+)$", start, re.MULTILINE)[1].strip()
        self.question = plain(re.search(r"\*\*The question\.\*\* (.+)", start)[1])

    def page(self, before, after):
        return {
            "book": NAME,
            "title": re.sub(r"^\d+\w? · ", "", self.heading),
            "description": shortened(self.question),
            "before": before,
            "after": after,
        }


def plain(markdown):
    return re.sub(r"[*_`$]", "", markdown)


def shortened(text):
    if len(text) <= MOST_CHARACTERS:
        return text
    return text[: MOST_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"


def html(chapter, page):
    exporter = HTMLExporter(
        template_name="book",
        extra_template_basedirs=[str(TEMPLATES.parent)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        anchor_link_text="#",
    )
    text, _ = exporter.from_notebook_node(chapter.notebook, resources={"page": page})
    text = re.sub(r'(href="[^":]+)\.(?:ipynb|md)(["#])', r"\1.html\2", text)
    return re.sub(r"<table\b.*?</table>", r'<div class="table">\g<0></div>', text, flags=re.DOTALL)


class Links(HTMLParser):
    """The places that a page has and those that it points to."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.targets = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.add(value)
            elif name in ("href", "src") and not re.match(r"(https?|data|mailto):", value):
                self.targets.append(value)


def broken(folder):
    pages = {page: Links(page.read_text("utf-8")) for page in sorted(folder.glob("*.html"))}
    for page, links in pages.items():
        for target in links.targets:
            parts = urlsplit(target)
            file = folder / unquote(parts.path) if parts.path else page
            places = {parts.fragment, unquote(parts.fragment)}
            if not file.is_file() or (parts.fragment and not places & pages[file].ids):
                yield f"{page.name} links to {target}"


def make(notebooks, katex, folder):
    found = sorted(notebooks.glob("*.ipynb"), key=lambda path: (path.name != FIRST, path.name))
    paths = [*found, *(notebooks / page for page in PAGES)]
    chapters = [Chapter(path) for path in paths]
    neighbours = [None, *chapters, None]
    for number, chapter in enumerate(chapters):
        page = chapter.page(neighbours[number], neighbours[number + 2])
        (folder / chapter.file).write_text(html(chapter, page), "utf-8")
    contents = Environment(loader=FileSystemLoader(TEMPLATES)).get_template("contents.html.j2")
    index = contents.render(book=NAME, description=DESCRIPTION, chapters=chapters)
    (folder / "index.html").write_text(index, "utf-8")
    colours = HtmlFormatter(style="default").get_style_defs(".highlight")
    style = (TEMPLATES / "style.css").read_text("utf-8")
    (folder / "style.css").write_text(colours + "\n\n" + style, "utf-8")
    shutil.copy(TEMPLATES / "formulas.js", folder)
    shutil.copytree(notebooks / "images", folder / "images")
    shutil.copytree(katex, folder / "katex")


if __name__ == "__main__":
    notebooks, katex, book = map(Path, sys.argv[1:])
    draft = book.with_name(book.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    make(notebooks, katex, draft)
    problems = list(broken(draft))
    if problems:
        sys.exit("\n".join(problems))
    shutil.rmtree(book, ignore_errors=True)
    draft.rename(book)
