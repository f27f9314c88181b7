import { z } from "zod";
import type { KioskId } from "../../core/identity.ts";
import { Digest, KioskId as KioskIdShape, Title } from "../../core/identity.ts";
import { Envelope } from "../../core/trust/envelope.ts";
import { assertOneChange, type ReadonlyDatabase, type WritableDatabase } from "../../sync/sqlite.ts";
import { parseJson, prepareWrite, readRow } from "./rows.ts";

/** How the private key is stored: protected by the system's keyring, or in plain text; `plainTold` once a journal line reports that. */
export const KeyProtection = z.enum(["plain", "plainTold", "keyring"]);
export type KeyProtection = z.infer<typeof KeyProtection>;

/** What enrolment gave this kiosk. The private key leaves the store for signing only. */
export type StoredIdentity = {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly venue: number;
	readonly venueTitle: Title;
	readonly label: string;
	readonly hub: string;
	readonly root: Envelope;
	readonly rootDigest: Digest;
	readonly privateKey: Buffer;
	readonly keyState: KeyProtection;
};

const IdentityRow = z.object({
	kiosk: KioskIdShape,
	incarnation: z.int(),
	venue: z.int(),
	venueTitle: z.string().transform(parseJson).pipe(Title),
	label: z.string(),
	hub: z.string(),
	root: z.string().transform(parseJson).pipe(Envelope),
	rootDigest: Digest,
	privateKey: z.instanceof(Buffer),
	keyState: KeyProtection,
});

const BootCount = z.int().positive();

/** Null before enrolment. */
export function readIdentity(database: ReadonlyDatabase): StoredIdentity | null {
	const row = database.prepare("SELECT * FROM identity").get();
	if (row === undefined) return null;
	return readRow("the identity", IdentityRow, row);
}

/** Throws at a second enrolment, because a journal has one author. */
export function writeIdentity(database: WritableDatabase, identity: StoredIdentity): void {
	const put = prepareWrite(
		database,
		"the identity",
		IdentityRow,
		`INSERT INTO identity (one, kiosk, incarnation, venue, venueTitle, label, hub, root, rootDigest, privateKey, keyState)
		VALUES (1, @kiosk, @incarnation, @venue, @venueTitle, @label, @hub, @root, @rootDigest, @privateKey, @keyState)`,
	);
	put({ ...identity, venueTitle: JSON.stringify(identity.venueTitle), root: JSON.stringify(identity.root) });
}

/** Replaces the plain key by the protected one. Truncate the WAL afterwards: it still holds the plain key. */
export function replaceWithProtectedKey(database: WritableDatabase, privateKey: Buffer): void {
	const update = database.prepare("UPDATE identity SET privateKey = @privateKey, keyState = 'keyring'");
	assertOneChange("the device key", update.run({ privateKey }));
}

export function writeHubAddress(database: WritableDatabase, hub: string): void {
	assertOneChange("the hub's address", database.prepare("UPDATE identity SET hub = @hub").run({ hub }));
}

/** Only while `keyState` is `plain`; in the transaction of the journal line that reports it. */
export function markPlainKeyReported(database: WritableDatabase): void {
	const update = database.prepare("UPDATE identity SET keyState = 'plainTold' WHERE keyState = 'plain'");
	assertOneChange("that the plain key was reported", update.run());
}

/** Counts this start of the app and returns the count; journal lines carry it. */
export function incrementBootCount(database: WritableDatabase): number {
	return BootCount.parse(database.prepare("UPDATE boot SET count = count + 1 RETURNING count").pluck().get());
}
