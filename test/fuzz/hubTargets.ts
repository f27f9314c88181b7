import { type ParsedBookings, readBookingsCsv } from "../../sync/hub/bookings/bookingsCsv.ts";
import { isRefusal } from "../../sync/hub/refusal.ts";
import { createFrameDecoder, encodeFrame, FrameError } from "../../sync/signer/frames.ts";
import { parseSignerRequest } from "../../sync/signer/signRequests.ts";
import { cinemaBookings } from "../sync/hub/bookings/cinema.ts";
import type { FuzzTarget } from "./target.ts";

/** What officers and the hub send: a sentence's refusal is an answer, anything else thrown is a finding. */
export function createHubTargets(): readonly FuzzTarget[] {
	return [bookingsCsvTarget(), frameTarget()];
}

function bookingsCsvTarget(): FuzzTarget {
	return {
		name: "bookings",
		samples: [Buffer.from(cinemaBookings), Buffer.from(`\ufeff${cinemaBookings.replaceAll("\n", "\r\n")}`)],
		forgedOutcome: null,
		decode(bytes) {
			const handover = readBookingsCsv(bytes);
			if (isRefusal(handover)) return handover.code;
			const { good, bad } = sizes(handover);
			return `${Math.min(good, 5)} read, ${Math.min(bad, 5)} refused`;
		},
	};
}

function sizes(handover: ParsedBookings): { readonly good: number; readonly bad: number } {
	return { good: handover.bookings.length, bad: handover.refused.length };
}

/** A frame of the signer's socket, and the question in it. */
function frameTarget(): FuzzTarget {
	const questions = [
		{ id: 1, kind: "hello" },
		{ id: 2, kind: "document", type: "roster", document: { v: 1 } },
	];
	return {
		name: "frame",
		samples: questions.map((question) => encodeFrame(question)),
		forgedOutcome: null,
		decode(bytes) {
			try {
				const messages = createFrameDecoder().take(Buffer.from(bytes));
				return messages.map((message) => kindOf(parseSignerRequest(message))).join(" ") || "waits for more";
			} catch (error) {
				if (error instanceof FrameError) return "bad frame";
				throw error;
			}
		},
	};
}

function kindOf(question: ReturnType<typeof parseSignerRequest>): string {
	return question === null ? "nothing" : question.kind;
}
