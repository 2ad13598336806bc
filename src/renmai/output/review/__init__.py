"""A weekly review as a document: said once, and shown as a page, on paper and as slides."""
