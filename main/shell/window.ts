import { join } from "node:path";
import { app, BrowserWindow, type IpcMainInvokeEvent, session } from "electron";
import type { Timers } from "../../sync/clock.ts";
import type { Log } from "../../sync/log.ts";
import { appOrigin } from "./appProtocol.ts";
import { keepFocus } from "./focus.ts";
import { lockContents, lockSession } from "./lockdown.ts";
import { watchPage } from "./pageWatchdog.ts";

export type WindowParts = {
	readonly preload: string;
	readonly isKiosk: boolean;
	readonly timers: Timers;
	readonly log: Log;
};

export type KioskWindow = {
	readonly window: BrowserWindow;
	/** Shows the page and keeps it on the screen (pageWatchdog.ts). `trouble` is what keeps the kiosk from working; the page explains it. */
	readonly open: (trouble: string | null) => void;
	/** Notifies the page that the state has changed. */
	readonly notifyChanged: () => void;
	/** Sends the page a code that a serial scanner read. */
	readonly sendScan: (text: string) => void;
	/** Whether a call comes from the top frame of this window's page. */
	readonly isOwnPage: (event: IpcMainInvokeEvent) => boolean;
	/** Leaves kiosk mode and closes, as set-up asks; nothing but a person starts the app again. */
	readonly leaveKiosk: () => void;
	readonly hasLeftKiosk: () => boolean;
	/** In kiosk mode: another window has the focus, and this one is taking it back. */
	readonly isFocusLost: () => boolean;
};

/** The one window, locked down: sandboxed, isolated, without navigation or pop-ups, and in kiosk mode not closable. */
export function openWindow({ preload, isKiosk, timers, log }: WindowParts): KioskWindow {
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
	const notifyChanged = () => {
		if (!window.isDestroyed()) window.webContents.send("pailou:changed");
	};
	const kioskMode = enforceKioskMode(window, isKiosk);
	const focus = isKiosk ? keepFocus(window, { onChange: notifyChanged, timers, log }) : null;
	const fallbackUrl = `${appOrigin}/kiosk/kiosk.html?trouble=crashing`;
	const page = watchPage(window.webContents, { fallbackUrl, timers, log });
	return {
		window,
		open(trouble) {
			page.open(`${appOrigin}/kiosk/kiosk.html${trouble === null ? "" : `?trouble=${trouble}`}`);
		},
		notifyChanged,
		sendScan(text) {
			if (!window.isDestroyed()) window.webContents.send("pailou:scanned", text);
		},
		isOwnPage({ sender, senderFrame }) {
			if (sender !== window.webContents || senderFrame === null) return false;
			return senderFrame.parent === null && senderFrame.url.startsWith(`${appOrigin}/`);
		},
		hasLeftKiosk: kioskMode.hasLeftKiosk,
		leaveKiosk() {
			focus?.release();
			kioskMode.leaveKiosk();
		},
		isFocusLost: () => focus?.isLost() ?? false,
	};
}

/** In kiosk mode a person cannot close, minimize or shrink the window; the app itself and the system's shutdown can. */
function enforceKioskMode(window: BrowserWindow, isKiosk: boolean): Pick<KioskWindow, "leaveKiosk" | "hasLeftKiosk"> {
	let isLocked = isKiosk;
	app.once("before-quit", () => {
		isLocked = false;
	});
	window.on("close", (event) => {
		if (isLocked) event.preventDefault();
	});
	window.on("leave-full-screen", () => {
		if (isLocked) window.setKiosk(true);
	});
	window.on("minimize", () => {
		if (isLocked) window.restore();
	});
	let hasLeftKiosk = false;
	return {
		leaveKiosk() {
			isLocked = false;
			hasLeftKiosk = true;
			window.setKiosk(false);
			window.close();
		},
		hasLeftKiosk: () => hasLeftKiosk,
	};
}

export function preloadPath(out: string): string {
	return join(out, "preload", "preload.cjs");
}
