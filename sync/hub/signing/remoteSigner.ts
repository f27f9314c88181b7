import { type Envelope, payloadTypes, type Role, type Signatory } from "../../../core/trust/envelope.ts";
import type { Voucher } from "../../../core/voucher/voucher.ts";
import { HttpError, UnavailableError } from "../../httpError.ts";
import type { VerifiedRoot } from "../../keys/rootChain.ts";
import type { RootHistory } from "../../keys/rootHistory.ts";
import { createLruCache } from "../../lruCache.ts";
import type { SendSignerRequest, SignerResponseBody } from "../../signer/messages.ts";
import { type Signer, signJson, VersionAlreadySignedError } from "./signer.ts";

/** Members look at their passes again and again; their codes stay the same until the issuer's key changes. */
const mostCodes = 50_000;

/**
 * Asks the signer. Checkpoints and timestamps are signed here, with the hub's one key of its own: `timestampKey` finds the private half
 * of a key the root names for that role, or null.
 */
export function createRemoteSigner(
	ask: SendSignerRequest,
	roots: RootHistory,
	timestampKey: (role: Role) => Signatory | null,
): Signer {
	const codes = createLruCache<string>({ mostKeys: mostCodes });
	const timestampOf = ({ root }: VerifiedRoot): Signatory => {
		const signatory = timestampKey(root.roles.timestamp);
		if (signatory !== null) return signatory;
		const message = `The hub has no key that root ${root.version} names for timestamp. Put it into its folder keys/.`;
		throw new HttpError(422, "noKey", message);
	};
	let online = { of: roots.newest(), signatory: timestampOf(roots.newest()) };
	const onlineNow = (): Signatory => {
		const newest = roots.newest();
		if (online.of !== newest) online = { of: newest, signatory: timestampOf(newest) };
		return online.signatory;
	};
	const sealAway = async (type: string, document: unknown): Promise<Envelope> => {
		const told = await ask({ kind: "document", type, document });
		if (told.kind === "envelope") return told.envelope;
		throw toError(told);
	};
	return {
		async signVoucher(voucher) {
			const asked = pickVoucherFields(voucher);
			const name = JSON.stringify(asked);
			const known = codes.get(name);
			if (known !== undefined) return known;
			const of = roots.newest();
			const told = await ask({ kind: "voucher", voucher: asked });
			if (told.kind !== "code") throw toError(told);
			if (of === roots.newest()) codes.put(name, told.code);
			return told.code;
		},
		signAllocation: (header) => sealAway("allocation", header),
		signRoster: (roster) => sealAway("roster", roster),
		signRevocations: (revocations) => sealAway("revocations", revocations),
		signTimestamp: async (timestamp) => signJson(payloadTypes.timestamp, timestamp, onlineNow()),
		signCheckpoint: async (checkpoint) => signJson(payloadTypes.checkpoint, checkpoint, onlineNow()),
		async adoptRoot(root) {
			timestampOf(root);
			const told = await ask({ kind: "root", root: root.envelope });
			if (told.kind !== "root" || told.rootVersion !== root.root.version) throw toError(told);
			codes.clear();
		},
	};
}

/** The voucher and nothing else: the hub's records have more, which is not the signer's to know. */
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

function toError(told: SignerResponseBody): Error {
	if (told.kind !== "refused") return new Error(`The signer answered with ${told.kind}, which was not asked for.`);
	const { code, message, held, retryAfterMs } = told;
	switch (code) {
		case "tooMany":
			return new UnavailableError("signerBusy", message, Math.max(1, Math.ceil((retryAfterMs ?? 1000) / 1000)));
		case "cannotRecord":
			return new UnavailableError("signerCannotRecord", message, 5);
		case "oldVersion":
			return new VersionAlreadySignedError(message, held ?? 0);
		case "outsideLimits":
		case "noKey":
		case "rootUnfit":
			return new HttpError(422, code, message);
		case "malformed":
		case "unsound":
			return new Error(message);
	}
}
