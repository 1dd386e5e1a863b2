"""Dates as people write them: words, orders and parts of a cell to EDTF, with what has to be asked."""
