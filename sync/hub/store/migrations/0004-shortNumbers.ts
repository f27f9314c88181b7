/** Frozen: a database in the field has run these very statements. Vouchers of before get their numbers when the hub opens. */
export const shortNumbersMigration = `
ALTER TABLE days ADD COLUMN shortNumbers INTEGER NOT NULL DEFAULT 1 CHECK (shortNumbers IN (0, 1));
ALTER TABLE vouchers ADD COLUMN number TEXT CHECK (length(number) = 11);
CREATE UNIQUE INDEX vouchersByNumber ON vouchers (venue, day, number);
ALTER TABLE allocations ADD COLUMN numbers BLOB;
`;
