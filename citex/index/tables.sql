CREATE TABLE state(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE records(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE identifiers(key INTEGER NOT NULL, record INTEGER NOT NULL, PRIMARY KEY(key, record)) WITHOUT ROWID;
CREATE TABLE common(word TEXT PRIMARY KEY, titles INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE titles USING fts5(words, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0');
