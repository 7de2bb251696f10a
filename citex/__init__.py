"""Every citation and export file of a paper."""
