import { Envelope } from "../../../../core/trust/envelope.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import { toJson } from "../database/json.ts";
import type { DocumentKind, Documents, StoredDocument } from "../documents.ts";

type StoredDocumentRow = Omit<StoredDocument, "envelope"> & { envelope: string };

export function prepareDocuments(db: WritableDatabase): Documents {
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
	const latestIssued = db.prepare<[], number | null>("SELECT MAX(issuedAt) FROM documents").pluck();
	const markAsOld = db.prepare<{ nowMs: number }>("UPDATE documents SET issuedAt = 0 WHERE issuedAt > :nowMs");
	return {
		find(venue, kind) {
			const row = find.get({ venue, kind });
			return row === undefined ? null : { ...row, envelope: Envelope.parse(JSON.parse(row.envelope)) };
		},
		put(document) {
			const written = put.run({ ...document, envelope: toJson(Envelope, document.envelope) });
			assertOneChange(`version ${document.version} of the ${document.kind} of venue ${document.venue}`, written);
		},
		latestIssuedMs: () => latestIssued.get() ?? null,
		markIssuedAfterAsOld(nowMs) {
			markAsOld.run({ nowMs });
		},
	};
}
