/** Frozen: a database in the field has run these very statements. */
export const documentsMigration = `
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
`;
