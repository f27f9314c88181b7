import type { SeatingWords } from "../zh-CN/seating.ts";

const screening = (starts: string) => `Your session is at ${starts}`;
const missed = (starts: string, until: string) => ({
	line: `Your session was at ${starts}; admission ended at ${until}`,
	remedy: "Please book another session",
});
const sessionPhases = { next: "Next", now: "Admitting now", over: "Over" };
const admits = (from: string, until: string) => `Admission ${from}–${until}`;
const fullSession = (capacity: number) => ({
	line: `All ${capacity} places of this session are taken`,
	remedy: "Please book another session",
});

export const seatingEn = {
	seats: (runs) =>
		runs.map(({ row, from, to }) => `Row ${row}, ${from === to ? `seat ${from}` : `seats ${from}–${to}`}`).join("; "),
	seatsName: "Seats",
	noSeats: "No seats assigned: seat them here",
	front: { screen: "Screen", stage: "Stage" },
	when: {
		open: (starts) => starts,
		seated: (starts) => starts,
		quota: (_starts, from, until) => `${from}–${until}`,
		boarding: (starts) => `Departs ${starts}`,
	},
	phases: {
		open: sessionPhases,
		seated: sessionPhases,
		quota: { next: "Opens later", now: "Admitting now", over: "Over for today" },
		boarding: { next: "Next departure", now: "Boarding now", over: "Boarding closed" },
	},
	admits: {
		open: admits,
		seated: admits,
		quota: admits,
		boarding: (from, until) => `Boarding ${from}–${until}`,
	},
	admitName: { open: "Admission", seated: "Admission", quota: "Admission", boarding: "Boarding" },
	pierName: "Pier",
	quota: (persons) => `Today's places: ${persons}`,
	quotaHere: (persons) => `${persons} in here`,
	quotaFull: "all taken",
	boardingOpens: (time) => `Boarding begins ${time}`,
	boardingCloses: (time) => `Boarding closes ${time}`,
	boardingClosed: (time) => `Boarding closed at ${time}`,
	minutesLeft: (minutes) => `${minutes} min left`,
	secondsLeft: (seconds) => `${seconds} s left`,
	tooEarly: {
		open: (starts, from) => ({ line: screening(starts), remedy: `Please come back after ${from}` }),
		seated: (starts, from) => ({ line: screening(starts), remedy: `Please come back after ${from}` }),
		quota: (_starts, from) => ({ line: `Admission begins at ${from}`, remedy: `Please come back after ${from}` }),
		boarding: (starts, from) => ({
			line: `The boat departs at ${starts}; boarding begins at ${from}`,
			remedy: `Please come back after ${from}`,
		}),
	},
	tooLate: {
		open: missed,
		seated: missed,
		quota: (_starts, until) => ({ line: `Admission ended at ${until}`, remedy: "Please book another day" }),
		boarding: (starts, until) => ({
			line: `Boarding closed at ${until} for the boat of ${starts}`,
			remedy: "Please book another departure",
		}),
	},
	full: {
		open: fullSession,
		seated: fullSession,
		quota: (capacity) => ({ line: `All ${capacity} places of today are taken`, remedy: "Please book another day" }),
		boarding: (capacity) => ({
			line: `All ${capacity} places on this boat are taken`,
			remedy: "Please book another departure",
		}),
	},
	fewLeft: {
		open: (left) => `Only ${left} places left in this session by this window's count`,
		seated: (left) => `Only ${left} seats left in this session by this window's count`,
		quota: (left) => `Only ${left} of today's places left by this window's count`,
		boarding: (left) => `Only ${left} places left on this boat by this window's count`,
	},
} satisfies SeatingWords;
