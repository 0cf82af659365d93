"""The workbench: pages and actions over a store, for people in a browser on a closed network."""
