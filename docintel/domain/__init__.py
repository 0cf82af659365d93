"""The nouns of the house: frozen, valid at birth, no input or output; every other floor speaks in them."""
