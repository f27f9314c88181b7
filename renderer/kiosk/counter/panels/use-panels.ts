import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import type {
	Bridge,
	LookUpOutcome,
	PinRefusal,
	ReprintOutcome,
	Verdict,
	VoidOutcome,
} from "../../../../core/contract/contract.ts";
import type { ReadyState } from "../../../../core/contract/kioskState.ts";
import type { Key } from "../../scan/key.ts";
import type { PanelName } from "../command.ts";
import { type Counter, enterDebounceMs } from "../counter.ts";
import type { CounterDriver } from "../counter-driver.ts";
import { createLookUpPanel } from "./forms/look-up-form.ts";
import { createNumberPanel } from "./forms/number-form.ts";
import { createOverridePanel, type OverrideSubject, subjectOfLookUp, subjectOfRefusal } from "./forms/override-form.ts";
import { createReprintPanel } from "./forms/reprint-form.ts";
import { createShiftPanel, type ShiftOutcome } from "./forms/shift-form.ts";
import { createVoidPanel } from "./forms/void-form.ts";
import { pressResultListKey } from "./look-up-selection.ts";
import { scansHeldUntilMs } from "./panel.ts";
import { keyFromName, type PanelControls, usePanel } from "./use-panel.ts";

export type Panels = {
	readonly open: PanelName | null;
	readonly number: PanelControls<"told">;
	readonly lookUp: PanelControls<LookUpOutcome>;
	/** Which of the found vouchers is chosen. */
	readonly resultIndex: number;
	readonly void: PanelControls<VoidOutcome>;
	readonly override: PanelControls<Verdict | PinRefusal>;
	/** Whom the override is for. */
	readonly subject: OverrideSubject | null;
	readonly reprint: PanelControls<ReprintOutcome>;
	readonly shift: PanelControls<ShiftOutcome>;
	readonly press: (key: Key) => void;
	readonly chooseResult: (at: number) => void;
	/** Opens it, or closes it when it is open. */
	readonly toggle: (name: PanelName) => void;
};

type PanelsInputs = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	readonly nowMs: number;
	readonly counter: Counter;
	readonly driver: RefObject<CounterDriver | undefined>;
};

/** The panels over the stage: one at a time, and only while nothing there is being answered. A scan puts it aside. */
export function usePanels({ bridge, state, nowMs, counter, driver }: PanelsInputs): Panels {
	const [open, setOpen] = useState<PanelName | null>(null);
	const [subject, setSubject] = useState<OverrideSubject | null>(null);
	const [foundAt, setFoundAt] = useState(0);
	const number = usePanel({ ...createNumberPanel(() => driver.current, state.shortNumbers), onOutcome: closeNumber });
	const lookUp = usePanel({ ...createLookUpPanel(bridge), onOutcome: () => setFoundAt(0) });
	const voiding = usePanel(createVoidPanel(bridge, state, nowMs));
	const override = usePanel({ ...createOverridePanel(bridge, state, subject), onOutcome: showOverride });
	const reprint = usePanel(createReprintPanel(bridge, state));
	const shift = usePanel(createShiftPanel(bridge, state));
	const panels = { number, lookUp, void: voiding, override, reprint, shift };

	const keys = open === null ? null : panels[open];

	// What is typed for one voucher is never asked for another.
	useEffect(() => override.reset(), [subject]);
	// Whatever is asked of the main process is seen: the panel makes room.
	useEffect(() => {
		if (counter.request !== null) putAside();
	}, [counter.request]);
	const isKept = open === "shift" && shift.panel.phase.kind === "done";
	const untilMs = keys === null ? 0 : scansHeldUntilMs<unknown>(keys.panel, keys.fields, isKept);
	useEffect(() => driver.current?.dispatch({ kind: "held", untilMs, atMs: performance.now() }), [untilMs]);

	/** Nothing of the member is left. */
	function closeNumber(): void {
		number.reset();
		setOpen((name) => (name === "number" ? null : name));
	}

	function showOverride(outcome: Verdict | PinRefusal): void {
		if (outcome.kind === "pinRefused") return;
		driver.current?.dispatch({ kind: "overrode", verdict: outcome, atMs: performance.now() });
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
			press(keyFromName("Escape"));
			return;
		}
		const isBusy = counter.request !== null || counter.display.kind === "offered" || counter.queue.length > 0;
		if (keys === null && isBusy) return;
		if (name === "override") {
			openOverride();
			return;
		}
		putAside();
		// An old verdict does not outlast what the clerk turns to.
		driver.current?.dispatch({ kind: "dismissed", atMs: performance.now() });
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

	function foundAtHand(): OverrideSubject | null {
		const { phase } = lookUp.panel;
		const found = phase.kind === "done" && phase.outcome.kind === "found" ? phase.outcome.vouchers[foundAt] : undefined;
		return found === undefined ? null : subjectOfLookUp(found);
	}

	function shownAtHand(): OverrideSubject | null {
		return counter.display.kind === "final" ? subjectOfRefusal(counter.display.verdict) : null;
	}

	function press(key: Key): void {
		if (open === null || keys === null) return;
		const { phase } = lookUp.panel;
		if (open === "lookUp" && phase.kind === "done" && key.code !== "Escape") {
			// Enter pressed twice asks; it does not choose what came of it.
			if (key.atMs - phase.sinceMs >= enterDebounceMs) pressList(key);
			return;
		}
		if (keys.press(key)) close();
	}

	function pressList(key: Key): void {
		const { phase } = lookUp.panel;
		const count = phase.kind === "done" && phase.outcome.kind === "found" ? phase.outcome.vouchers.length : 0;
		const { at, action } = pressResultListKey(foundAt, count, key);
		setFoundAt(at);
		if (action === "took") openOverride();
		if (action === "again") lookUp.putAside();
	}

	function close(): void {
		if (open === "override") setSubject(null);
		setOpen(null);
	}

	return { open, ...panels, resultIndex: foundAt, subject, press, toggle, chooseResult: setFoundAt };
}
