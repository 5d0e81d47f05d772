"""Figures as the Netherlands prints them: m:ss, decimal comma, dots in thousands. Never better than
they are.
"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal


def minutes_seconds(seconds: float) -> str:
    """390 -> "6:30"; halves up. What is printed is rounded; what is compared is not."""
    whole = int(Decimal(str(seconds)).quantize(Decimal(1), ROUND_HALF_UP))
    return f"{whole // 60}:{whole % 60:02d}"


def percent(share: float, target: float | None = None) -> str:
    """0.714286 -> "71,4". A share below its target is never rounded up to it: 94,96 of 95 prints
    94,9.
    """
    exact = Decimal(str(share)) * 100
    printed = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if target is not None and exact < Decimal(str(target)) * 100 <= printed:
        printed = exact.quantize(Decimal("0.1"), ROUND_FLOOR)
    return str(printed).replace(".", ",")


def mark(value: float) -> str:
    """A mark from 1 to 10 with at most one decimal: 8.0 -> "8", 8.5 -> "8,5"."""
    printed = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(printed).removesuffix(".0").replace(".", ",")


def count(number: int) -> str:
    """121000 -> "121.000"."""
    return f"{number:,}".replace(",", ".")
