"""Documents that leave the house: PDF, slides, text and workbooks of one model."""
