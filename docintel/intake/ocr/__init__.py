"""Reading pictures of pages: scans and photos become pages with words, tables, codes, and a doubt wherever a figure may be misread.

Nothing is loaded with the package itself: the networks belong into processes of their own (`worker`).
"""
