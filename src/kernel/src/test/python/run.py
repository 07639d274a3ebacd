"""Runs the tests of the kernel: run.py [MODULE...]

Prints one line of JSON for each test: its name, and what went wrong or null.
"""

import json
import pathlib
import sys
import unittest


class Lines(unittest.TestResult):
    def tell(self, test, problem):
        name = test.id().replace("test_", "").replace("_", " ")
        print(json.dumps({"name": name, "problem": problem}), flush=True)

    def addSuccess(self, test):
        self.tell(test, None)

    def addFailure(self, test, error):
        self.tell(test, self._exc_info_to_string(error, test))

    addError = addFailure

    def addSkip(self, test, reason):
        self.tell(test, "skipped: " + reason)

    def addSubTest(self, test, subtest, error):
        self.tell(subtest, error and self._exc_info_to_string(error, subtest))


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent
    modules = sys.argv[1:] or sorted(path.stem for path in here.glob("test_*.py"))
    tests = unittest.defaultTestLoader.loadTestsFromNames(modules)
    result = tests.run(Lines())
    sys.exit(result.testsRun == 0 or result.testsRun != tests.countTestCases())
