import type { Envelope } from "../../core/trust/envelope.ts";
import { Refused } from "../refused.ts";
import { follow, followAll, type TakenRoot } from "./rootChain.ts";

/** Every root this hub ever had in force, the first to the newest. */
export type Roots = {
	readonly newest: () => TakenRoot;
	readonly of: (version: number) => TakenRoot | null;
	readonly all: () => readonly TakenRoot[];
	/** The root that may follow the newest, or a refusal. The one in force may come again. */
	readonly judge: (envelope: Envelope, nowMs: number) => TakenRoot;
	/** Puts a judged root in force: kept first, then told. */
	readonly take: (root: TakenRoot) => void;
};

/** `keep` makes a root durable before anyone is told of it. */
export function openRoots(
	envelopes: readonly Envelope[],
	keep: (version: number, envelope: Envelope) => void = () => {},
): Roots {
	const taken = [...followAll(envelopes)];
	const newest = (): TakenRoot => {
		const last = taken.at(-1);
		if (last === undefined) throw new Error("This hub has no root.");
		return last;
	};
	return {
		newest,
		of: (version) => taken[version - 1] ?? null,
		all: () => taken,
		judge(envelope, nowMs) {
			const held = newest();
			if (envelope.payload === held.envelope.payload) return held;
			const following = follow(held, envelope);
			if (following.kind === "unfit") {
				throw new Refused(422, "rootUnfit", `This root is not put in force: ${following.why}.`);
			}
			if (nowMs < following.next.root.expiresAt) return following.next;
			throw new Refused(422, "rootExpired", "This root is not put in force: it has expired. Propose a new one.");
		},
		take(root) {
			const { version } = newest().root;
			if (root.root.version === version) return;
			if (root.root.version !== version + 1) throw new Error(`Root ${root.root.version} does not follow ${version}.`);
			keep(root.root.version, root.envelope);
			taken.push(root);
		},
	};
}
