"""`python -m docintel`."""

from docintel.cli import main

main()
