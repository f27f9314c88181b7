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
import type { Counter } from "../counter.ts";
import type { CounterDriver } from "../counter-driver.ts";
import { createLookUpPanel, pressResultListKey } from "./forms/look-up-form.ts";
import { createNumberPanel } from "./forms/number-form.ts";
import { createOverridePanel, type OverrideSubject } from "./forms/override-form.ts";
import { createReprintPanel } from "./forms/reprint-form.ts";
import { createShiftPanel, type ShiftOutcome } from "./forms/shift-form.ts";
import { createVoidPanel } from "./forms/void-form.ts";
import { scansHeldUntilMs } from "./panel.ts";
import {
	decideOverride,
	decideToggle,
	foundVouchersOf,
	keyTargetOf,
	type PanelChange,
	type PanelSituation,
} from "./panel-switch.ts";
import { type FoundAdmissions, useFoundAdmissions } from "./use-found-admissions.ts";
import { keyFromName, type PanelControls, usePanel } from "./use-panel.ts";

export type Panels = {
	readonly open: PanelName | null;
	readonly number: PanelControls<"queued">;
	readonly lookUp: PanelControls<LookUpOutcome>;
	/** Which of the found vouchers is chosen. */
	readonly resultIndex: number;
	readonly void: PanelControls<VoidOutcome>;
	readonly override: PanelControls<Verdict | PinRefusal>;
	/** What the override is for. */
	readonly subject: OverrideSubject | null;
	readonly reprint: PanelControls<ReprintOutcome>;
	readonly shift: PanelControls<ShiftOutcome>;
	/** What `void` and `reprint` choose from. */
	readonly admissions: FoundAdmissions;
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

/**
 * The panels over the verdict: one at a time, and none while a scan is being answered. A scan puts the open one aside.
 */
export function usePanels({ bridge, state, nowMs, counter, driver }: PanelsInputs): Panels {
	const [open, setOpen] = useState<PanelName | null>(null);
	const [subject, setSubject] = useState<OverrideSubject | null>(null);
	const [resultIndex, setResultIndex] = useState(0);
	const number = usePanel({ ...createNumberPanel(() => driver.current, state.shortNumbers), onOutcome: closeNumber });
	const lookUp = usePanel({ ...createLookUpPanel(bridge), onOutcome: () => setResultIndex(0) });
	const admissions = useFoundAdmissions(bridge);
	const choices = admissions.among(state.recentScans);
	const voiding = usePanel(createVoidPanel(bridge, state, nowMs, choices));
	const override = usePanel({ ...createOverridePanel(bridge, state, subject), onOutcome: showOverride });
	const reprint = usePanel(createReprintPanel(bridge, state, choices));
	const shift = usePanel(createShiftPanel(bridge, state));
	const panels = { number, lookUp, void: voiding, override, reprint, shift };

	const keys = open === null ? null : panels[open];
	const isAsking = keys?.panel.phase.kind === "asking";
	const situation: PanelSituation = { open, isAsking, lookUp: lookUp.panel.phase, resultIndex, counter };

	// What was typed for one voucher is never submitted for another.
	useEffect(() => override.reset(), [subject]);
	// The panel makes room for a scan that is being asked, so that its verdict is seen.
	useEffect(() => {
		if (counter.request !== null) putAside();
	}, [counter.request]);
	const isKept = open === "shift" && shift.panel.phase.kind === "done";
	const untilMs = keys === null ? 0 : scansHeldUntilMs<unknown>(keys.panel, keys.fields, isKept);
	useEffect(() => driver.current?.dispatch({ kind: "held", untilMs, atMs: performance.now() }), [untilMs]);

	/** Clears the member's number and card. */
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
		applyChange(decideToggle(name, situation));
	}

	function applyChange(change: PanelChange): void {
		switch (change.kind) {
			case "none":
				return;
			case "close":
				press(keyFromName("Escape"));
				return;
			case "open":
				putAside();
				if (change.name === "void" || change.name === "reprint") admissions.search(counter.display);
				else admissions.clear();
				// An old verdict goes when the clerk turns to something else.
				driver.current?.dispatch({ kind: "dismissed", atMs: performance.now() });
				panels[change.name].open();
				setOpen(change.name);
				return;
			case "override":
				putAside();
				setSubject(change.subject);
				setOpen("override");
		}
	}

	function press(key: Key): void {
		const target = keyTargetOf(situation, key);
		if (target === "results") pressResults(key);
		else if (target === "form" && keys?.press(key)) close();
	}

	function pressResults(key: Key): void {
		const { at, action } = pressResultListKey(resultIndex, foundVouchersOf(lookUp.panel.phase).length, key);
		setResultIndex(at);
		if (action === "took") applyChange(decideOverride(situation));
		if (action === "again") lookUp.putAside();
	}

	function close(): void {
		if (open === "override") setSubject(null);
		setOpen(null);
	}

	return { open, ...panels, admissions, resultIndex, subject, press, toggle, chooseResult: setResultIndex };
}

/** The props of every panel. */
export type PanelViewProps = {
	readonly panels: Panels;
	readonly state: ReadyState;
	readonly nowMs: number;
	/** Handles a button as the key with this code. */
	readonly pressKey: (code: string) => void;
};
