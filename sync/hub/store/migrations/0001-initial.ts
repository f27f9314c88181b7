/** Frozen: a database in the field has run these very statements. Keyed by venue throughout, so that it can be spread by venue. */
export const initialMigration = `
CREATE TABLE venues (
	venue INTEGER NOT NULL PRIMARY KEY,
	title TEXT NOT NULL,
	address TEXT
) STRICT;

CREATE TABLE days (
	venue INTEGER NOT NULL REFERENCES venues (venue),
	day TEXT NOT NULL,
	programme TEXT NOT NULL,
	opensAt INTEGER NOT NULL,
	closesAt INTEGER NOT NULL,
	allocationKey BLOB NOT NULL CHECK (length(allocationKey) = 32),
	bucketBits INTEGER,
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
	PRIMARY KEY (venue, booking),
	UNIQUE (venue, voucher),
	UNIQUE (venue, day, row),
	FOREIGN KEY (venue, session) REFERENCES sessions (venue, session)
) STRICT;
CREATE INDEX vouchersByBooking ON vouchers (booking);
CREATE INDEX vouchersById ON vouchers (voucher);
CREATE INDEX vouchersBySession ON vouchers (venue, session);

CREATE TABLE allocations (
	venue INTEGER NOT NULL,
	day TEXT NOT NULL,
	version INTEGER NOT NULL CHECK (version > 0),
	digest TEXT NOT NULL,
	envelope TEXT NOT NULL,
	rowCount INTEGER NOT NULL,
	rows BLOB NOT NULL,
	publishedAt INTEGER NOT NULL,
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
	incarnation INTEGER NOT NULL,
	enrolledAt INTEGER NOT NULL,
	lastSeenAt INTEGER NOT NULL,
	size INTEGER NOT NULL,
	head TEXT NOT NULL,
	nonce TEXT NOT NULL
) STRICT;
CREATE INDEX kiosksByVenue ON kiosks (venue);

CREATE TABLE lines (
	venue INTEGER NOT NULL,
	kiosk TEXT NOT NULL REFERENCES kiosks (kiosk),
	incarnation INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	kind TEXT,
	at INTEGER,
	flag TEXT,
	receivedAt INTEGER NOT NULL,
	line TEXT NOT NULL,
	PRIMARY KEY (kiosk, incarnation, seq)
) STRICT;

CREATE TABLE admissions (
	venue INTEGER NOT NULL,
	day TEXT NOT NULL,
	row TEXT NOT NULL,
	kiosk TEXT NOT NULL,
	incarnation INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	session INTEGER NOT NULL,
	persons INTEGER NOT NULL CHECK (persons > 0),
	at INTEGER NOT NULL,
	voidedBy INTEGER,
	PRIMARY KEY (venue, day, row, kiosk, incarnation, seq),
	FOREIGN KEY (kiosk, incarnation, seq) REFERENCES lines (kiosk, incarnation, seq)
) STRICT;
CREATE INDEX admissionsByLine ON admissions (kiosk, incarnation, seq);

CREATE TABLE standings (
	venue INTEGER NOT NULL,
	day TEXT NOT NULL,
	row TEXT NOT NULL,
	session INTEGER NOT NULL,
	party INTEGER NOT NULL,
	admitted INTEGER NOT NULL,
	PRIMARY KEY (venue, day, row)
) STRICT;

CREATE TABLE conflicts (
	venue INTEGER NOT NULL,
	day TEXT NOT NULL,
	row TEXT NOT NULL,
	party INTEGER NOT NULL,
	mostAdmitted INTEGER NOT NULL,
	raisedAt INTEGER NOT NULL,
	PRIMARY KEY (venue, day, row)
) STRICT;

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
	UNIQUE (kiosk, incarnation, kind, seq)
) STRICT;
`;
