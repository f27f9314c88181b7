import type { Envelope } from "../../core/trust/envelope.ts";
import { HttpError } from "../httpError.ts";
import { checkSuccessor, type VerifiedRoot, verifyChain } from "./rootChain.ts";

/** Every root that was ever in force at this hub, from the first to the newest. */
export type RootHistory = {
	readonly newest: () => VerifiedRoot;
	readonly find: (version: number) => VerifiedRoot | null;
	readonly all: () => readonly VerifiedRoot[];
	/** The root that may follow the newest. The root in force is accepted again. Throws HttpError for any other. */
	readonly checkNext: (envelope: Envelope, nowMs: number) => VerifiedRoot;
	/** Puts a checked root in force: saved first, then visible. */
	readonly append: (root: VerifiedRoot) => void;
};

/** `keep` saves a root durably before it is in force. */
export function openRootHistory(
	envelopes: readonly Envelope[],
	keep: (version: number, envelope: Envelope) => void = () => {},
): RootHistory {
	const taken = [...verifyChain(envelopes)];
	const newest = (): VerifiedRoot => {
		const last = taken.at(-1);
		if (last === undefined) throw new Error("This hub has no root.");
		return last;
	};
	return {
		newest,
		find: (version) => taken[version - 1] ?? null,
		all: () => taken,
		checkNext(envelope, nowMs) {
			const held = newest();
			if (envelope.payload === held.envelope.payload) return held;
			const following = checkSuccessor(held, envelope);
			if (following.kind === "unfit") {
				throw new HttpError(422, "rootUnfit", `This root is not put in force: ${following.why}.`);
			}
			if (nowMs < following.next.root.expiresAt) return following.next;
			throw new HttpError(422, "rootExpired", "This root is not put in force: it has expired. Propose a new one.");
		},
		append(root) {
			const { version } = newest().root;
			if (root.root.version === version) return;
			if (root.root.version !== version + 1) throw new Error(`Root ${root.root.version} does not follow ${version}.`);
			keep(root.root.version, root.envelope);
			taken.push(root);
		},
	};
}
