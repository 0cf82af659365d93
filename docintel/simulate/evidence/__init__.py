"""Papers of evidence of every kind, each in several layouts of real issuers, with every printed fact."""
