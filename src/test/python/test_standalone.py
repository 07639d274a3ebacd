"""The kernel for everybody: one jar that installs itself."""

import os
import pathlib
import subprocess
import tempfile
import unittest

from kernel import Kernel


class Standalone(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.prefix = pathlib.Path(folder.name)
        cls.told = cls.install("--prefix", folder.name)

    @staticmethod
    def install(*arguments):
        java = os.environ.get("KERNEL_JAVA", "java")
        return subprocess.run([java, "-jar", os.environ["KERNEL_JAR"], *arguments], capture_output=True, text=True)

    def start(self, **more):
        kernel = Kernel(data=self.prefix / "share" / "jupyter", **more)
        self.addCleanup(kernel.close)
        return kernel

    def test_runs_plain_java_and_nothing_of_the_course(self):
        kernel = self.start()
        self.assertEqual("3", kernel.value("1 + 2"))
        for name in "org.distill4j.loss.SoftTargets", "org.nd4j.linalg.factory.Nd4j":
            self.assertEqual("CompilationError", kernel.run(name + ".class").reply.get("ename"))

    def test_says_where_it_is_and_prints_nothing_else(self):
        self.assertEqual(0, self.told.returncode)
        self.assertIn(str(self.prefix), self.told.stdout)
        self.assertEqual(1, len(self.told.stdout.splitlines()))
        self.assertEqual("", self.told.stderr)

    def test_starts_from_its_copy_in_whatever_state_the_archive_is(self):
        archive = self.prefix / "share" / "jupyter" / "kernels" / "java" / "kernel.jsa"
        self.assertTrue(archive.exists())
        self.check_that_it_is_quiet()
        os.utime(archive.parent / "kernel.jar")  # as if it were another
        self.check_that_it_is_quiet()
        archive.unlink()
        self.check_that_it_is_quiet()
        archive.write_bytes(b"not an archive")
        self.check_that_it_is_quiet()

    def check_that_it_is_quiet(self):
        with tempfile.TemporaryFile() as log:
            kernel = self.start(log=log)
            self.assertEqual("3", kernel.value("1 + 2"))
            kernel.close()
            log.seek(0)
            self.assertEqual(b"", log.read())

    def test_the_class_path_of_the_environment_is_there_for_cells(self):
        course = Kernel()
        self.addCleanup(course.close)
        kernel = self.start(env={"CLASSPATH": course.argv[course.argv.index("-cp") + 1]})
        self.assertEqual("SoftTargets", kernel.value("org.distill4j.loss.SoftTargets.class.getSimpleName()"))
        table = 'tech.tablesaw.api.Table.create(tech.tablesaw.api.IntColumn.create("n", 1, 2))'
        self.assertIn("<th", kernel.run(table).data("execute_result")["text/html"])

    def test_wrong_arguments_are_told_in_a_sentence(self):
        for arguments in ["--wrong"], ["--prefix"], ["--prefix", "/dev/null/x"]:
            told = self.install(*arguments)
            self.assertEqual(1, told.returncode, arguments)
            self.assertTrue(told.stderr.startswith("The kernel is not installed: "), told.stderr)
            self.assertEqual(1, len(told.stderr.splitlines()))
