import type { Day } from "../../../core/identity.ts";
import { type Envelope, openEnvelope, type PayloadType, payloadTypes } from "../../../core/trust/envelope.ts";
import type { Revocations } from "../../../core/trust/revocations.ts";
import type { Roster } from "../../../core/trust/roster.ts";
import { mostTimestampLifetimeMs, renewTimestampAfterMs, type Timestamp } from "../../../core/trust/timestamp.ts";
import { crypto } from "../../crypto/signature.ts";
import { createKeyedMutex } from "../../mutex.ts";
import type { HubContext } from "../context.ts";
import { payloadDigest, signNextVersion } from "../signing/signer.ts";
import type { DocumentKind, StoredDocument } from "../store/documents.ts";

/** What a venue's kiosks are to believe now. Made when it is asked for, signed anew only when it says something new or grows old. */
export type SignedDocuments = { readonly [K in DocumentKind]: (venue: number) => Promise<Envelope> };

export function createSignedDocuments(hub: HubContext): SignedDocuments {
	const { store, signer, clock } = hub;
	// Two requests at once must not sign two documents of one version.
	const inTurn = createKeyedMutex<number>();

	async function renew(
		venue: number,
		kind: DocumentKind,
		content: string,
		isOld: (last: StoredDocument) => boolean,
		sign: (version: number, issuedAt: number) => Promise<Envelope>,
	): Promise<StoredDocument> {
		const last = store.documents.find(venue, kind);
		if (last !== null && last.content === content && !isOld(last)) return last;
		const version = (last?.version ?? 0) + 1;
		const issuedAt = clock.nowMs();
		const { envelope, signed } = await signNextVersion(version, (next) => sign(next, issuedAt));
		const next = { venue, kind, version: signed, digest: payloadDigest(envelope), envelope, content, issuedAt };
		store.documents.put(next);
		return next;
	}

	/** After a rotation nobody believes what the old key signed. The timestamp names its root, and so is renewed anyway. */
	function isOfOldKey({ envelope }: StoredDocument, payloadType: PayloadType, role: "roster" | "allocator"): boolean {
		return openEnvelope(envelope, payloadType, hub.roots.newest().root.roles[role], crypto).kind === "untrusted";
	}

	function roster(venue: number): Promise<StoredDocument> {
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

	function revocations(venue: number): Promise<StoredDocument> {
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

	async function timestamp(venue: number): Promise<StoredDocument> {
		const [windows, revoked] = [await roster(venue), await revocations(venue)];
		const named: Omit<Timestamp, "v" | "venue" | "version" | "issuedAt" | "expiresAt"> = {
			root: hub.roots.newest().root.version,
			roster: { epoch: windows.version, hash: windows.digest },
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

	function known(venue: number): number {
		if (store.venues.find(venue) !== null) return venue;
		throw new Error(`Documents are to be signed for venue ${venue}, which is not in the programme.`);
	}

	return {
		timestamp: (venue) => inTurn(known(venue), async () => (await timestamp(venue)).envelope),
		roster: (venue) => inTurn(known(venue), async () => (await roster(venue)).envelope),
		revocations: (venue) => inTurn(known(venue), async () => (await revocations(venue)).envelope),
	};
}
