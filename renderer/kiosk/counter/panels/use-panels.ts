import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import type {
	Bridge,
	LookUpOutcome,
	PinRefusal,
	PrintAgain,
	Verdict,
	VoidOutcome,
} from "../../../../core/contract/contract.ts";
import type { Key } from "../../scan/key.ts";
import type { ReadyState } from "../../screens/counter.tsx";
import type { PanelName } from "../command.ts";
import { bounceMs, type Counter } from "../counter.ts";
import type { Desk } from "../counter-driver.ts";
import { lookUpForm } from "./forms/look-up-form.ts";
import { numberForm } from "./forms/number-form.ts";
import { foundSubject, overrideForm, refusedSubject, type Subject } from "./forms/override-form.ts";
import { reprintForm } from "./forms/reprint-form.ts";
import { type ShiftOutcome, shiftForm } from "./forms/shift-form.ts";
import { voidForm } from "./forms/void-form.ts";
import { pressFound } from "./found-list.ts";
import { heldUntilMs } from "./panel.ts";
import { keyOf, type PanelKeys, usePanel } from "./use-panel.ts";

export type Panels = {
	readonly open: PanelName | null;
	readonly number: PanelKeys<"told">;
	readonly lookUp: PanelKeys<LookUpOutcome>;
	/** Which of the found vouchers is chosen. */
	readonly foundAt: number;
	readonly void: PanelKeys<VoidOutcome>;
	readonly override: PanelKeys<Verdict | PinRefusal>;
	/** Whom the override is for. */
	readonly subject: Subject | null;
	readonly reprint: PanelKeys<PrintAgain>;
	readonly shift: PanelKeys<ShiftOutcome>;
	readonly press: (key: Key) => void;
	readonly chooseFound: (at: number) => void;
	/** Opens it, or closes it when it is open. */
	readonly toggle: (name: PanelName) => void;
};

type PanelsParts = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	readonly nowMs: number;
	readonly counter: Counter;
	readonly desk: RefObject<Desk | undefined>;
};

/** The panels over the stage: one at a time, and only while nothing there is being answered. A scan puts it aside. */
export function usePanels({ bridge, state, nowMs, counter, desk }: PanelsParts): Panels {
	const [open, setOpen] = useState<PanelName | null>(null);
	const [subject, setSubject] = useState<Subject | null>(null);
	const [foundAt, setFoundAt] = useState(0);
	const number = usePanel({ ...numberForm(() => desk.current, state.numbers), onOutcome: closeNumber });
	const lookUp = usePanel({ ...lookUpForm(bridge), onOutcome: () => setFoundAt(0) });
	const voiding = usePanel(voidForm(bridge, state, nowMs));
	const override = usePanel({ ...overrideForm(bridge, state, subject), onOutcome: showOverride });
	const reprint = usePanel(reprintForm(bridge, state));
	const shift = usePanel(shiftForm(bridge, state));
	const panels = { number, lookUp, void: voiding, override, reprint, shift };

	const keys = open === null ? null : panels[open];

	// What is typed for one voucher is never asked for another.
	useEffect(() => override.reset(), [subject]);
	// Whatever is asked of the main process is seen: the panel makes room.
	useEffect(() => {
		if (counter.ask !== null) putAside();
	}, [counter.ask]);
	const isKept = open === "shift" && shift.panel.phase.kind === "done";
	const untilMs = keys === null ? 0 : heldUntilMs<unknown>(keys.panel, keys.fields, isKept);
	useEffect(() => desk.current?.tell({ kind: "held", untilMs, atMs: performance.now() }), [untilMs]);

	/** Nothing of the member is left. */
	function closeNumber(): void {
		number.reset();
		setOpen((name) => (name === "number" ? null : name));
	}

	function showOverride(outcome: Verdict | PinRefusal): void {
		if (outcome.kind === "pinRefused") return;
		desk.current?.tell({ kind: "overrode", verdict: outcome, atMs: performance.now() });
		setSubject(null);
		setOpen((name) => (name === "override" ? null : name));
	}

	function putAside(): void {
		keys?.putAside();
		if (open === "override") setSubject(null);
		setOpen(null);
	}

	function toggle(name: PanelName): void {
		if (keys?.panel.phase.kind === "asking") return;
		if (open === name) {
			press(keyOf("Escape"));
			return;
		}
		const isBusy = counter.ask !== null || counter.shown.kind === "offered" || counter.queue.length > 0;
		if (keys === null && isBusy) return;
		if (name === "override") {
			openOverride();
			return;
		}
		putAside();
		// An old verdict does not outlast what the clerk turns to.
		desk.current?.tell({ kind: "dismissed", atMs: performance.now() });
		panels[name].open();
		setOpen(name);
	}

	/** For what was just refused, or for what a look-up found; without either, a look-up comes first. */
	function openOverride(): void {
		const next = open === "lookUp" ? foundAtHand() : shownAtHand();
		if (next === null) {
			if (open !== "lookUp") toggle("lookUp");
			return;
		}
		putAside();
		setSubject(next);
		setOpen("override");
	}

	function foundAtHand(): Subject | null {
		const { phase } = lookUp.panel;
		const found = phase.kind === "done" && phase.outcome.kind === "found" ? phase.outcome.vouchers[foundAt] : undefined;
		return found === undefined ? null : foundSubject(found);
	}

	function shownAtHand(): Subject | null {
		return counter.shown.kind === "final" ? refusedSubject(counter.shown.verdict) : null;
	}

	function press(key: Key): void {
		if (open === null || keys === null) return;
		const { phase } = lookUp.panel;
		if (open === "lookUp" && phase.kind === "done" && key.code !== "Escape") {
			// Enter pressed twice asks; it does not choose what came of it.
			if (key.atMs - phase.sinceMs >= bounceMs) pressList(key);
			return;
		}
		if (keys.press(key)) close();
	}

	function pressList(key: Key): void {
		const { phase } = lookUp.panel;
		const count = phase.kind === "done" && phase.outcome.kind === "found" ? phase.outcome.vouchers.length : 0;
		const { at, did } = pressFound(foundAt, count, key);
		setFoundAt(at);
		if (did === "took") openOverride();
		if (did === "again") lookUp.putAside();
	}

	function close(): void {
		if (open === "override") setSubject(null);
		setOpen(null);
	}

	return { open, ...panels, foundAt, subject, press, toggle, chooseFound: setFoundAt };
}
