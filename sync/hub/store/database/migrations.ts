import { standingTables } from "./standingTables.ts";

/**
 * The hub's schema. Migrations are numbered from 1; each runs once, in one transaction with its `user_version`, and is
 * frozen by a test. Every table is keyed by venue or by a kiosk of one, so that it can be distributed by venue.
 */
export const migrations: readonly string[] = [
	`
	CREATE TABLE venues (
		venue INTEGER NOT NULL PRIMARY KEY,
		title TEXT NOT NULL,
		address TEXT,
		withdrawnAt INTEGER
	) STRICT;

	CREATE TABLE days (
		venue INTEGER NOT NULL REFERENCES venues (venue),
		day TEXT NOT NULL,
		programme TEXT NOT NULL,
		opensAt INTEGER NOT NULL,
		closesAt INTEGER NOT NULL,
		allocationKey BLOB NOT NULL CHECK (length(allocationKey) = 32),
		bucketBits INTEGER,
		shortNumbers INTEGER NOT NULL DEFAULT 1 CHECK (shortNumbers IN (0, 1)),
		withdrawnAt INTEGER,
		PRIMARY KEY (venue, day),
		CHECK (opensAt < closesAt)
	) STRICT;

	CREATE TABLE sessions (
		venue INTEGER NOT NULL,
		session INTEGER NOT NULL,
		day TEXT NOT NULL,
		activity INTEGER NOT NULL,
		title TEXT NOT NULL,
		hall TEXT,
		startsAt INTEGER NOT NULL,
		admitFrom INTEGER NOT NULL,
		admitUntil INTEGER NOT NULL,
		capacity INTEGER NOT NULL CHECK (capacity > 0),
		place INTEGER NOT NULL,
		rotating INTEGER NOT NULL DEFAULT 0 CHECK (rotating IN (0, 1)),
		entry TEXT NOT NULL DEFAULT '{"kind":"open"}',
		withdrawnAt INTEGER,
		PRIMARY KEY (venue, session),
		FOREIGN KEY (venue, day) REFERENCES days (venue, day),
		CHECK (admitFrom < admitUntil)
	) STRICT;
	CREATE INDEX sessionsByDay ON sessions (venue, day);

	CREATE TABLE vouchers (
		venue INTEGER NOT NULL,
		booking TEXT NOT NULL,
		voucher TEXT NOT NULL CHECK (length(voucher) = 24),
		day TEXT NOT NULL,
		row TEXT NOT NULL CHECK (length(row) = 32),
		activity INTEGER NOT NULL,
		session INTEGER NOT NULL,
		party INTEGER NOT NULL CHECK (party BETWEEN 1 AND 9),
		issue INTEGER NOT NULL CHECK (issue BETWEEN 1 AND 255),
		notBefore INTEGER NOT NULL,
		notAfter INTEGER NOT NULL,
		card TEXT,
		state TEXT NOT NULL CHECK (state IN ('live', 'cancelled', 'blocked')),
		reissueDue INTEGER NOT NULL CHECK (reissueDue IN (0, 1)),
		number TEXT CHECK (length(number) = 11),
		seat INTEGER NOT NULL DEFAULT 0 CHECK (seat BETWEEN 0 AND 65535),
		similarity TEXT NOT NULL,
		PRIMARY KEY (venue, booking),
		UNIQUE (venue, voucher),
		UNIQUE (venue, day, row),
		FOREIGN KEY (venue, session) REFERENCES sessions (venue, session)
	) STRICT;
	CREATE INDEX vouchersByBooking ON vouchers (booking);
	CREATE INDEX vouchersBySimilarity ON vouchers (similarity);
	CREATE INDEX vouchersById ON vouchers (voucher);
	CREATE INDEX vouchersBySession ON vouchers (venue, session);
	CREATE UNIQUE INDEX vouchersByNumber ON vouchers (venue, day, number);

	CREATE TABLE allocations (
		venue INTEGER NOT NULL,
		day TEXT NOT NULL,
		version INTEGER NOT NULL CHECK (version > 0),
		digest TEXT NOT NULL,
		envelope TEXT NOT NULL,
		rowCount INTEGER NOT NULL,
		rows BLOB NOT NULL,
		publishedAt INTEGER NOT NULL,
		numbers BLOB,
		PRIMARY KEY (venue, day, version),
		FOREIGN KEY (venue, day) REFERENCES days (venue, day)
	) STRICT;

	CREATE TABLE tickets (
		ticket TEXT NOT NULL PRIMARY KEY,
		venue INTEGER NOT NULL REFERENCES venues (venue),
		label TEXT NOT NULL,
		secretDigest BLOB NOT NULL,
		expiresAt INTEGER NOT NULL,
		triesLeft INTEGER NOT NULL CHECK (triesLeft >= 0),
		kiosk TEXT
	) STRICT;

	CREATE TABLE kiosks (
		kiosk TEXT NOT NULL PRIMARY KEY,
		venue INTEGER NOT NULL REFERENCES venues (venue),
		label TEXT NOT NULL,
		publicKey TEXT NOT NULL UNIQUE,
		enrolledAt INTEGER NOT NULL,
		lastSeenAt INTEGER NOT NULL
	) STRICT;
	CREATE INDEX kiosksByVenue ON kiosks (venue);

	CREATE TABLE alarms (
		alarm INTEGER NOT NULL PRIMARY KEY,
		venue INTEGER NOT NULL,
		kiosk TEXT NOT NULL REFERENCES kiosks (kiosk),
		incarnation INTEGER NOT NULL,
		kind TEXT NOT NULL,
		seq INTEGER NOT NULL,
		evidence TEXT NOT NULL,
		firstAt INTEGER NOT NULL,
		lastAt INTEGER NOT NULL,
		times INTEGER NOT NULL,
		held TEXT,
		heldAt INTEGER,
		batch TEXT,
		UNIQUE (kiosk, incarnation, kind, seq)
	) STRICT;

	CREATE TABLE documents (
		venue INTEGER NOT NULL REFERENCES venues (venue),
		kind TEXT NOT NULL CHECK (kind IN ('timestamp', 'roster', 'revocations')),
		version INTEGER NOT NULL CHECK (version > 0),
		digest TEXT NOT NULL,
		envelope TEXT NOT NULL,
		content TEXT NOT NULL,
		issuedAt INTEGER NOT NULL,
		PRIMARY KEY (venue, kind)
	) STRICT;

	CREATE TABLE revokedVouchers (
		venue INTEGER NOT NULL REFERENCES venues (venue),
		day TEXT NOT NULL,
		row TEXT NOT NULL CHECK (length(row) = 32),
		leastIssue INTEGER,
		why TEXT NOT NULL,
		revokedAt INTEGER NOT NULL,
		PRIMARY KEY (venue, day, row)
	) STRICT;

	CREATE TABLE revokedKiosks (
		venue INTEGER NOT NULL REFERENCES venues (venue),
		kiosk TEXT NOT NULL REFERENCES kiosks (kiosk),
		incarnation INTEGER NOT NULL,
		lastSeq INTEGER NOT NULL CHECK (lastSeq >= 0),
		why TEXT NOT NULL,
		revokedAt INTEGER NOT NULL,
		PRIMARY KEY (venue, kiosk, incarnation)
	) STRICT;

	CREATE TABLE incarnations (
		kiosk TEXT NOT NULL REFERENCES kiosks (kiosk),
		incarnation INTEGER NOT NULL CHECK (incarnation > 0),
		openedAt INTEGER NOT NULL,
		request TEXT,
		closedAt INTEGER,
		closedBy TEXT CHECK (closedBy IN ('fork', 'successor')),
		size INTEGER NOT NULL,
		head TEXT NOT NULL,
		nonce TEXT NOT NULL,
		PRIMARY KEY (kiosk, incarnation),
		UNIQUE (kiosk, request),
		CHECK ((closedAt IS NULL) = (closedBy IS NULL))
	) STRICT;

	CREATE TABLE branches (
		kiosk TEXT NOT NULL,
		incarnation INTEGER NOT NULL,
		branch INTEGER NOT NULL CHECK (branch > 0),
		parent INTEGER NOT NULL CHECK (parent < branch),
		forkedAt INTEGER NOT NULL CHECK (forkedAt > 0),
		size INTEGER NOT NULL,
		head TEXT NOT NULL,
		PRIMARY KEY (kiosk, incarnation, branch),
		FOREIGN KEY (kiosk, incarnation) REFERENCES incarnations (kiosk, incarnation)
	) STRICT;

	CREATE TABLE lines (
		venue INTEGER NOT NULL,
		kiosk TEXT NOT NULL REFERENCES kiosks (kiosk),
		incarnation INTEGER NOT NULL,
		branch INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		digest TEXT NOT NULL,
		kind TEXT,
		at INTEGER,
		flag TEXT,
		receivedAt INTEGER NOT NULL,
		line TEXT NOT NULL,
		PRIMARY KEY (kiosk, incarnation, seq, branch)
	) STRICT;
	CREATE INDEX linesFlagged ON lines (venue, flag) WHERE flag IS NOT NULL;
	CREATE INDEX clockJumps ON lines (receivedAt) WHERE kind = 'clockJumped';

	CREATE TABLE clockCorrection (
		one INTEGER PRIMARY KEY CHECK (one = 1),
		lastLine INTEGER NOT NULL
	) STRICT;
	INSERT INTO clockCorrection (one, lastLine) VALUES (1, 0);

	CREATE TABLE daySecrets (
		venue INTEGER NOT NULL,
		day TEXT NOT NULL,
		dayKey BLOB NOT NULL CHECK (length(dayKey) = 32),
		PRIMARY KEY (venue, day),
		FOREIGN KEY (venue, day) REFERENCES days (venue, day)
	) STRICT;

	CREATE TABLE passLinks (
		venue INTEGER NOT NULL,
		booking TEXT NOT NULL,
		digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
		sealed BLOB NOT NULL,
		PRIMARY KEY (venue, booking),
		FOREIGN KEY (venue, booking) REFERENCES vouchers (venue, booking) ON DELETE CASCADE
	) STRICT;

	CREATE TABLE sealingKeys (
		kiosk TEXT NOT NULL REFERENCES kiosks (kiosk),
		day TEXT NOT NULL,
		incarnation INTEGER NOT NULL,
		publicKey TEXT NOT NULL CHECK (length(publicKey) = 64),
		changes INTEGER NOT NULL,
		PRIMARY KEY (kiosk, day)
	) STRICT;

	CREATE TABLE attention (
		venue INTEGER NOT NULL,
		kiosk TEXT NOT NULL REFERENCES kiosks (kiosk),
		needy TEXT NOT NULL,
		why TEXT,
		since INTEGER NOT NULL,
		PRIMARY KEY (venue, kiosk, needy)
	) STRICT, WITHOUT ROWID;
	${standingTables}
	`,
];
