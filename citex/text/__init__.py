"""The field's lore, each piece once: names, dates, languages, marked-up text, identifiers ..."""
