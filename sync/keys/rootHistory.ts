import type { Envelope } from "../../core/trust/envelope.ts";
import { checkSuccessor, type InvalidRoot, type VerifiedRoot, verifyChain } from "./rootChain.ts";

export type ExpiredRoot = { readonly kind: "expired" };

/** Every root that was ever in force at this hub, from the first to the newest. */
export type RootHistory = {
	readonly newest: () => VerifiedRoot;
	readonly find: (version: number) => VerifiedRoot | null;
	readonly all: () => readonly VerifiedRoot[];
	/** The root that may follow the newest, or why this one may not. The root in force is accepted again. */
	readonly checkNext: (envelope: Envelope, nowMs: number) => VerifiedRoot | InvalidRoot | ExpiredRoot;
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
			if (following.kind === "unfit") return following;
			return nowMs < following.next.root.expiresAt ? following.next : { kind: "expired" };
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
