import type { Day } from "../../../core/identity.ts";
import { type Envelope, openEnvelope, type PayloadType, payloadTypes } from "../../../core/trust/envelope.ts";
import type { Revocations } from "../../../core/trust/revocations.ts";
import type { Roster } from "../../../core/trust/roster.ts";
import { mostTimestampLifetimeMs, renewTimestampAfterMs, type Timestamp } from "../../../core/trust/timestamp.ts";
import { crypto } from "../../crypto/signature.ts";
import { createKeyedMutex } from "../../mutex.ts";
import type { HubContext } from "../context.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { payloadDigest, signNextVersion } from "../signing/signer.ts";
import type { DocumentKind, StoredDocument } from "../store/documents.ts";

/**
 * The documents that a venue's kiosks trust. Each is built when it is requested, and signed again only when its content
 * changed, its key was replaced, or it is about to expire. Refuses as the signer does.
 */
export type SignedDocuments = { readonly [K in DocumentKind]: (venue: number) => Promise<Envelope | Refusal> };

export function createSignedDocuments(hub: HubContext): SignedDocuments {
	const { store, signer, clock } = hub;
	// Two requests at once must not sign two documents of one version.
	const inTurn = createKeyedMutex<number>();

	async function renew(
		venue: number,
		kind: DocumentKind,
		content: string,
		isOld: (last: StoredDocument) => boolean,
		sign: (version: number, issuedAt: number) => Promise<Envelope | Refusal>,
	): Promise<StoredDocument | Refusal> {
		const last = store.documents.find(venue, kind);
		if (last !== null && last.content === content && !isOld(last)) return last;
		const version = (last?.version ?? 0) + 1;
		const issuedAt = clock.nowMs();
		const result = await signNextVersion(version, (next) => sign(next, issuedAt));
		if (isRefusal(result)) return result;
		const { envelope, signed } = result;
		const next = { venue, kind, version: signed, digest: payloadDigest(envelope), envelope, content, issuedAt };
		store.documents.put(next);
		return next;
	}

	/** After a rotation kiosks reject what the old key signed. The timestamp names its root, so it is renewed in any case. */
	function isOfOldKey({ envelope }: StoredDocument, payloadType: PayloadType, role: "roster" | "allocator"): boolean {
		return openEnvelope(envelope, payloadType, hub.roots.newest().root.roles[role], crypto).kind === "untrusted";
	}

	function roster(venue: number): Promise<StoredDocument | Refusal> {
		const kiosks: Roster["kiosks"] = store.kiosks
			.list()
			.filter((kiosk) => kiosk.venue === venue)
			.map(({ kiosk, incarnation, publicKey, label }) => ({
				kiosk,
				incarnation,
				publicKeys: [publicKey],
				label,
				address: null,
			}));
		const isOldRoster = (last: StoredDocument) => isOfOldKey(last, payloadTypes.roster, "roster");
		return renew(venue, "roster", JSON.stringify(kiosks), isOldRoster, (epoch) =>
			signer.signRoster({ v: 1, venue, epoch, kiosks }),
		);
	}

	function revocations(venue: number): Promise<StoredDocument | Refusal> {
		const vouchers = store.revocations
			.listVouchers(venue)
			.map(({ day, row, leastIssue }) => ({ day, row, leastIssue }));
		const kiosks = store.revocations
			.listKiosks(venue)
			.map(({ kiosk, incarnation, lastSeq }) => ({ kiosk, incarnation, lastSeq }));
		const list: Pick<Revocations, "vouchers" | "kiosks"> = { vouchers, kiosks };
		const isOldList = (last: StoredDocument) => isOfOldKey(last, payloadTypes.revocations, "allocator");
		return renew(venue, "revocations", JSON.stringify(list), isOldList, (version) =>
			signer.signRevocations({ v: 1, venue, version, ...list }),
		);
	}

	async function timestamp(venue: number): Promise<StoredDocument | Refusal> {
		const listed = await roster(venue);
		if (isRefusal(listed)) return listed;
		const revoked = await revocations(venue);
		if (isRefusal(revoked)) return revoked;
		const named: Omit<Timestamp, "v" | "venue" | "version" | "issuedAt" | "expiresAt"> = {
			root: hub.roots.newest().root.version,
			roster: { epoch: listed.version, hash: listed.digest },
			revocations: { version: revoked.version, hash: revoked.digest },
			days: store.allocations.listOpen(venue, clock.nowMs()).map(({ day, version }) => ({
				day,
				version,
				header: headerDigest(venue, day, version),
			})),
		};
		const isOld = ({ issuedAt }: StoredDocument) => Math.abs(clock.nowMs() - issuedAt) >= renewTimestampAfterMs;
		return renew(venue, "timestamp", JSON.stringify(named), isOld, (version, issuedAt) => {
			const expiresAt = issuedAt + mostTimestampLifetimeMs;
			return signer.signTimestamp({ v: 1, venue, version, issuedAt, expiresAt, ...named });
		});
	}

	function headerDigest(venue: number, day: Day, version: number) {
		const latest = store.allocations.findLatest(venue, day);
		if (latest === null || latest.version !== version)
			throw new Error(`The list of ${day} changed while it was named.`);
		return latest.digest;
	}

	const envelopeOf = (build: (venue: number) => Promise<StoredDocument | Refusal>) => (venue: number) => {
		if (store.venues.find(venue) === null) {
			throw new Error(`Documents are to be signed for venue ${venue}, which is not in the programme.`);
		}
		return inTurn(venue, async () => {
			const document = await build(venue);
			return isRefusal(document) ? document : document.envelope;
		});
	};

	return { timestamp: envelopeOf(timestamp), roster: envelopeOf(roster), revocations: envelopeOf(revocations) };
}
