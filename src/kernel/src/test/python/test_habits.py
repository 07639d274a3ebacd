"""What those who know IJava rely on, and magics."""

import json
import pathlib
import subprocess
import tempfile
import zipfile

import psutil
from kernel import KernelTest


class Habits(KernelTest):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_what_ijava_imports_is_imported(self):
        self.assert_value("[2]", "Function<Integer, Integer> f = x -> x + 1; Stream.of(1).map(f).toList()")
        self.assert_value("3", 'eval("1 + 2")')
        self.assert_value("x", 'render("x")')
        self.assertEqual("7%", self.run_cell('printf("%d%%", 7)').out)

    def test_time_is_printed(self):
        line = self.run_cell("%time 1 + 1")
        self.assertEqual("2", line.value)
        self.assertRegex(line.out, r"^Wall time: \d+\.\d+ s\n$")
        self.assert_value("3", "%%time\nint t = 1;\nt + 2")

    def test_what_is_timed_keeps_its_lines(self):
        error = self.run_cell("%%time\nint one = 1;\nint none = 1 / 0;").traceback
        self.assertIn("line 3: int none = 1 / 0;", error)
        self.assertIn("line 2, column 7", self.run_cell("int two = 2;\n%time tow").traceback)

    def test_a_percent_sign_that_is_java_is_java(self):
        self.assert_value("%time\n% 5\n", 'String s = """\n    %time\n    % 5\n    """;\ns')
        self.assert_value("1", "7\n% 3")

    def write_class(self):
        source = self.folder / "Added.java"
        source.write_text(
            "package extra; /** Something added. */ public class Added { public static int one() { return 1; } }"
        )
        javac = self.kernel.java / "bin" / "javac"
        subprocess.run([javac, "-d", self.folder, source], check=True)

    def test_classes_and_jars_can_be_added(self):
        self.write_class()
        lib = self.folder / "lib"
        lib.mkdir()
        with zipfile.ZipFile(lib / "added.jar", "w") as jar:
            jar.write(self.folder / "extra" / "Added.class", "extra/Added.class")
        with zipfile.ZipFile(lib / "added-sources.jar", "w") as jar:
            jar.write(self.folder / "Added.java", "extra/Added.java")
        self.assertIn("no file matches", self.run_cell(f"%jars {self.folder}/*.jar").traceback)
        self.assertIn("no file", self.run_cell(f"%classpath {self.folder}/none").traceback)
        self.assertEqual("ok", self.run_cell(f"%jars {lib}/*d.jar").reply["status"])
        self.assert_value("1", "extra.Added.one()")
        self.assertEqual("ok", self.run_cell(f"%classpath {self.folder}").reply["status"])
        told = self.kernel.ask("inspect_request", code="extra.Added", cursor_pos=8, detail_level=0)
        self.assertIn("Something added.", told.reply["data"]["text/plain"])

    def test_a_file_can_be_loaded(self):
        script = self.folder / "tools.jshell"
        script.write_text("int loaded() { return 5; }\n")
        self.assert_value("5", f"%load {script}\nloaded()")
        cells = [{"cell_type": "markdown", "source": ["x"]}, {"cell_type": "code", "source": ["int n = 6;\n", "n"]}]
        notebook = self.folder / "some.ipynb"
        notebook.write_text(json.dumps({"cells": cells}))
        self.assert_value("6", f"%load {notebook}")
        self.assertIn("no file nowhere.jsh", self.run_cell("%load nowhere.jsh").traceback)

    def test_variables_are_listed(self):
        self.run_cell('int many = 3; List<String> names = List.of("a", "b"); Object none = null;')
        listed = self.run_cell("%vars").out.splitlines()
        for line in "int many = 3", "List<String> names = [a, b]", "Object none = null":
            self.assertIn(line, listed)

    def test_an_unknown_magic_names_the_known_ones(self):
        self.assertIn("%classpath, %jars", self.run_cell("%magic").traceback)
        self.assertIn("%jars: what follows", self.run_cell("%jars").traceback)

    def test_maven_resolves_a_library_and_what_it_needs(self):
        self.assertIn("group:artifact:version", self.run_cell("%maven guava").traceback)
        answer = self.run_cell("%maven org.opentest4j:opentest4j:1.3.0")
        self.assertEqual("ok", answer.reply["status"], answer.traceback)
        self.assert_value("x", 'new org.opentest4j.AssertionFailedError("x").getMessage()')
        self.assertIn("Could not find artifact", self.run_cell("%maven org.nowhere:nothing:1").traceback)

    def test_magics_are_completed(self):
        reply = self.kernel.ask("complete_request", code="%cl", cursor_pos=3).reply
        self.assertEqual(["%classpath"], reply["matches"])
        self.assertEqual((0, 3), (reply["cursor_start"], reply["cursor_end"]))

    def test_three_hundred_statements_take_seconds(self):
        process = psutil.Process(self.kernel.process.pid)
        for statement, times in [
            ("total += {0};", 300),
            ("int d{0} = {0}; total += d{0};", 150),
            ("if (total > 5) total--;", 300),
        ]:
            self.run_cell("int total = 0;")
            before = process.cpu_times()
            code = "\n".join(statement.format(i) for i in range(times))
            self.assertEqual("ok", self.run_cell(code).reply["status"])
            spent = process.cpu_times()
            self.assertLess(spent.user - before.user, 20, statement)
