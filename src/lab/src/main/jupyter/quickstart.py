"""Imported first, saves a program three seconds at each start.

With this package, jsonschema compiles a grammar to check addresses with letters of other alphabets.
Nothing here has such addresses. Where the package is missing, jsonschema leaves the check out.
"""

import sys

sys.modules["rfc3987_syntax"] = None  # as if it were missing
