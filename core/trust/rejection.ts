/** The documents a kiosk holds, as refusals name them. */
export type DocumentName = "root" | "timestamp" | "roster" | "revocations" | "allocation";

/** Why something signed is not believed. Each malformed form and each attack has its own name. */
export type Rejection = { readonly kind: "untrusted" } & (
	| { readonly why: "notAnEnvelope"; readonly at: string }
	| { readonly why: "tooLarge"; readonly mostBytes: number }
	/** Signed as something else, or not as what was asked for. */
	| { readonly why: "type" }
	/** The payload or a signature is not base64. */
	| { readonly why: "encoding" }
	/** Too few different keys of the role in force have signed. */
	| { readonly why: "threshold"; readonly signed: number; readonly needed: number }
	/** A new root that its own keys have not signed. */
	| { readonly why: "ownThreshold"; readonly signed: number; readonly needed: number }
	| { readonly why: "notJson" }
	| { readonly why: "unknownVersion"; readonly version: number }
	| { readonly why: "fields"; readonly at: string }
	/** A first root that does not hash to what the enrolment code says. */
	| { readonly why: "pin" }
	/** Of another venue. */
	| { readonly why: "foreign"; readonly venue: number }
	/** A root that is not the very next one. */
	| { readonly why: "skipped"; readonly version: number; readonly expected: number }
	/** Older than what is held; `of` says which document, for a timestamp names them all. */
	| { readonly why: "rollback"; readonly of: DocumentName; readonly version: number; readonly held: number }
	/** The version held, with other bytes: its signer has signed two. */
	| { readonly why: "equivocal"; readonly of: DocumentName; readonly version: number }
	/** The timestamp was made under a root that has yet to be taken. */
	| { readonly why: "rootBehind"; readonly version: number; readonly held: number }
	/** A timestamp that would live longer than a day. */
	| { readonly why: "lifetime"; readonly mostMs: number }
	/** It names more days than are kept. */
	| { readonly why: "tooManyDays"; readonly most: number }
	/** A day's first header fixes this for the day: rights would move, or rows lie elsewhere. */
	| { readonly why: "moved"; readonly field: "bucketBits" | "baseRoster" }
	| { readonly why: "noTimestamp" }
	/** The timestamp in force names another version or other bytes. */
	| { readonly why: "unnamed"; readonly version: number }
	| { readonly why: "rootExpired"; readonly expiredAtMs: number }
	| { readonly why: "timestampExpired"; readonly expiredAtMs: number }
	| { readonly why: "expired"; readonly expiredAtMs: number }
	| { readonly why: "fromTheFuture"; readonly issuedAtMs: number }
	/** The stored high-water marks cannot be read. */
	| { readonly why: "marks" }
);
