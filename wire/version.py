"""Which version of the house a program is."""

from importlib.metadata import PackageNotFoundError, version

PACKAGE = "balie"


def own_version(package: str = PACKAGE) -> str:
    """As it was installed; empty where it was not."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
