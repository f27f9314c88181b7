import { z } from "zod";
import type { KioskId } from "../../core/identity.ts";
import { Digest, KioskId as KioskIdShape, Title } from "../../core/identity.ts";
import { Envelope } from "../../core/trust/envelope.ts";
import type { Database } from "./database.ts";

/** How the private key lies here: under the system's keyring, or in plain text, which the journal says once. */
export const KeyProtection = z.enum(["plain", "plainTold", "keyring"]);
export type KeyProtection = z.infer<typeof KeyProtection>;

/** Who this window became when it was enrolled. The private key never leaves the store but to sign. */
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

type IdentityRow = {
	kiosk: string;
	incarnation: number;
	venue: number;
	venue_title: string;
	label: string;
	hub: string;
	root: string;
	root_digest: string;
	private_key: Buffer;
	key_state: string;
};

/** Null before enrolment. */
export function readIdentity(database: Database): StoredIdentity | null {
	const row = database.prepare("SELECT * FROM identity").get() as IdentityRow | undefined;
	if (row === undefined) return null;
	return {
		kiosk: KioskIdShape.parse(row.kiosk),
		incarnation: row.incarnation,
		venue: row.venue,
		venueTitle: Title.parse(JSON.parse(row.venue_title)),
		label: row.label,
		hub: row.hub,
		root: Envelope.parse(JSON.parse(row.root)),
		rootDigest: Digest.parse(row.root_digest),
		privateKey: row.private_key,
		keyState: KeyProtection.parse(row.key_state),
	};
}

/** Written once: a second enrolment throws, because a journal has one author. */
export function writeIdentity(database: Database, identity: StoredIdentity): void {
	database
		.prepare(
			`INSERT INTO identity (one, kiosk, incarnation, venue, venue_title, label, hub, root, root_digest, private_key, key_state)
			VALUES (1, @kiosk, @incarnation, @venue, @venueTitle, @label, @hub, @root, @rootDigest, @privateKey, @keyState)`,
		)
		.run({ ...identity, venueTitle: JSON.stringify(identity.venueTitle), root: JSON.stringify(identity.root) });
}

/** Puts the protected key in the plain one's place. */
export function replaceWithProtectedKey(database: Database, privateKey: Buffer): void {
	database.prepare("UPDATE identity SET private_key = @privateKey, key_state = 'keyring'").run({ privateKey });
}

/** The write-ahead log still holds what was overwritten, such as a key in plain text: empties it. */
export function truncateWal(database: Database): void {
	database.pragma("wal_checkpoint(TRUNCATE)");
}

export function markPlainKeyReported(database: Database): void {
	database.prepare("UPDATE identity SET key_state = 'plainTold' WHERE key_state = 'plain'").run();
}

/** Counts this start of the app; journal lines carry the number. */
export function incrementBootCount(database: Database): number {
	return database.prepare("UPDATE boot SET count = count + 1 RETURNING count").pluck().get() as number;
}
