/** Numbered from 1; each runs once, in one transaction with its `user_version`, and is frozen by a test. */
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
		venue_title TEXT NOT NULL,
		label TEXT NOT NULL,
		hub TEXT NOT NULL,
		root TEXT NOT NULL,
		root_digest TEXT NOT NULL,
		private_key BLOB NOT NULL
	) STRICT;

	CREATE TABLE journal (
		seq INTEGER PRIMARY KEY,
		day TEXT,
		line TEXT NOT NULL
	) STRICT;
	CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
		BEGIN SELECT RAISE(ABORT, 'a journal line is never changed'); END;
	CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
		BEGIN SELECT RAISE(ABORT, 'a journal line is never deleted'); END;

	CREATE TABLE checkpoint (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		size INTEGER NOT NULL,
		nonce TEXT NOT NULL
	) STRICT;

	CREATE TABLE allocation (
		day TEXT PRIMARY KEY,
		version INTEGER NOT NULL,
		envelope TEXT NOT NULL,
		key BLOB NOT NULL,
		taken_at_ms INTEGER NOT NULL
	) STRICT;
	CREATE TABLE bucket (
		day TEXT NOT NULL REFERENCES allocation (day),
		bucket INTEGER NOT NULL,
		rows BLOB NOT NULL,
		PRIMARY KEY (day, bucket)
	) STRICT, WITHOUT ROWID;
	`,
	`
	CREATE TABLE delta (
		day TEXT NOT NULL REFERENCES allocation (day),
		version INTEGER NOT NULL,
		bytes BLOB NOT NULL,
		PRIMARY KEY (day, version)
	) STRICT, WITHOUT ROWID;
	`,
	`
	CREATE TABLE trust (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		stored TEXT NOT NULL
	) STRICT;

	ALTER TABLE allocation DROP COLUMN envelope;
	`,
	`
	ALTER TABLE identity ADD COLUMN key_state TEXT NOT NULL DEFAULT 'plain'
		CHECK (key_state IN ('plain', 'plainTold', 'keyring'));
	`,
	`
	CREATE TABLE day_key (
		day TEXT PRIMARY KEY,
		public_key BLOB NOT NULL,
		private_key BLOB NOT NULL,
		is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)),
		is_published INTEGER NOT NULL CHECK (is_published IN (0, 1))
	) STRICT;
	`,
];
