"""The checkout's rooms lie at its top; what is installed is one package, ``vanban``."""

from setuptools import find_packages, setup

ROOMS = ["schemas*", "extractors*", "pipeline*", "tracking*", "web*", "commands*"]

setup(
    package_dir={"vanban": "."},
    packages=["vanban", *(f"vanban.{room}" for room in find_packages(include=ROOMS))],
)
