import { fromHex } from "../../../core/bytes/bytes.ts";
import { rotationStepAt, writeRotatingCode } from "../../../core/voucher/rotatingCode.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { cinemaBookings, cinemaProgramme } from "../hub/bookings/cinema.ts";
import { fetchPass, openTestHub, requestAsOfficer, type TestHub, uploadBookings } from "../hub/testHub.ts";

/** A member's phone with a pass open: it asks the hub once, and then makes codes by itself. */
export type TestPhone = {
	/** The page at a moment of the phone's own clock. */
	readonly codeAt: (phoneMs: number) => string;
	readonly staticCode: string;
};

/** A hub with one cinema, whose first screening honours only codes that rotate. */
export async function openRotatingCinema(): Promise<TestHub> {
	const hub = openTestHub();
	const programme = cinemaProgramme();
	for (const session of programme.days[0]?.sessions ?? []) session.rotating = session.session === 101;
	await requestAsOfficer(hub, "POST", "/v1/programmes", programme);
	await uploadBookings(hub, cinemaBookings);
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	return hub;
}

export async function openPass(hub: TestHub, booking: string): Promise<TestPhone> {
	const { code, rotation } = await fetchPass(hub, booking);
	if (code === null) throw new Error(`the pass of ${booking} has no code`);
	const key = fromHex(rotation ?? "") ?? new Uint8Array(0);
	return {
		staticCode: code,
		codeAt: (phoneMs) => writeRotatingCode(code, key, rotationStepAt(phoneMs), crypto),
	};
}
