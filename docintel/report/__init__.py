"""Review and extraction as files: JSON faces with published schemas, and the HTML report; every text escaped."""
