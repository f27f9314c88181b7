import { z } from "zod";
import { type Command, parseWholeNumber } from "./command.ts";
import { hubOptions, requestHub } from "./request.ts";
import { formatTable, formatTime, printable } from "./table.ts";

const Evidence = z.looseObject({
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
	sent: Evidence,
	contradicts: Evidence.nullable(),
});
const Alarms = z.looseObject({ alarms: z.array(Alarm) });
const SingleAlarm = z.looseObject({ alarm: Alarm });
const Batch = z.looseObject({ lines: z.number(), sha256: z.string() });

export const alarmsCommand: Command = {
	name: "alarms",
	operands: [],
	summary: "show the alarms about kiosks' journals",
	options: hubOptions,
	example: "pailou alarms",
	async run(given) {
		const answer = await requestHub(given, Alarms, "/v1/alarms");
		const rows = answer.alarms.map(({ alarm, lastAt, kind, times, message, isFilled }) => [
			String(alarm),
			formatTime(lastAt),
			isFilled ? `${kind} (filled)` : kind,
			`×${times}`,
			message,
		]);
		const text = formatTable(["alarm", "last", "kind", "times", "what"], rows, "No alarms.");
		return { json: answer, text: rows.length === 0 ? text : `${text}\nOne with its evidence: pailou alarm N` };
	},
};

export const alarmCommand: Command = {
	name: "alarm",
	operands: ["N"],
	summary: "show one alarm: what it means, what to do, and the signed lines that prove it",
	options: hubOptions,
	example: "pailou alarm 3",
	async run(given) {
		const number = parseWholeNumber(given.operands[0] ?? "", "An alarm");
		const answer = await requestHub(given, SingleAlarm, `/v1/alarms/${number}`);
		const { kind, message, advice, kiosk, venue, firstAt, lastAt, times, batch, sent, contradicts } = answer.alarm;
		const text = [
			`Alarm ${number}, ${kind}: ${message}`,
			advice,
			`Window ${kiosk} of venue ${venue}; first ${formatTime(firstAt)}, last ${formatTime(lastAt)}, ${times} in all.`,
			...(batch === null ? [] : [batchSentence(batch)]),
			...describeEvidence("What was sent", sent),
			...(contradicts === null ? [] : describeEvidence("What the hub held", contradicts)),
		].join("\n");
		return { json: answer, text };
	},
};

function batchSentence(text: string): string {
	const { lines, sha256 } = Batch.parse(JSON.parse(text));
	return `It came in a batch of ${lines} lines whose SHA-256 is ${sha256}.`;
}

function describeEvidence(
	title: string,
	{ heardAt, signed, signature, kind, at }: z.infer<typeof Evidence>,
): readonly string[] {
	const said =
		kind === null ? "" : `: ${printable(kind)}${at === null ? "" : `, written ${formatTime(at)} by its own clock`}`;
	return [
		"",
		`${title}, heard ${formatTime(heardAt)}${said}`,
		`  ${printable(signed)}`,
		`  signature: ${signature === null ? "none that can be read" : printable(signature)}`,
	];
}
