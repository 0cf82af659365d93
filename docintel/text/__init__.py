"""Words -> values: quantities, dates, periods, names and identifiers as they are printed; pure."""
