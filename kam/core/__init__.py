"""What every room stands on: records, scopes, errors, periods, money. No HTTP."""
