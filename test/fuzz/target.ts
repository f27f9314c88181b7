import { type Chance, mutate } from "./mutator.ts";

/** One decoder under fire. `decode` tells its outcome in a word or two; outcomes never seen before guide the search. */
export type Target = {
	readonly name: string;
	readonly samples: readonly Uint8Array[];
	readonly decode: (bytes: Uint8Array) => string;
	/** The outcome that only the unchanged samples may have; null where there is nothing to forge. */
	readonly admission: string | null;
};

export type Finding = {
	readonly target: string;
	readonly what: "threw" | "hung" | "admitted";
	readonly input: string;
	readonly said: string;
};
export type Fire = {
	readonly target: string;
	readonly executions: number;
	readonly outcomes: number;
	readonly slowestMs: number;
};

export const longestMs = 50;
const mostKept = 400;

/** Fires at a target until the time is up; inputs that led somewhere new are kept and mutated further. */
export function fireAt(target: Target, untilMs: number, chance: Chance, found: (finding: Finding) => void): Fire {
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
			if (tookMs > longestMs) tookMs = Math.min(tookMs, timeOf(target, input), timeOf(target, input));
			slowestMs = Math.max(slowestMs, tookMs);
			executions++;
			if (tookMs > longestMs) found({ target: target.name, what: "hung", input: hexOf(input), said: `${tookMs} ms` });
			if (outcome === target.admission && !known.has(hexOf(input))) {
				found({ target: target.name, what: "admitted", input: hexOf(input), said: outcome });
			}
			if (!outcomes.has(outcome)) {
				outcomes.add(outcome);
				if (corpus.length < mostKept) corpus.push(input);
			}
		}
	}
	return { target: target.name, executions, outcomes: outcomes.size, slowestMs };
}

function nextInput(corpus: readonly Uint8Array[], chance: Chance): Uint8Array {
	const pick = () => corpus[chance.below(corpus.length)] ?? new Uint8Array(0);
	return chance.below(20) === 0 ? chance.bytes(chance.below(600)) : mutate(pick(), pick(), chance);
}

function attempt(target: Target, input: Uint8Array, found: (finding: Finding) => void): string {
	try {
		return target.decode(input);
	} catch (error) {
		found({ target: target.name, what: "threw", input: hexOf(input), said: String(error) });
		return "threw";
	}
}

function timeOf(target: Target, input: Uint8Array): number {
	const before = performance.now();
	attempt(target, input, () => {});
	return performance.now() - before;
}

function hexOf(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString("hex");
}
