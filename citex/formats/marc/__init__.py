"""MARC 21, the record of library catalogues: in XML and in the exchange format ISO 2709."""
