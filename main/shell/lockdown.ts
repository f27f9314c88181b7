import type { Session, WebContents } from "electron";
import { appOrigin } from "./appProtocol.ts";
import { isKeyForPage } from "./shortcuts.ts";

/** The session gives the camera's picture and nothing else: no permission, no device, no download. */
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

/** The page stays where it is, as large as it is, and hears only the keys that are its own. */
export function lockContents(contents: WebContents): void {
	contents.setWindowOpenHandler(() => ({ action: "deny" }));
	contents.on("will-frame-navigate", (event) => event.preventDefault());
	contents.on("will-redirect", (event) => event.preventDefault());
	contents.on("will-attach-webview", (event) => event.preventDefault());
	// A page that would rather not be left has no say.
	contents.on("will-prevent-unload", (event) => event.preventDefault());
	contents.on("before-input-event", (event, input) => {
		if (!isKeyForPage(input)) event.preventDefault();
	});
	contents.on("zoom-changed", () => contents.setZoomFactor(1));
	contents.on("did-finish-load", () => {
		contents.setZoomFactor(1);
		void contents.setVisualZoomLevelLimits(1, 1);
		// Nowhere to go back to.
		contents.navigationHistory.clear();
	});
}
