"""Write docs/import-format.md from the declared columns: `python -m scripts.import_format`."""

import importlib
import os
from pathlib import Path

import django

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "import-format.md"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renmai.config.settings")
    django.setup()
    # The columns know the choices of the models, which want Django set up before.
    page = importlib.import_module("renmai.output.import_format").document()
    DOCUMENT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
