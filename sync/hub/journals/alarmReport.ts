import { z } from "zod";
import { KioskId } from "../../../core/identity.ts";
import type { Alarm } from "../store/alarms.ts";
import type { Store } from "../store/store.ts";

/** One side of an alarm's evidence: the signed text, its signature, and when the hub received it. */
export type AlarmEvidence = {
	readonly heardAt: number;
	readonly signed: string;
	readonly signature: string | null;
	/** Fields of the signed text; null where it cannot be parsed. */
	readonly kind: string | null;
	readonly at: number | null;
	readonly prev: string | null;
};

export type AlarmReport = Alarm & {
	readonly label: string;
	readonly message: string;
	/** What the cause may be, and what to do. */
	readonly advice: string;
	/** With `truncation`: the missing lines have been received since. */
	readonly isFilled: boolean;
	readonly sent: AlarmEvidence;
	readonly contradicts: AlarmEvidence | null;
};

export function buildAlarmReport(store: Store, alarm: Alarm): AlarmReport {
	const label = store.kiosks.find(alarm.kiosk)?.label ?? alarm.kiosk;
	const { held, heldAt } = alarm;
	const isFilled = alarm.kind === "truncation" && isGapFilled(store, alarm);
	return {
		...alarm,
		label,
		message: alarmSentence(alarm, label),
		advice: adviceFor(alarm, isFilled),
		isFilled,
		sent: evidenceOf(alarm.evidence, alarm.firstAt),
		contradicts: held === null || heldAt === null ? null : evidenceOf(held, heldAt),
	};
}

/** A gap is filled once the line that came too early is stored. A truncation found from a kiosk's request has no gap. */
function isGapFilled(store: Store, { kiosk, incarnation, seq, evidence }: Alarm): boolean {
	return store.lines.listAt(kiosk, incarnation, seq).some(({ line }) => line === evidence);
}

const ClaimedFields = z.looseObject({
	kind: z.string().nullable().default(null),
	at: z.number().nullable().default(null),
	prev: z.string().nullable().default(null),
	signature: z.string().nullable().default(null),
	kiosk: KioskId.optional(),
});

function evidenceOf(text: string, heardAt: number): AlarmEvidence {
	const tab = text.lastIndexOf("\t");
	const signed = tab < 0 ? text : text.slice(0, tab);
	const said = ClaimedFields.safeParse(parse(signed)).data;
	const signature = tab < 0 ? (said?.signature ?? null) : text.slice(tab + 1);
	return { heardAt, signed, signature, kind: said?.kind ?? null, at: said?.at ?? null, prev: said?.prev ?? null };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Evidence that is not JSON has no fields to report; it is shown as it came.
		return null;
	}
}

function alarmSentence({ kind, seq, incarnation, batch }: Alarm, label: string): string {
	switch (kind) {
		case "truncation":
			return batch === null
				? `The journal ${incarnation} of ${label} ends before its line ${seq}, and the hub holds more: its disk was restored from an older copy, or lines were cut from it.`
				: `${label} sent line ${seq} of journal ${incarnation} before lines that the hub does not hold.`;
		case "fork":
			return `${label} has two different lines ${seq} in journal ${incarnation}: its disk was copied, or restored and went on, or was changed.`;
		case "broken":
			return `${label} sent a line after ${seq - 1} that its key did not sign or that breaks the chain.`;
		case "clock":
			return `${label} and other kiosks of the venue say another time than this hub, by their line ${seq}.`;
		case "foreign":
			return `${label} sent a line after ${seq - 1} that belongs to another journal.`;
		case "flagged":
			return `Line ${seq} of ${label} is held but not counted with the others: it cannot be read, cannot be true, or names no booking.`;
	}
}

function adviceFor({ kind, batch }: Alarm, isFilled: boolean): string {
	switch (kind) {
		case "truncation":
			if (isFilled)
				return "The missing lines have come in since. If the hub was restored from a backup, this is its trace.";
			return batch === null
				? "The window begins a new journal and fetches back what it lost. Ask who restored the disk, and when; what no one else holds is gone."
				: "The window is asked for the missing lines. If they do not come, they were cut: compare its count with the venue's.";
		case "fork":
			return "That journal is closed, and both histories count. Find out whether two machines work as this window; switch one off and enrol it anew. Look at the conflicts.";
		case "broken":
		case "foreign":
			return "Nothing was taken of that batch. Somebody or something changed the lines after they were written: look at this window.";
		case "clock":
			return "Compare the hub's clock with a telephone's. If the hub is wrong, set its clock and restart it. If it is right, a supervisor confirms the time at the kiosk, or its machine's clock is set right.";
		case "flagged":
			return "Read the line below. A window newer than the hub writes what the hub cannot read yet: bring the hub up to date. A line that its window did not sign so was changed by the window's disk, or by somebody: look at the disk.";
	}
}
