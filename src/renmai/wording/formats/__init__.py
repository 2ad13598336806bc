"""Number and date formats by language; Django knows no thousands separators for Chinese."""
