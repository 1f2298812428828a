"""`python -m ppl`."""

from ppl.cli.app import main

main()
