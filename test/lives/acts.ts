import type { CallName } from "../../core/contract/contract.ts";
import { defaultSettings, type Settings } from "../../core/contract/settings.ts";
import type { SeededRandom } from "../fuzz/mutator.ts";
import { codes } from "./lists.ts";

/** What a life remembers of its answers, so that later calls can name it. */
export type Memory = {
	readonly offers: string[];
	readonly lines: number[];
	/** What a clerk does next, ahead of anything random. */
	readonly next: Call[];
};

/** One call of the contract, as a page makes it. */
export type Call = { readonly name: CallName; readonly input: unknown };

type Chance = { readonly random: SeededRandom; readonly memory: Memory };
type MakeInput = (chance: Chance) => unknown;

function pick<T>({ random }: Pick<Chance, "random">, from: readonly T[]): T {
	return from[random.below(from.length)] as T;
}

const staff = ["1001", "1001", "1001", "1001", "1002", "9"];
const pins = ["271828", "271828", "271828", "271828", "271828", "314159"];
const credentials: MakeInput = (chance) => ({ staff: pick(chance, staff), pin: pick(chance, pins) });
const line: MakeInput = (chance) =>
	chance.random.below(3) > 0 ? (chance.memory.lines.at(-1 - chance.random.below(4)) ?? 1) : 1 + chance.random.below(60);
const offer: MakeInput = (chance) =>
	chance.random.below(8) > 0 ? (chance.memory.offers.at(-1 - chance.random.below(3)) ?? "none") : "none";

const otherSettings: readonly Partial<Settings>[] = [
	{},
	{ mode: "selfService" },
	{ printer: { kind: "system", name: "absent" } },
	{ printer: { kind: "system", name: null }, paper: 58 },
	{ language: "en", volume: 0, gunPrefix: "]Q1" },
];

/** A likely input for each call, and how often it is made. */
const inputs: { readonly [N in CallName]: readonly [often: number, make: MakeInput] } = {
	state: [1, () => undefined],
	enrol: [1, () => ({ code: "PLX1-NONE" })],
	confirmTime: [
		1,
		(chance) => ({
			nowMs: 1_790_800_000_000 + chance.random.below(200_000_000),
			by: chance.random.below(2) === 0 ? null : credentials(chance),
		}),
	],
	scan: [
		14,
		(chance) => ({
			text: chance.random.below(12) === 0 ? pick(chance, ["", "rubbish", "PL1:\u0000"]) : pick(chance, codes),
			source: pick(chance, ["camera", "wedge", "serial", "typed"]),
		}),
	],
	number: [
		2,
		(chance) => ({ number: pick(chance, ["4711", "000000000", "12-34"]), card: pick(chance, ["1234", "0000"]) }),
	],
	admit: [10, (chance) => ({ offer: offer(chance), persons: 1 + chance.random.below(6) })],
	override: [
		3,
		(chance) => ({
			offer: offer(chance),
			persons: 1 + chance.random.below(6),
			why: pick(chance, ["listTooOld", "phoneFailed", "lateByOurFault", "unionConfirmed"]),
			by: credentials(chance),
		}),
	],
	voidLine: [
		8,
		(chance) => ({
			line: line(chance),
			...(chance.random.below(3) === 0 ? { persons: 1 + chance.random.below(4) } : {}),
			why: pick(chance, ["wrongNumber", "other"]),
			by: credentials(chance),
		}),
	],
	lookUp: [2, (chance) => ({ card: pick(chance, ["1234", "0000", "5555"]) })],
	openShift: [5, (chance) => ({ staff: pick(chance, staff) })],
	closeShift: [5, (chance) => ({ stubs: pick(chance, [null, 0, 100_000]) })],
	setSupervisor: [
		4,
		(chance) => ({
			staff: pick(chance, staff),
			pin: pick(chance, ["271828", "271828", "111111", null]),
			by: chance.random.below(2) === 0 ? null : credentials(chance),
		}),
	],
	callStaff: [2, (chance) => ({ is: pick(chance, ["wanted", "settled"]) })],
	cameraIs: [1, (chance) => ({ trouble: pick(chance, [null, "absent"]) })],
	rate: [1, (chance) => ({ line: line(chance), rating: 1 + chance.random.below(5) })],
	printAgain: [2, (chance) => ({ line: line(chance) })],
	settleTicket: [
		1,
		(chance) => ({
			line: line(chance),
			incarnation: 1 + chance.random.below(2),
			isThere: chance.random.below(2) === 0,
		}),
	],
	openSetup: [2, (chance) => ({ by: credentials(chance) })],
	closeSetup: [1, () => undefined],
	changeSettings: [2, (chance) => ({ ...defaultSettings, ...pick(chance, otherSettings) })],
	devices: [1, () => undefined],
	testPrint: [1, () => undefined],
	takeFile: [1, () => ({ path: "/nowhere/lists.pailou" })],
	putJournal: [1, () => ({ volume: "/nowhere" })],
	putDiagnostics: [1, () => ({ volume: "/nowhere" })],
	leaveKiosk: [1, () => undefined],
	changeHub: [1, () => ({ address: "https://other.invalid" })],
	dropTickets: [1, () => undefined],
	findAdmissions: [
		2,
		(chance) =>
			pick(chance, [
				{ by: "recent" },
				{ by: "line", line: line(chance) },
				{ by: "card", card: "1234" },
				{ by: "code", text: pick(chance, codes) },
			]),
	],
	inspectCode: [1, (chance) => ({ text: pick(chance, codes) })],
	printRuler: [1, () => undefined],
	// With no hub it only fails; the uploads of the loops do the same.
	syncNow: [0, () => undefined],
};

const often: readonly CallName[] = Object.entries(inputs).flatMap(([name, [times]]) =>
	Array.from({ length: times }, () => name as CallName),
);

const oddValues: readonly unknown[] = [
	undefined,
	null,
	-1,
	1.5,
	Number.NaN,
	2 ** 53,
	"",
	"\ud800",
	"x".repeat(5000),
	[],
	{},
	{ __proto__: null },
	{ offer: 1, persons: "1" },
	{ text: "\u202e", source: "camera" },
];

/** A clerk opens a shift after an admission, takes the admission back and closes the shift. */
export function voidInNewShift(line: number): readonly Call[] {
	const by = { staff: "1001", pin: "271828" };
	return [
		{ name: "openShift", input: { staff: "1001" } },
		{ name: "voidLine", input: { line, why: "wrongVoucher", by } },
		{ name: "closeShift", input: { stubs: 0 } },
	];
}

/** The next call: mostly a likely one, now and then one with an odd input or field. */
export function makeCall(random: SeededRandom, memory: Memory): Call {
	const due = memory.next.shift();
	if (due !== undefined) return due;
	const chance = { random, memory };
	const name = pick(chance, often);
	if (random.below(25) === 0) return { name, input: pick(chance, oddValues) };
	const input = inputs[name][1](chance);
	if (random.below(25) > 0 || typeof input !== "object" || input === null) return { name, input };
	const field = pick(chance, Object.keys(input));
	return { name, input: { ...input, [field]: pick(chance, oddValues) } };
}
