"""Where two reports differ, as `renmai verify` compares them."""

from renmai.analytics.portable.likeness import differences, told

__all__ = ["differences", "told"]
