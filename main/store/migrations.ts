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
	// A disk that was restored begins a new incarnation of its journal and keeps the old ones, to deliver them.
	`
	CREATE TABLE incarnation (
		incarnation INTEGER PRIMARY KEY,
		state TEXT NOT NULL CHECK (state IN ('sound', 'restored', 'recovering', 'closed')),
		acknowledged INTEGER NOT NULL,
		nonce TEXT
	) STRICT;
	INSERT INTO incarnation (incarnation, state, acknowledged, nonce)
		SELECT incarnation, 'sound', COALESCE((SELECT size FROM checkpoint), 0), (SELECT nonce FROM checkpoint)
		FROM identity;
	DROP TABLE checkpoint;

	CREATE TABLE journal_by_incarnation (
		incarnation INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		day TEXT,
		line TEXT NOT NULL,
		PRIMARY KEY (incarnation, seq)
	) STRICT;
	INSERT INTO journal_by_incarnation (incarnation, seq, day, line)
		SELECT json_extract(substr(line, 1, instr(line, char(9)) - 1), '$.incarnation'), seq, day, line FROM journal;
	DROP TABLE journal;
	ALTER TABLE journal_by_incarnation RENAME TO journal;
	CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
		BEGIN SELECT RAISE(ABORT, 'a journal line is never changed'); END;
	CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
		BEGIN SELECT RAISE(ABORT, 'a journal line is never deleted'); END;

	CREATE TABLE recovered (
		digest TEXT PRIMARY KEY,
		incarnation INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		day TEXT,
		line TEXT NOT NULL
	) STRICT;
	CREATE TRIGGER recovered_is_never_changed BEFORE UPDATE ON recovered
		BEGIN SELECT RAISE(ABORT, 'a journal line is never changed'); END;
	CREATE TRIGGER recovered_is_never_deleted BEFORE DELETE ON recovered
		BEGIN SELECT RAISE(ABORT, 'a journal line is never deleted'); END;
	`,
	`
	CREATE TABLE numbers (
		day TEXT PRIMARY KEY,
		entries BLOB NOT NULL
	) STRICT;
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
	// PINs of supervisors, how often they were mistyped, and how the kiosk is set up.
	`
	CREATE TABLE supervisor (
		staff TEXT PRIMARY KEY,
		salt BLOB NOT NULL,
		digest BLOB NOT NULL
	) STRICT;
	CREATE TABLE pin_key (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		key BLOB NOT NULL,
		isProtected INTEGER NOT NULL CHECK (isProtected IN (0, 1))
	) STRICT;
	CREATE TABLE pin_tries (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		failures INTEGER NOT NULL,
		lockedUntilMs INTEGER NOT NULL
	) STRICT;
	INSERT INTO pin_tries (one, failures, lockedUntilMs) VALUES (1, 0, 0);
	CREATE TABLE settings (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		chosen TEXT NOT NULL
	) STRICT;
	`,
];
