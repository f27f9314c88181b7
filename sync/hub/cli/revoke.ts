import { z } from "zod";
import { type Command, type Given, Misuse, wholeNumber } from "./command.ts";
import { ask, hubOptions, json } from "./request.ts";

const RevokedVoucher = z.object({
	venue: z.number(),
	day: z.string(),
	row: z.string(),
	leastIssue: z.number().nullable(),
});
const RevokedKiosk = z.object({ venue: z.number(), kiosk: z.string(), incarnation: z.number(), lastSeq: z.number() });

export const revoke: Command = {
	name: "revoke",
	operands: ["voucher|kiosk", "NAME"],
	summary: "take a booking's voucher or a window back; windows hear of it before anything else",
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
		if (why === null) throw new Misuse("Say why, for those who read it later: --why TEXT.");
		if (what === "voucher") return await revokeVoucher(given, name, why);
		if (what === "kiosk") return await revokeKiosk(given, name, why);
		throw new Misuse(`What is revoked is a voucher or a kiosk, not “${what}”.`);
	},
};

async function revokeVoucher(given: Given, booking: string, why: string) {
	const below = given.option("below");
	const leastIssue = below === null ? null : wholeNumber(below, "An issue");
	const answer = await ask(given, RevokedVoucher, "/v1/revocations/vouchers", json({ booking, leastIssue, why }));
	const text =
		answer.leastIssue === null
			? `The voucher of ${booking} is good nowhere any more.`
			: `Of the vouchers of ${booking}, those below issue ${answer.leastIssue} are good no more.`;
	return { json: answer, text };
}

async function revokeKiosk(given: Given, kiosk: string, why: string) {
	const last = given.option("last-line");
	const lastSeq = last === null ? null : wholeNumber(last, "A line");
	const path = `/v1/revocations/kiosks/${encodeURIComponent(kiosk)}`;
	const answer = await ask(given, RevokedKiosk, path, json({ lastSeq, why }));
	const text = `The window ${kiosk} admits nobody any more; its journal counts through line ${answer.lastSeq}.`;
	return { json: answer, text };
}
