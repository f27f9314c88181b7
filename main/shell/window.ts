import { join } from "node:path";
import { app, BrowserWindow, type IpcMainInvokeEvent, session } from "electron";
import type { Timers } from "../../sync/clock.ts";
import { appOrigin } from "./appProtocol.ts";
import { lockContents, lockSession } from "./lockdown.ts";
import { watchPage } from "./pageWatchdog.ts";

export type WindowParts = { readonly preload: string; readonly isKiosk: boolean; readonly timers: Timers };

export type KioskWindow = {
	readonly window: BrowserWindow;
	/** Shows the page, and keeps it there whatever crashes; or, in words, the trouble that keeps the window from its work. */
	readonly open: (trouble: string | null) => void;
	/** Says to the page that something it shows has changed. */
	readonly notifyChanged: () => void;
	/** A code that a scanner of the machine's own read. */
	readonly sendScan: (text: string) => void;
	/** Only the page of this window, in its top frame, may call. */
	readonly isOwnPage: (event: IpcMainInvokeEvent) => boolean;
	/** Out of kiosk mode and to an end, as the people of service ask: nothing starts it again but a person. */
	readonly leave: () => void;
	readonly isLeft: () => boolean;
};

/** The one window, locked down: sandboxed, isolated, going nowhere, opening nothing, and in kiosk mode not to be closed. */
export function openWindow({ preload, isKiosk, timers }: WindowParts): KioskWindow {
	lockSession(session.defaultSession);
	const window = new BrowserWindow({
		width: 1280,
		height: 800,
		useContentSize: true,
		minWidth: 1024,
		minHeight: 700,
		kiosk: isKiosk,
		backgroundColor: "#fbf5ea",
		webPreferences: {
			preload,
			sandbox: true,
			contextIsolation: true,
			nodeIntegration: false,
			webviewTag: false,
			devTools: false,
			navigateOnDragDrop: false,
			spellcheck: false,
			backgroundThrottling: false,
			autoplayPolicy: "no-user-gesture-required",
		},
	});
	window.removeMenu();
	lockContents(window.webContents);
	const hold = enforceKioskMode(window, isKiosk);
	const report = (line: string) => void process.stderr.write(`${line}\n`);
	const resting = `${appOrigin}/kiosk/kiosk.html?trouble=crashing`;
	const page = watchPage(window.webContents, { fallbackUrl: resting, timers, report });
	return {
		window,
		open(trouble) {
			page.open(`${appOrigin}/kiosk/kiosk.html${trouble === null ? "" : `?trouble=${trouble}`}`);
		},
		notifyChanged() {
			if (!window.isDestroyed()) window.webContents.send("pailou:changed");
		},
		sendScan(text) {
			if (!window.isDestroyed()) window.webContents.send("pailou:scanned", text);
		},
		isOwnPage({ sender, senderFrame }) {
			if (sender !== window.webContents || senderFrame === null) return false;
			return senderFrame.parent === null && senderFrame.url.startsWith(`${appOrigin}/`);
		},
		...hold,
	};
}

/** Whoever stands before it cannot close it, shrink it or put it away; the app itself and the system's shutdown can. */
function enforceKioskMode(window: BrowserWindow, isKiosk: boolean): Pick<KioskWindow, "leave" | "isLeft"> {
	let isHeld = isKiosk;
	app.once("before-quit", () => {
		isHeld = false;
	});
	window.on("close", (event) => {
		if (isHeld) event.preventDefault();
	});
	window.on("leave-full-screen", () => {
		if (isHeld) window.setKiosk(true);
	});
	window.on("minimize", () => {
		if (isHeld) window.restore();
	});
	let isLeft = false;
	return {
		leave() {
			isHeld = false;
			isLeft = true;
			window.setKiosk(false);
			window.close();
		},
		isLeft: () => isLeft,
	};
}

export function preloadPath(out: string): string {
	return join(out, "preload", "preload.cjs");
}
