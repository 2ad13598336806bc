"""The relationship map as a file: one picture of facts, drawn as SVG, PDF or an editable slide."""
