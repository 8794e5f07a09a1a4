"""Run the program with ``python -m ddcompare``."""

from ddcompare.cli.app import main

main()
