"""Stages over a store: take in, read, judge; leases, retries, quarantine, progress; on one machine or a dask cluster."""
