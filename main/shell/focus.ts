import type { BrowserWindow } from "electron";
import type { Timers } from "../../sync/clock.ts";
import type { Log } from "../../sync/log.ts";

export type FocusGuard = {
	/** Another window has the keys, so a scanner that acts as a keyboard is not read. */
	readonly isLost: () => boolean;
	/** The window may lose the focus from now on. */
	readonly release: () => void;
};

/** A window that was opened while another one had the focus has it by now, or never got it. */
const startMs = 3000;
const retryMs = 500;
/** Windows that fight over the focus must not fill the log. */
const logEveryMs = 60_000;

export type FocusGuardParts = {
	/** Called whenever the focus is lost or back. */
	readonly onChange: () => void;
	readonly timers: Timers;
	readonly log: Log;
};

/**
 * Keeps the focus and the top of the screen, as the only window of a kiosk needs both: Electron's kiosk mode does not
 * keep another window from taking them (electron/electron#11695). Tries again until it has the focus back.
 */
export function keepFocus(window: BrowserWindow, { onChange, timers, log }: FocusGuardParts): FocusGuard {
	let isReleased = false;
	let lostAtMs: number | null = null;
	let loggedAtMs = Number.NEGATIVE_INFINITY;
	let isLogged = false;
	let cancelRetry = () => {};

	function handleBlur(): void {
		if (isReleased || lostAtMs !== null) return;
		lostAtMs = timers.monoMs();
		isLogged = lostAtMs - loggedAtMs >= logEveryMs;
		if (isLogged) {
			loggedAtMs = lostAtMs;
			log.warn("focusLost");
		}
		onChange();
		cancelRetry = timers.after(0, takeBack);
	}

	function takeBack(): void {
		if (isReleased || lostAtMs === null || window.isDestroyed()) return;
		window.setAlwaysOnTop(true, "screen-saver");
		window.show();
		window.moveTop();
		window.focus();
		window.webContents.focus();
		cancelRetry = timers.after(retryMs, takeBack);
	}

	function handleFocus(): void {
		if (lostAtMs === null) return;
		if (isLogged) log.info("focusTakenBack", { afterMs: Math.round(timers.monoMs() - lostAtMs) });
		lostAtMs = null;
		cancelRetry();
		onChange();
	}

	function checkStart(): void {
		if (!window.isDestroyed() && !window.isFocused()) handleBlur();
	}

	cancelRetry = timers.after(startMs, checkStart);
	window.on("blur", handleBlur);
	window.on("focus", handleFocus);
	window.once("closed", () => cancelRetry());
	return {
		isLost: () => lostAtMs !== null,
		release() {
			isReleased = true;
			cancelRetry();
			lostAtMs = null;
			if (!window.isDestroyed()) window.setAlwaysOnTop(false);
		},
	};
}
