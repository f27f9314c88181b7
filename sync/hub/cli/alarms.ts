import { z } from "zod";
import { type Command, wholeNumber } from "./command.ts";
import { ask, hubOptions } from "./request.ts";
import { moment, table } from "./table.ts";

const Side = z.looseObject({
	heardAt: z.number(),
	signed: z.string(),
	signature: z.string().nullable(),
	kind: z.string().nullable(),
	at: z.number().nullable(),
});
const Alarm = z.looseObject({
	alarm: z.number(),
	kind: z.string(),
	message: z.string(),
	advice: z.string(),
	kiosk: z.string(),
	venue: z.number(),
	isFilled: z.boolean(),
	firstAt: z.number(),
	lastAt: z.number(),
	times: z.number(),
	batch: z.string().nullable(),
	sent: Side,
	contradicts: Side.nullable(),
});
const Alarms = z.looseObject({ alarms: z.array(Alarm) });
const One = z.looseObject({ alarm: Alarm });
const Batch = z.looseObject({ lines: z.number(), sha256: z.string() });

export const alarms: Command = {
	name: "alarms",
	operands: [],
	summary: "show what is wrong with windows' journals",
	options: hubOptions,
	example: "pailou alarms",
	async run(given) {
		const answer = await ask(given, Alarms, "/v1/alarms");
		const rows = answer.alarms.map(({ alarm, lastAt, kind, times, message, isFilled }) => [
			String(alarm),
			moment(lastAt),
			isFilled ? `${kind} (filled)` : kind,
			`×${times}`,
			message,
		]);
		const text = table(["alarm", "last", "kind", "times", "what"], rows, "No alarms.");
		return { json: answer, text: rows.length === 0 ? text : `${text}\nOne with its evidence: pailou alarm N` };
	},
};

export const alarm: Command = {
	name: "alarm",
	operands: ["N"],
	summary: "show one alarm: what it means, what to do, and the signed lines that prove it",
	options: hubOptions,
	example: "pailou alarm 3",
	async run(given) {
		const number = wholeNumber(given.operands[0] ?? "", "An alarm");
		const answer = await ask(given, One, `/v1/alarms/${number}`);
		const { kind, message, advice, kiosk, venue, firstAt, lastAt, times, batch, sent, contradicts } = answer.alarm;
		const text = [
			`Alarm ${number}, ${kind}: ${message}`,
			advice,
			`Window ${kiosk} of venue ${venue}; first ${moment(firstAt)}, last ${moment(lastAt)}, ${times} in all.`,
			...(batch === null ? [] : [batchSentence(batch)]),
			...tellSide("What was sent", sent),
			...(contradicts === null ? [] : tellSide("What the hub held", contradicts)),
		].join("\n");
		return { json: answer, text };
	},
};

function batchSentence(text: string): string {
	const { lines, sha256 } = Batch.parse(JSON.parse(text));
	return `It came in a batch of ${lines} lines whose SHA-256 is ${sha256}.`;
}

function tellSide(title: string, { heardAt, signed, signature, kind, at }: z.infer<typeof Side>): readonly string[] {
	const said = kind === null ? "" : `: ${kind}${at === null ? "" : `, written ${moment(at)} by its own clock`}`;
	return [
		"",
		`${title}, heard ${moment(heardAt)}${said}`,
		`  ${signed}`,
		`  signature: ${signature ?? "none that can be read"}`,
	];
}
