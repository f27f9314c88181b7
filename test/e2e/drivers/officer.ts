import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { KioskId } from "../../../core/identity.ts";
import { readEntry } from "../../readEntry.ts";
import type { RunningHub } from "./runningHub.ts";

const Booking = z.object({
	booking: z.string(),
	venue: z.number(),
	party: z.number(),
	state: z.string(),
	/** Empty unless the voucher is live. */
	code: z
		.string()
		.nullable()
		.transform((code) => code ?? ""),
	rotating: z.boolean(),
	pass: z.string(),
	number: z.string(),
	card: z.string().nullable(),
	seat: z.string().nullable(),
	session: z.object({ session: z.number(), startsAt: z.number(), admitFrom: z.number(), admitUntil: z.number() }),
});
export type Booking = z.infer<typeof Booking>;
const Kiosk = z.object({ kiosk: KioskId, venue: z.number(), label: z.string() });
const JournalLine = z.object({ seq: z.number(), line: z.string() });

/** The union's officer: calls the hub's API with the token in the hub's folder. */
export type Officer = {
	readonly bookings: (query: Readonly<Record<string, string | number>>) => Promise<readonly Booking[]>;
	readonly enrolmentCode: (venue: number, label: string) => Promise<string>;
	readonly lines: () => Promise<readonly ReturnType<typeof readEntry>[]>;
	readonly conflicts: () => Promise<number>;
};

export function openOfficer(hub: RunningHub): Officer {
	const token = readFileSync(join(hub.folder, "officer.token"), "utf8").trim();

	async function request<T>(path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
		const answer = await fetch(hub.address + path, {
			method: body === undefined ? "GET" : "POST",
			headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
			...(body && { body: JSON.stringify(body) }),
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return schema.parse(await answer.json());
	}

	return {
		async bookings(query) {
			const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
			return (await request(`/v1/bookings?${parameters}`, z.object({ bookings: z.array(Booking) }))).bookings;
		},
		async enrolmentCode(venue, label) {
			return (await request("/v1/enrolment-codes", z.object({ code: z.string() }), { venue, label })).code;
		},
		async lines() {
			const { kiosks } = await request("/v1/kiosks", z.object({ kiosks: z.array(Kiosk) }));
			const journals = await Promise.all(
				kiosks.map(({ kiosk }) =>
					request(`/v1/journals/${kiosk}?limit=1000`, z.object({ lines: z.array(JournalLine) })),
				),
			);
			return journals.flatMap(({ lines }) => lines.map(({ line }) => readEntry(line)));
		},
		async conflicts() {
			return (await request("/v1/conflicts", z.object({ conflicts: z.array(z.unknown()) }))).conflicts.length;
		},
	};
}
