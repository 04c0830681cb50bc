def masked_name(name: str) -> str:
    """Leave the family name: 郭建军 is 郭**, Emma Clark is E*** C***.

    >>> masked_name("郭建军"), masked_name("Emma Clark"), masked_name("")
    ('郭**', 'E*** C***', '')
    """
    if name.isascii():
        return " ".join(f"{part[0]}***" for part in name.split())
    return name[:1] + "*" * (len(name) - 1)


def masked_phone(phone: str) -> str:
    """Leave enough of a number to compare it, not to dial it.

    >>> masked_phone("13800000001"), masked_phone("12345"), masked_phone("")
    ('138****0001', '****', '')
    """
    if len(phone) < 8:
        return "*" * min(len(phone), 4)
    return f"{phone[:3]}****{phone[-4:]}"
