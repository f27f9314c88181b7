import type { Digest } from "../../../../core/identity.ts";
import { Envelope } from "../../../../core/trust/envelope.ts";
import type { DatabaseHandle } from "../database.ts";

export type DocumentKind = "timestamp" | "roster" | "revocations";

/** The newest signed document of a kind of one venue. `content` is what it says but for its version, to see what is new. */
export type StoredDocument = {
	readonly venue: number;
	readonly kind: DocumentKind;
	readonly version: number;
	readonly digest: Digest;
	readonly envelope: Envelope;
	readonly content: string;
	readonly issuedAt: number;
};

type StoredDocumentRow = Omit<StoredDocument, "envelope"> & { envelope: string };

export type Documents = ReturnType<typeof prepareDocuments>;

export function prepareDocuments(db: DatabaseHandle) {
	const find = db.prepare<{ venue: number; kind: DocumentKind }, StoredDocumentRow>(
		"SELECT * FROM documents WHERE venue = :venue AND kind = :kind",
	);
	const put = db.prepare<StoredDocumentRow>(`
		INSERT INTO documents (venue, kind, version, digest, envelope, content, issuedAt)
		VALUES (:venue, :kind, :version, :digest, :envelope, :content, :issuedAt)
		ON CONFLICT (venue, kind) DO UPDATE SET version = excluded.version, digest = excluded.digest,
			envelope = excluded.envelope, content = excluded.content, issuedAt = excluded.issuedAt
		WHERE excluded.version = documents.version + 1
	`);
	return {
		find(venue: number, kind: DocumentKind): StoredDocument | null {
			const row = find.get({ venue, kind });
			return row === undefined ? null : { ...row, envelope: Envelope.parse(JSON.parse(row.envelope)) };
		},
		put(document: StoredDocument): void {
			const { changes } = put.run({ ...document, envelope: JSON.stringify(document.envelope) });
			if (changes !== 1) throw new Error(`The ${document.kind} of venue ${document.venue} was signed twice at once.`);
		},
	};
}
