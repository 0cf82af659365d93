"""Key figures in sentences: paragraphs marked with metrics, times and figures, and bound to facts; spaCy is loaded only where there are any."""
