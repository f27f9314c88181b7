import { type Envelope, payloadTypes, type Role, type Signatory } from "../../../core/trust/envelope.ts";
import type { Voucher } from "../../../core/voucher/voucher.ts";
import type { VerifiedRoot } from "../../keys/rootChain.ts";
import type { RootHistory } from "../../keys/rootHistory.ts";
import { createLruCache } from "../../lruCache.ts";
import type { SendSignerRequest, SignerAnswer } from "../../signer/messages.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { type Signer, signJson } from "./signer.ts";

/** Members open their passes often, and a code stays the same until the issuer's key changes. */
const mostCodes = 50_000;

/**
 * A signer that sends requests to the signer's process. Checkpoints, timestamps and the time are signed here with the hub's only
 * key: `timestampKey` finds the private half of a key that the root names for timestamp, or null. Refuses with `noKey`
 * where the hub has no such key.
 */
export function createRemoteSigner(
	ask: SendSignerRequest,
	roots: RootHistory,
	timestampKey: (role: Role) => Signatory | null,
): Signer | Refusal {
	const codes = createLruCache<string>({ mostKeys: mostCodes });
	const findTimestampKey = ({ root }: VerifiedRoot): Signatory | Refusal => {
		const message = `The hub has no key that root ${root.version} names for timestamp. Put it into its folder keys/.`;
		return timestampKey(root.roles.timestamp) ?? refuse("noKey", message);
	};
	const first = findTimestampKey(roots.newest());
	if (isRefusal(first)) return first;
	let current = { root: roots.newest(), key: first };
	const currentTimestampKey = (): Signatory => {
		const root = roots.newest();
		if (current.root === root) return current.key;
		const key = findTimestampKey(root);
		// adoptRoot refuses such a root, so it is never appended to the history.
		if (isRefusal(key)) throw new Error(key.message);
		current = { root, key };
		return key;
	};
	const signDocument = async (type: string, document: unknown): Promise<Envelope | Refusal> => {
		const answer = await ask({ kind: "document", type, document });
		return answer.kind === "envelope" ? answer.envelope : toRefusal(answer);
	};
	return {
		async signVoucher(voucher) {
			const fields = pickVoucherFields(voucher);
			const name = JSON.stringify(fields);
			const known = codes.get(name);
			if (known !== undefined) return known;
			const root = roots.newest();
			const answer = await ask({ kind: "voucher", voucher: fields });
			if (answer.kind !== "code") return toRefusal(answer);
			if (root === roots.newest()) codes.put(name, answer.code);
			return answer.code;
		},
		signAllocation: (header) => signDocument("allocation", header),
		signRoster: (roster) => signDocument("roster", roster),
		signRevocations: (revocations) => signDocument("revocations", revocations),
		signTimestamp: async (timestamp) => signJson(payloadTypes.timestamp, timestamp, currentTimestampKey()),
		signCheckpoint: async (checkpoint) => signJson(payloadTypes.checkpoint, checkpoint, currentTimestampKey()),
		signTime: async (time) => signJson(payloadTypes.time, time, currentTimestampKey()),
		async checkAvailable() {
			const answer = await ask({ kind: "hello" });
			return answer.kind === "hello" ? null : toRefusal(answer);
		},
		async adoptRoot(root) {
			const key = findTimestampKey(root);
			if (isRefusal(key)) return key;
			const answer = await ask({ kind: "root", root: root.envelope });
			if (answer.kind !== "root" || answer.rootVersion !== root.root.version) return toRefusal(answer);
			codes.clear();
			return null;
		},
	};
}

/** Only the voucher's own fields: the signer must not learn the rest of the hub's record. */
function pickVoucherFields({
	id,
	rotating,
	venue,
	activity,
	session,
	party,
	issue,
	notBefore,
	notAfter,
}: Voucher): Voucher {
	return { id, rotating, venue, activity, session, party, issue, notBefore, notAfter };
}

/** Throws where the answer is not one to this request, or the signer calls the request malformed: a fault of our own. */
function toRefusal(answer: SignerAnswer): Refusal {
	if (answer.kind === "unavailable") {
		const message = "The hub's signer does not answer just now, so nothing can be signed. Try again in a few seconds.";
		return refuse("signerAway", message, { retryAfterS: 3 });
	}
	if (answer.kind !== "refused") throw new Error(`The signer answered with ${answer.kind}, which was not asked for.`);
	const { code, message, held, retryAfterMs } = answer;
	switch (code) {
		case "tooMany":
			return refuse("signerBusy", message, { retryAfterS: Math.max(1, Math.ceil((retryAfterMs ?? 1000) / 1000)) });
		case "cannotRecord":
			return refuse("signerCannotRecord", message, { retryAfterS: 5 });
		case "oldVersion":
			return refuse("versionSigned", message, { signedVersion: held ?? 0 });
		case "outsideLimits":
		case "noKey":
		case "rootUnfit":
			return refuse(code, message);
		case "malformed":
		case "unsound":
			throw new Error(message);
	}
}
