"""What evidence may be made of."""


def is_plain(value: object) -> bool:
    """Only what JSON has: no enumeration, day or tuple gets out."""
    if isinstance(value, dict):
        return all(type(key) is str and is_plain(each) for key, each in value.items())
    if isinstance(value, list):
        return all(is_plain(each) for each in value)
    return type(value) in (str, int, float, bool, type(None))
