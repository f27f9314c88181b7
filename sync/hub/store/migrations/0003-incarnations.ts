/** Frozen. A journal is no longer one chain a kiosk: it has incarnations, and an incarnation that was forked has branches. */
export const incarnationsMigration = `
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
INSERT INTO incarnations (kiosk, incarnation, openedAt, size, head, nonce)
	SELECT kiosk, incarnation, enrolledAt, size, head, nonce FROM kiosks;
ALTER TABLE kiosks DROP COLUMN incarnation;
ALTER TABLE kiosks DROP COLUMN size;
ALTER TABLE kiosks DROP COLUMN head;
ALTER TABLE kiosks DROP COLUMN nonce;

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

CREATE TABLE linesByBranch (
	venue INTEGER NOT NULL,
	kiosk TEXT NOT NULL REFERENCES kiosks (kiosk),
	incarnation INTEGER NOT NULL,
	branch INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	kind TEXT,
	at INTEGER,
	flag TEXT,
	receivedAt INTEGER NOT NULL,
	line TEXT NOT NULL,
	PRIMARY KEY (kiosk, incarnation, seq, branch)
) STRICT;
INSERT INTO linesByBranch
	SELECT venue, kiosk, incarnation, 0, seq, kind, at, flag, receivedAt, line FROM lines;

CREATE TABLE admissionsByBranch (
	venue INTEGER NOT NULL,
	day TEXT NOT NULL,
	row TEXT NOT NULL,
	kiosk TEXT NOT NULL,
	incarnation INTEGER NOT NULL,
	branch INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	session INTEGER NOT NULL,
	persons INTEGER NOT NULL CHECK (persons > 0),
	at INTEGER NOT NULL,
	voidedBy INTEGER,
	PRIMARY KEY (venue, day, row, kiosk, incarnation, seq, branch),
	FOREIGN KEY (kiosk, incarnation, seq, branch) REFERENCES linesByBranch (kiosk, incarnation, seq, branch)
) STRICT;
INSERT INTO admissionsByBranch
	SELECT venue, day, row, kiosk, incarnation, 0, seq, session, persons, at, voidedBy FROM admissions;

DROP TABLE admissions;
DROP TABLE lines;
ALTER TABLE linesByBranch RENAME TO lines;
ALTER TABLE admissionsByBranch RENAME TO admissions;
CREATE INDEX admissionsByLine ON admissions (kiosk, incarnation, seq, branch);

ALTER TABLE alarms ADD COLUMN held TEXT;
ALTER TABLE alarms ADD COLUMN heldAt INTEGER;
ALTER TABLE alarms ADD COLUMN batch TEXT;
UPDATE alarms SET kind = 'truncation' WHERE kind = 'gap';
`;
