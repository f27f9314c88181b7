import { join } from "node:path";
import { BrowserWindow, type IpcMainInvokeEvent, session } from "electron";
import { origin } from "./pages.ts";

export type WindowParts = { readonly preload: string; readonly isKiosk: boolean };

/** The one window, locked down: sandboxed, isolated, going nowhere, opening nothing, allowed the camera and nothing else. */
export function openWindow(parts: WindowParts): BrowserWindow {
	lockSession();
	const window = new BrowserWindow({
		width: 1280,
		height: 800,
		useContentSize: true,
		minWidth: 1024,
		minHeight: 700,
		show: false,
		kiosk: parts.isKiosk,
		backgroundColor: "#f7f1e6",
		autoHideMenuBar: true,
		webPreferences: {
			preload: parts.preload,
			sandbox: true,
			contextIsolation: true,
			nodeIntegration: false,
			webviewTag: false,
			navigateOnDragDrop: false,
			spellcheck: false,
			backgroundThrottling: false,
			autoplayPolicy: "no-user-gesture-required",
		},
	});
	window.removeMenu();
	window.once("ready-to-show", () => window.show());
	window.webContents.setWindowOpenHandler(() => ({ action: "deny" }));
	window.webContents.on("will-navigate", (event) => event.preventDefault());
	window.webContents.on("will-redirect", (event) => event.preventDefault());
	window.webContents.on("will-attach-webview", (event) => event.preventDefault());
	return window;
}

function lockSession(): void {
	const isCamera = (permission: string, mediaTypes: readonly string[] | undefined) =>
		permission === "media" && (mediaTypes ?? []).every((type) => type === "video");
	session.defaultSession.setPermissionRequestHandler((contents, permission, decide, details) => {
		const mediaTypes = "mediaTypes" in details ? details.mediaTypes : undefined;
		decide(contents.getURL().startsWith(`${origin}/`) && isCamera(permission, mediaTypes));
	});
	session.defaultSession.setPermissionCheckHandler((_contents, permission, from) => {
		return from.startsWith(origin) && permission === "media";
	});
	session.defaultSession.setDevicePermissionHandler(() => false);
}

/** Only the page of this window, in its top frame, may call. */
export function isOurPage(window: BrowserWindow, event: IpcMainInvokeEvent): boolean {
	const frame = event.senderFrame;
	return (
		event.sender === window.webContents && frame !== null && frame.parent === null && frame.url.startsWith(`${origin}/`)
	);
}

export function preloadPath(out: string): string {
	return join(out, "preload", "preload.cjs");
}
