"""The script of the demo company: who, where, when and what was said.

Plain Python without a database: the same day gives the same script, word for word.
"""
