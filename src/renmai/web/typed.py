"""How names are typed on a Latin keyboard, for fields that search what the page has already."""

from pypinyin import lazy_pinyin


def typed(name: str) -> str:
    """A name in pinyin, whole and abbreviated."""
    syllables = lazy_pinyin(name)
    return f"{''.join(syllables)} {''.join(one[:1] for one in syllables)}".casefold()
