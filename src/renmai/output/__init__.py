"""The way out: reports as tables, CSV and XLSX, facts as a bundle."""
