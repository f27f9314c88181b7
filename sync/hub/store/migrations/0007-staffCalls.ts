/** Frozen: a database in the field has run these very statements. */
export const staffCallsMigration = `
CREATE TABLE attention (
	venue INTEGER NOT NULL,
	kiosk TEXT NOT NULL REFERENCES kiosks (kiosk),
	needy TEXT NOT NULL,
	why TEXT,
	since INTEGER NOT NULL,
	PRIMARY KEY (venue, kiosk, needy)
) STRICT, WITHOUT ROWID;
`;
