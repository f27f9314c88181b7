import { useState } from "preact/hooks";
import type { Bridge, FoundAdmission, RecentScan } from "../../../../core/contract/contract.ts";
import { callMainOrNull } from "../../call-main.ts";
import type { CounterDisplay } from "../counter.ts";

/** As many as fit on the panel. */
const maxShown = 12;

/** The admissions that the panels for undoing and printing again offer. */
export type FoundAdmissions = {
	readonly found: readonly FoundAdmission[];
	/** Searches for those of the last half hour; a refusal on the screen narrows it to those of its voucher. */
	readonly search: (display: CounterDisplay) => void;
	readonly clear: () => void;
	/** The scans to choose from: those on the screen, and at once; the older ones once they are found. */
	readonly among: (recent: readonly RecentScan[]) => readonly RecentScan[];
};

export function useFoundAdmissions(bridge: Bridge): FoundAdmissions {
	const [found, setFound] = useState<readonly FoundAdmission[]>([]);
	const [isNarrowed, setNarrowed] = useState(false);

	function search(display: CounterDisplay): void {
		const ofVoucher = undoableOf(display);
		setNarrowed(ofVoucher.length > 0);
		setFound(ofVoucher);
		if (ofVoucher.length > 0) return;
		void callMainOrNull(bridge, "findAdmissions", { by: "recent" }).then((outcome) => {
			if (outcome?.kind === "found") setFound(outcome.admissions.slice(0, maxShown));
		});
	}

	return {
		found,
		search,
		clear() {
			setNarrowed(false);
			setFound([]);
		},
		among: (recent) => (isNarrowed ? found.map(scanOf) : mergeScans(recent, found)),
	};
}

function undoableOf(display: CounterDisplay): readonly FoundAdmission[] {
	return display.kind === "final" && display.verdict.kind === "refused" ? display.verdict.undoable : [];
}

export function mergeScans(recent: readonly RecentScan[], found: readonly FoundAdmission[]): readonly RecentScan[] {
	const known = new Set(recent.map(({ line }) => line));
	return [...recent, ...found.filter(({ line }) => !known.has(line)).map(scanOf)];
}

function scanOf({ line, atMs, inside: persons, session, isOverride, voidableUntilMs }: FoundAdmission): RecentScan {
	const outcome = { kind: "admitted", persons, isVoided: false, voidableUntilMs, isOverride } as const;
	return { line, atMs, outcome, session: session?.session ?? null };
}
