import { z } from "zod";
import type { Command } from "./command.ts";
import { hubAddressOf, hubOptions, requestHub } from "./request.ts";

const Problem = z.looseObject({ code: z.string(), severity: z.string(), message: z.string() });
const Health = z.looseObject({ ok: z.boolean(), problems: z.array(Problem) });

export const healthCommand: Command = {
	name: "health",
	operands: [],
	summary: "say whether the hub can do its work and what it lacks; exit code 1 where it lacks something",
	options: hubOptions,
	example: "pailou health",
	async run(given) {
		const answer = await requestHub(given, Health, "/v1/health");
		const lines = answer.problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
		const text = answer.ok ? `The hub at ${hubAddressOf(given)} lacks nothing.` : lines.join("\n");
		return { json: answer, text, exitCode: answer.ok ? 0 : 1 };
	},
};
