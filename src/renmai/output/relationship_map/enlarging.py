"""What stands around a large map, larger: whoever sees all of the map can still read whose it is."""

from dataclasses import replace

from renmai.output.relationship_map.scene import Arrow, Box, Look, Plain, Words


def enlarged(part: Plain, factor: float) -> Plain:
    """The same part of a sheet whose every length is larger by the factor."""
    if isinstance(part, Words):
        return enlarged_words(part, factor)
    x, y = part.x * factor, part.y * factor
    if isinstance(part, Arrow):
        return replace(part, x=x, y=y, size=part.size * factor)
    radius, look = part.radius * factor, _look(part.look, factor)
    if isinstance(part, Box):
        width, height = part.width * factor, part.height * factor
        words = tuple(enlarged_words(line, factor) for line in part.words)
        return replace(part, x=x, y=y, width=width, height=height, radius=radius, look=look, words=words)
    return replace(part, x=x, y=y, radius=radius, look=look)


def enlarged_words(words: Words, factor: float) -> Words:
    runs = tuple(replace(run, size=run.size * factor) for run in words.runs)
    return replace(words, x=words.x * factor, y=words.y * factor, runs=runs)


def _look(look: Look, factor: float) -> Look:
    return replace(look, width=look.width * factor)
