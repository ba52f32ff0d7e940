"""What an import means, in plain values: cells, columns, what became of rows."""
