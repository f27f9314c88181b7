/** The part of the first migration about who is inside: the lines that move persons, and what is derived from them. */
export const standingTables = `
	CREATE TABLE standings (
		venue INTEGER NOT NULL,
		day TEXT NOT NULL,
		row TEXT NOT NULL,
		session INTEGER NOT NULL,
		party INTEGER NOT NULL,
		admitted INTEGER NOT NULL CHECK (admitted >= 0),
		doubtful INTEGER NOT NULL CHECK (doubtful >= 0),
		isListed INTEGER NOT NULL CHECK (isListed IN (0, 1)),
		PRIMARY KEY (venue, day, row)
	) STRICT;

	CREATE TABLE occupancy (
		venue INTEGER NOT NULL,
		day TEXT NOT NULL,
		row TEXT NOT NULL,
		session INTEGER NOT NULL,
		persons INTEGER NOT NULL CHECK (persons > 0),
		PRIMARY KEY (venue, day, row, session)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX occupancyBySession ON occupancy (venue, session);

	CREATE TABLE toldSeats (
		venue INTEGER NOT NULL,
		day TEXT NOT NULL,
		row TEXT NOT NULL,
		session INTEGER NOT NULL,
		seat INTEGER NOT NULL CHECK (seat > 0),
		position INTEGER NOT NULL CHECK (position >= 0),
		PRIMARY KEY (venue, day, row, session, seat)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX toldSeatsBySession ON toldSeats (venue, session, seat);

	CREATE TABLE conflicts (
		venue INTEGER NOT NULL,
		day TEXT NOT NULL,
		row TEXT NOT NULL,
		kind TEXT NOT NULL,
		party INTEGER NOT NULL,
		mostAdmitted INTEGER NOT NULL,
		seats TEXT NOT NULL,
		raisedAt INTEGER NOT NULL,
		resolvedAt INTEGER,
		PRIMARY KEY (venue, day, row, kind)
	) STRICT;

	CREATE TABLE movements (
		arrival INTEGER NOT NULL PRIMARY KEY,
		venue INTEGER NOT NULL,
		day TEXT NOT NULL,
		row TEXT NOT NULL,
		kiosk TEXT NOT NULL,
		incarnation INTEGER NOT NULL,
		branch INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		kind TEXT NOT NULL CHECK (kind IN ('redeemed', 'voided')),
		session INTEGER NOT NULL,
		persons INTEGER NOT NULL CHECK (persons > 0),
		party INTEGER NOT NULL,
		issue INTEGER,
		at INTEGER NOT NULL,
		positions TEXT,
		seats TEXT,
		ofBranch INTEGER NOT NULL,
		ofSeq INTEGER NOT NULL,
		UNIQUE (kiosk, incarnation, seq, branch),
		FOREIGN KEY (kiosk, incarnation, seq, branch) REFERENCES lines (kiosk, incarnation, seq, branch)
	) STRICT;
	CREATE INDEX movementsByVoucher ON movements (venue, day, row);

	CREATE TABLE paperAdmissions (
		paper INTEGER NOT NULL PRIMARY KEY,
		venue INTEGER NOT NULL,
		day TEXT NOT NULL,
		row TEXT NOT NULL,
		session INTEGER NOT NULL,
		persons INTEGER NOT NULL CHECK (persons > 0),
		by TEXT NOT NULL,
		at INTEGER NOT NULL,
		voidedBy TEXT,
		voidedAt INTEGER,
		CHECK ((voidedBy IS NULL) = (voidedAt IS NULL))
	) STRICT;
	CREATE UNIQUE INDEX paperAdmissionsInForce ON paperAdmissions (venue, day, row) WHERE voidedAt IS NULL;
	CREATE INDEX paperAdmissionsByRow ON paperAdmissions (venue, day, row);
`;
