import type { Session, WebContents } from "electron";
import { appOrigin } from "./appProtocol.ts";
import { isKeyForPage } from "./shortcuts.ts";

/** Grants the page the camera's video and nothing else: no other permission, no device, no download. */
export function lockSession(session: Session): void {
	session.setPermissionRequestHandler((contents, permission, decide, details) => {
		const types = "mediaTypes" in details ? (details.mediaTypes ?? []) : [];
		const isCamera = permission === "media" && types.every((type) => type === "video");
		decide(isCamera && contents.getURL().startsWith(`${appOrigin}/`));
	});
	session.setPermissionCheckHandler((_contents, permission, from) => {
		return from.startsWith(appOrigin) && permission === "media";
	});
	session.setDevicePermissionHandler(() => false);
	session.on("will-download", (event) => event.preventDefault());
}

/** No navigation, no pop-ups, no zoom, and only the keys that are for the page. */
export function lockContents(contents: WebContents): void {
	contents.setWindowOpenHandler(() => ({ action: "deny" }));
	contents.on("will-frame-navigate", (event) => event.preventDefault());
	contents.on("will-redirect", (event) => event.preventDefault());
	contents.on("will-attach-webview", (event) => event.preventDefault());
	// A `beforeunload` handler must not keep the watchdog from reloading the page.
	contents.on("will-prevent-unload", (event) => event.preventDefault());
	contents.on("before-input-event", (event, input) => {
		if (!isKeyForPage(input)) event.preventDefault();
	});
	contents.on("zoom-changed", () => contents.setZoomFactor(1));
	contents.on("did-finish-load", () => {
		contents.setZoomFactor(1);
		void contents.setVisualZoomLevelLimits(1, 1);
		// Nothing to go back to.
		contents.navigationHistory.clear();
	});
}
