/** The documents a kiosk holds, as rejections name them. */
export type DocumentName = "root" | "timestamp" | "roster" | "revocations" | "allocation";

/** Why a signed document is not accepted. Each malformed form and each attack has its own name. */
export type Rejection = { readonly kind: "untrusted" } & (
	| { readonly why: "notAnEnvelope"; readonly at: string }
	| { readonly why: "tooLarge"; readonly mostBytes: number }
	/** Of another payload type than expected. */
	| { readonly why: "type" }
	/** The payload or a signature is not base64. */
	| { readonly why: "encoding" }
	/** Too few different keys of the role in force have signed. */
	| { readonly why: "threshold"; readonly signed: number; readonly needed: number }
	/** A new root without enough signatures by its own keys. */
	| { readonly why: "ownThreshold"; readonly signed: number; readonly needed: number }
	| { readonly why: "notJson" }
	| { readonly why: "unknownVersion"; readonly version: number }
	| { readonly why: "fields"; readonly at: string }
	/** A first root that does not hash to the pin of the enrolment code. */
	| { readonly why: "pin" }
	/** Of another venue. */
	| { readonly why: "foreign"; readonly venue: number }
	/** A root that is not the next version. */
	| { readonly why: "skipped"; readonly version: number; readonly expected: number }
	/** Older than what is held; `of` says which document, because a timestamp names them all. */
	| { readonly why: "rollback"; readonly of: DocumentName; readonly version: number; readonly held: number }
	/** The held version with other bytes: its signer equivocates. */
	| { readonly why: "equivocal"; readonly of: DocumentName; readonly version: number }
	/** The timestamp was made under a root that is not accepted yet. */
	| { readonly why: "rootBehind"; readonly version: number; readonly held: number }
	/** A timestamp valid for longer than a day. */
	| { readonly why: "lifetime"; readonly mostMs: number }
	/** It names more days than are stored. */
	| { readonly why: "tooManyDays"; readonly most: number }
	/** The day's first header fixes this field for the day: otherwise rights or rows would move. */
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
