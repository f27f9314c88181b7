import { z } from "zod";
import { type Command, type ParsedArguments, parseWholeNumber, UsageError } from "./command.ts";
import { hubOptions, jsonBody, requestHub } from "./request.ts";

const RevokedVoucher = z.object({
	venue: z.number(),
	day: z.string(),
	row: z.string(),
	leastIssue: z.number().nullable(),
});
const RevokedKiosk = z.object({ venue: z.number(), kiosk: z.string(), incarnation: z.number(), lastSeq: z.number() });

export const revokeCommand: Command = {
	name: "revoke",
	operands: ["voucher|kiosk", "NAME"],
	summary: "revoke a booking's voucher or a kiosk; kiosks download revocations before anything else",
	options: [
		...hubOptions,
		{ name: "why", value: "TEXT", says: "the reason, kept with it" },
		{ name: "below", value: "ISSUE", says: "of a voucher: only the issues below this one" },
		{ name: "last-line", value: "SEQ", says: "of a window: the last line of its journal that still counts" },
	],
	example: "pailou revoke kiosk k0123456789ab --why 'stolen on 2 October'",
	async run(given) {
		const [what, name = ""] = given.operands;
		const why = given.option("why");
		if (why === null) throw new UsageError("Say why, for those who read it later: --why TEXT.");
		if (what === "voucher") return await revokeVoucher(given, name, why);
		if (what === "kiosk") return await revokeKiosk(given, name, why);
		throw new UsageError(`What is revoked is a voucher or a kiosk, not “${what}”.`);
	},
};

async function revokeVoucher(given: ParsedArguments, booking: string, why: string) {
	const below = given.option("below");
	const leastIssue = below === null ? null : parseWholeNumber(below, "An issue");
	const answer = await requestHub(
		given,
		RevokedVoucher,
		"/v1/revocations/vouchers",
		jsonBody({ booking, leastIssue, why }),
	);
	const text =
		answer.leastIssue === null
			? `The voucher of ${booking} is good nowhere any more.`
			: `Of the vouchers of ${booking}, those below issue ${answer.leastIssue} are good no more.`;
	return { json: answer, text };
}

async function revokeKiosk(given: ParsedArguments, kiosk: string, why: string) {
	const last = given.option("last-line");
	const lastSeq = last === null ? null : parseWholeNumber(last, "A line");
	const path = `/v1/revocations/kiosks/${encodeURIComponent(kiosk)}`;
	const answer = await requestHub(given, RevokedKiosk, path, jsonBody({ lastSeq, why }));
	const text = `The window ${kiosk} admits nobody any more; its journal counts through line ${answer.lastSeq}.`;
	return { json: answer, text };
}
