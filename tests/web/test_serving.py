"""What a process that serves pages has done before the first of them."""

import subprocess
import sys

TOLD = """
import gc, sys
import renmai.config.wsgi
print(gc.get_freeze_count() > 100_000, "renmai.web.pages.line.view" in sys.modules)
"""


def test_what_is_imported_before_serving_is_never_looked_through_again() -> None:
    told = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "True"]
