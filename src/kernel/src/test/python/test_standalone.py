"""The kernel for everybody: one jar that installs itself."""

import hashlib
import os
import pathlib
import subprocess
import tempfile
import unittest
import venv

import jupyter_core
from kernel import Kernel


class Standalone(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.prefix = pathlib.Path(folder.name)
        cls.told = cls.install("--prefix", folder.name)

    @staticmethod
    def install(*arguments, **env):
        java = os.environ.get("KERNEL_JAVA", "java")
        command = [java, "-jar", os.environ["KERNEL_JAR"], *arguments]
        return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **env})

    def start(self, data=None, **more):
        kernel = Kernel(data=data or self.prefix / "share" / "jupyter", **more)
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

    def test_is_installed_for_the_user_and_into_an_environment_of_python(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        user, environment = pathlib.Path(folder.name, "user"), pathlib.Path(folder.name, "env")
        venv.create(environment, symlinks=True)
        packages = pathlib.Path(jupyter_core.__file__).parents[1]
        for site in environment.glob("lib/python*/site-packages"):
            (site / "jupyter.pth").write_text(str(packages))
        path = f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
        for place, data in ("--user", user), ("--sys-prefix", environment / "share" / "jupyter"):
            kernel = data / "kernels" / "distill4j"
            kernel.mkdir(parents=True)
            for old in "kernel.jar", "kernel-000000000000.jar", "kernel-000000000000.jsa":
                (kernel / old).write_text("an earlier copy")
            told = self.install(place, PATH=path, JUPYTER_DATA_DIR=str(user))
            self.assertEqual(0, told.returncode, told.stderr)
            files = {file.name for file in kernel.iterdir()}
            kinds = sorted(pathlib.Path(file).suffix for file in files)
            self.assertEqual([".jar", ".json"], [kind for kind in kinds if kind != ".jsa"])
            self.assertEqual("3", self.start(data).value("1 + 2"))

    def test_the_name_of_the_copy_tells_its_content(self):
        (jar,) = (self.prefix / "share" / "jupyter" / "kernels" / "distill4j").glob("*.jar")
        content = hashlib.sha256(jar.read_bytes()).hexdigest()
        self.assertEqual(f"kernel-{content[:12]}.jar", jar.name)

    def test_starts_from_its_copy_in_whatever_state_the_archive_is(self):
        folder = self.prefix / "share" / "jupyter" / "kernels" / "distill4j"
        (archive,), (jar,) = folder.glob("kernel-*.jsa"), folder.glob("kernel-*.jar")
        self.check_that_it_is_quiet()
        os.utime(jar)  # as if it were another
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

    def test_kernels_of_others_stay_as_they_are(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        kernels = pathlib.Path(folder.name, "share", "jupyter", "kernels")
        for name in "java", "distill4j":
            (kernels / name).mkdir(parents=True)
            (kernels / name / "kernel.json").write_text('{"argv": ["other"]}')
        told = self.install("--prefix", folder.name)
        self.assertEqual(1, told.returncode)
        self.assertIn("is the kernel of another program", told.stderr)
        for name in "java", "distill4j":
            self.assertEqual('{"argv": ["other"]}', (kernels / name / "kernel.json").read_text())

    def test_cells_get_the_versions_of_libraries_that_they_ask_for(self):
        kernel = self.start()
        for library, name in {
            "com.google.code.gson:gson:2.8.9": "com.google.gson.Gson",
            "org.ow2.asm:asm:9.7": "org.objectweb.asm.ClassReader",
        }.items():
            self.assertEqual("CompilationError", kernel.run(name + ".class").reply.get("ename"))
            answer = kernel.run("%maven " + library)
            self.assertEqual("ok", answer.reply["status"], answer.traceback)
            version = library.split(":")[2]
            place = f"{name}.class.getProtectionDomain().getCodeSource().getLocation()"
            self.assertIn(version + ".jar", kernel.value(place))
        self.assertEqual("", answer.stream("stderr"))
