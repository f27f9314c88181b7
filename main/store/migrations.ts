/**
 * The kiosk's schema. Migrations are numbered from 1; each runs once, in one transaction with its `user_version`, and is
 * frozen by a test. Tables with a column `one` hold a single row.
 */
export const migrations: readonly string[] = [
	`
	CREATE TABLE boot (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		count INTEGER NOT NULL
	) STRICT;
	INSERT INTO boot (one, count) VALUES (1, 0);

	CREATE TABLE identity (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		kiosk TEXT NOT NULL,
		incarnation INTEGER NOT NULL,
		venue INTEGER NOT NULL,
		venueTitle TEXT NOT NULL,
		label TEXT NOT NULL,
		hub TEXT NOT NULL,
		root TEXT NOT NULL,
		rootDigest TEXT NOT NULL,
		privateKey BLOB NOT NULL,
		keyState TEXT NOT NULL CHECK (keyState IN ('plain', 'plainTold', 'keyring'))
	) STRICT;

	CREATE TABLE trust (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		stored TEXT NOT NULL
	) STRICT;

	-- A disk that was restored begins a new incarnation of its journal and keeps the old ones, to deliver them.
	CREATE TABLE incarnation (
		incarnation INTEGER PRIMARY KEY,
		state TEXT NOT NULL CHECK (state IN ('sound', 'restored', 'recovering', 'closed')),
		acknowledged INTEGER NOT NULL,
		nonce TEXT
	) STRICT;

	CREATE TABLE journal (
		incarnation INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		day TEXT,
		line TEXT NOT NULL,
		PRIMARY KEY (incarnation, seq)
	) STRICT;
	CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
		BEGIN SELECT RAISE(ABORT, 'a journal line is never changed'); END;
	CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
		BEGIN SELECT RAISE(ABORT, 'a journal line is never deleted'); END;

	-- All lines of one voucher. The row is searched for and not parsed, so that it is found in a damaged line too.
	CREATE INDEX journal_by_row ON journal (day, substr(line, instr(line, '"row":"') + 7, 32));
	CREATE INDEX journal_staff_calls ON journal (incarnation, seq) WHERE instr(line, '"kind":"attention"') > 0;

	-- Derived from the journal; discarded when it does not fit it.
	CREATE TABLE ledgerSnapshot (
		day TEXT PRIMARY KEY,
		fold INTEGER NOT NULL,
		incarnation INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		digest TEXT NOT NULL,
		ledger TEXT NOT NULL
	) STRICT;

	CREATE TABLE recovered (
		digest TEXT PRIMARY KEY,
		incarnation INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		day TEXT,
		line TEXT NOT NULL
	) STRICT;
	CREATE INDEX recovered_by_row ON recovered (day, substr(line, instr(line, '"row":"') + 7, 32));
	CREATE TRIGGER recovered_is_never_changed BEFORE UPDATE ON recovered
		BEGIN SELECT RAISE(ABORT, 'a journal line is never changed'); END;
	CREATE TRIGGER recovered_is_never_deleted BEFORE DELETE ON recovered
		BEGIN SELECT RAISE(ABORT, 'a journal line is never deleted'); END;

	CREATE TABLE allocation (
		day TEXT PRIMARY KEY,
		version INTEGER NOT NULL,
		key BLOB NOT NULL,
		takenAtMs INTEGER NOT NULL
	) STRICT;
	CREATE TABLE bucket (
		day TEXT NOT NULL REFERENCES allocation (day),
		bucket INTEGER NOT NULL,
		rows BLOB NOT NULL,
		PRIMARY KEY (day, bucket)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE delta (
		day TEXT NOT NULL REFERENCES allocation (day),
		version INTEGER NOT NULL,
		bytes BLOB NOT NULL,
		PRIMARY KEY (day, version)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE numbers (
		day TEXT PRIMARY KEY,
		entries BLOB NOT NULL
	) STRICT;

	CREATE TABLE dayKey (
		day TEXT PRIMARY KEY,
		publicKey BLOB NOT NULL,
		privateKey BLOB NOT NULL,
		isProtected INTEGER NOT NULL CHECK (isProtected IN (0, 1)),
		isPublished INTEGER NOT NULL CHECK (isPublished IN (0, 1))
	) STRICT;

	CREATE TABLE supervisor (
		staff TEXT PRIMARY KEY,
		salt BLOB NOT NULL,
		digest BLOB NOT NULL
	) STRICT;
	CREATE TABLE pinKey (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		key BLOB NOT NULL,
		isProtected INTEGER NOT NULL CHECK (isProtected IN (0, 1))
	) STRICT;
	CREATE TABLE pinTries (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		failures INTEGER NOT NULL,
		lockLeftMs INTEGER NOT NULL
	) STRICT;
	INSERT INTO pinTries (one, failures, lockLeftMs) VALUES (1, 0, 0);

	CREATE TABLE settings (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		chosen TEXT NOT NULL
	) STRICT;
	`,
];
