"""Figures as the reader's language prints them: m:ss, a decimal comma and dots in thousands, in
English a point and commas. Never better than they are.
"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

SIGNS = {"en": (".", ",")}
"""Of the decimals and of the thousands, where they are not the comma and the dot."""
TENTH = Decimal("0.1")


def minutes_seconds(seconds: float) -> str:
    """390 -> "6:30"; halves up. What is printed is rounded; what is compared is not."""
    whole = int(Decimal(str(seconds)).quantize(Decimal(1), ROUND_HALF_UP))
    return f"{whole // 60}:{whole % 60:02d}"


def rounded(value: float, target: float | None, step: Decimal, scale: int = 1) -> Decimal:
    """`value` times `scale`, halves up to whole steps; never up to a target that it falls short
    of. `target` is in the unit of `value`.
    """
    exact = Decimal(str(value)) * scale
    printed = exact.quantize(step, ROUND_HALF_UP)
    if target is not None and exact < Decimal(str(target)) * scale <= printed:
        return exact.quantize(step, ROUND_FLOOR)
    return printed


def number(value: Decimal | float, language: str) -> str:
    """With the decimals that it has: 1234.5 -> "1.234,5", in English "1,234.5"."""
    point, thousands = SIGNS.get(language, (",", "."))
    return f"{value:,}".translate(str.maketrans(",.", thousands + point))


def percent(share: float, target: float | None = None, *, language: str) -> str:
    """0.714286 -> "71,4", in English "71.4". A share below its target is never rounded up to it:
    94,96 of 95 prints 94,9.
    """
    return number(rounded(share, target, TENTH, 100), language)


def short(value: float, language: str) -> str:
    """With at most one decimal, halves up: 8.0 -> "8", 8.5 -> "8,5"."""
    printed = rounded(value, None, TENTH)
    return number(int(printed) if printed == int(printed) else printed, language)


def mark(value: float, *, language: str) -> str:
    """A mark from 1 to 10 with at most one decimal: 8.0 -> "8", 8.5 -> "8,5"."""
    return short(value, language)


def count(whole: int, *, language: str) -> str:
    """121000 -> "121.000", in English "121,000"."""
    return number(whole, language)
