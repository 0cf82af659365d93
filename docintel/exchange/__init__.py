"""Ownership in and out: BODS 0.4, FollowTheMoney, GraphML, CSV and the case format, each to and from one table of parties and stakes."""
