import { mutate, type SeededRandom } from "./mutator.ts";

/** One decoder to fuzz. `decode` returns its outcome in a word or two; new outcomes guide the search. */
export type FuzzTarget = {
	readonly name: string;
	readonly samples: readonly Uint8Array[];
	readonly decode: (bytes: Uint8Array) => string;
	/** The outcome that only the unchanged samples may have; null where there is nothing to forge. */
	readonly forgedOutcome: string | null;
};

export type Finding = {
	readonly target: string;
	readonly what: "threw" | "hung" | "admitted";
	readonly input: string;
	readonly detail: string;
};
export type FuzzRun = {
	readonly target: string;
	readonly executions: number;
	readonly outcomes: number;
	readonly slowestMs: number;
};

export const hangLimitMs = 50;
const mostCorpusInputs = 400;

/** Runs a target on mutated inputs until the time is up; inputs with a new outcome are kept and mutated further. */
export function fuzzTarget(
	target: FuzzTarget,
	untilMs: number,
	chance: SeededRandom,
	found: (finding: Finding) => void,
): FuzzRun {
	const corpus = [...target.samples];
	const known = new Set(target.samples.map((sample) => Buffer.from(sample).toString("hex")));
	const outcomes = new Set<string>();
	let executions = 0;
	let slowestMs = 0;
	while (performance.now() < untilMs) {
		for (let i = 0; i < 100; i++) {
			const input = nextInput(corpus, chance);
			const before = performance.now();
			const outcome = attempt(target, input, found);
			let tookMs = performance.now() - before;
			// The machine pauses now and then; a decoder that hangs does so each time.
			if (tookMs > hangLimitMs) tookMs = Math.min(tookMs, measureMs(target, input), measureMs(target, input));
			slowestMs = Math.max(slowestMs, tookMs);
			executions++;
			if (tookMs > hangLimitMs)
				found({ target: target.name, what: "hung", input: hexOf(input), detail: `${tookMs} ms` });
			if (outcome === target.forgedOutcome && !known.has(hexOf(input))) {
				found({ target: target.name, what: "admitted", input: hexOf(input), detail: outcome });
			}
			if (!outcomes.has(outcome)) {
				outcomes.add(outcome);
				if (corpus.length < mostCorpusInputs) corpus.push(input);
			}
		}
	}
	return { target: target.name, executions, outcomes: outcomes.size, slowestMs };
}

function nextInput(corpus: readonly Uint8Array[], chance: SeededRandom): Uint8Array {
	const pick = () => corpus[chance.below(corpus.length)] ?? new Uint8Array(0);
	return chance.below(20) === 0 ? chance.bytes(chance.below(600)) : mutate(pick(), pick(), chance);
}

function attempt(target: FuzzTarget, input: Uint8Array, found: (finding: Finding) => void): string {
	try {
		return target.decode(input);
	} catch (error) {
		found({ target: target.name, what: "threw", input: hexOf(input), detail: String(error) });
		return "threw";
	}
}

function measureMs(target: FuzzTarget, input: Uint8Array): number {
	const before = performance.now();
	attempt(target, input, () => {});
	return performance.now() - before;
}

function hexOf(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString("hex");
}
