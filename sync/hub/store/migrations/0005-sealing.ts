/** Frozen: a database in the field has run these very statements. */
export const sealingMigration = `
CREATE TABLE daySecrets (
	venue INTEGER NOT NULL,
	day TEXT NOT NULL,
	dayKey BLOB NOT NULL CHECK (length(dayKey) = 32),
	PRIMARY KEY (venue, day),
	FOREIGN KEY (venue, day) REFERENCES days (venue, day)
) STRICT;

CREATE TABLE sealingKeys (
	kiosk TEXT NOT NULL REFERENCES kiosks (kiosk),
	day TEXT NOT NULL,
	incarnation INTEGER NOT NULL,
	publicKey TEXT NOT NULL CHECK (length(publicKey) = 64),
	changes INTEGER NOT NULL,
	PRIMARY KEY (kiosk, day)
) STRICT;

ALTER TABLE sessions ADD COLUMN rotating INTEGER NOT NULL DEFAULT 0 CHECK (rotating IN (0, 1));
`;
