import { z } from "zod";
import { type Command, parseWholeNumber, UsageError } from "./command.ts";
import { hubOptions, jsonBody, requestHub } from "./request.ts";
import { formatTime } from "./table.ts";

const NewCode = z.object({ code: z.string(), ticket: z.string(), expiresAtMs: z.number() });

export const enrolCommand: Command = {
	name: "enrol",
	operands: [],
	summary: "make a one-time code that enrols a device as a kiosk of a venue",
	options: [
		...hubOptions,
		{ name: "venue", value: "N", says: "the venue it stands in" },
		{ name: "label", value: "TEXT", says: "what the window is called" },
	],
	example: "pailou enrol --venue 1 --label '1 号窗口'",
	async run(given) {
		const venue = given.option("venue");
		const label = given.option("label");
		if (venue === null || label === null) throw new UsageError("A code needs --venue N and --label TEXT.");
		const answer = await requestHub(
			given,
			NewCode,
			"/v1/enrolment-codes",
			jsonBody({ venue: parseWholeNumber(venue, "A venue"), label }),
		);
		const text = `${answer.code}\nGood until ${formatTime(answer.expiresAtMs)}, for one device and three tries.`;
		return { json: answer, text };
	},
};
