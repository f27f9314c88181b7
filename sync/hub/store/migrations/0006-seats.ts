/** Frozen: a database in the field has run these very statements. Sessions of before are entered freely. */
export const seatsMigration = `
ALTER TABLE sessions ADD COLUMN entry TEXT NOT NULL DEFAULT '{"kind":"open"}';
ALTER TABLE vouchers ADD COLUMN seat INTEGER NOT NULL DEFAULT 0 CHECK (seat BETWEEN 0 AND 65535);
`;
