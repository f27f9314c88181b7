const refused = ["contextmenu", "dragstart", "dragenter", "dragover", "drop"] as const;
const mice = ["mousedown", "mouseup", "auxclick"] as const;
const pickers = ["showOpenFilePicker", "showSaveFilePicker", "showDirectoryPicker"] as const;

/**
 * What a person could do to the page itself, by hand: no menu, nothing dragged in or out, no zoom by wheel, no page back
 * by a mouse's side buttons, no paste by its wheel, no file to choose. Keys and pages are the main process's to lock.
 */
export function lockPage(page: Window): void {
	for (const name of refused) page.addEventListener(name, refuse, { capture: true });
	for (const name of mice) page.addEventListener(name, refuseOtherButtons, { capture: true });
	page.addEventListener("wheel", refuseZoom, { capture: true, passive: false });
	page.addEventListener("click", refuseFiles, { capture: true });
	for (const name of pickers) Object.defineProperty(page, name, { value: undefined });
	// Electron closes the window for it, and asks nobody.
	Object.defineProperty(page, "close", { value: () => {} });
}

function refuse(event: Event): void {
	event.preventDefault();
	if (event instanceof DragEvent && event.dataTransfer !== null) event.dataTransfer.dropEffect = "none";
}

function refuseOtherButtons(event: MouseEvent): void {
	if (event.button !== 0) event.preventDefault();
}

/** A touch pad's pinch comes as a wheel with Ctrl too. */
function refuseZoom(event: WheelEvent): void {
	if (event.ctrlKey) event.preventDefault();
}

function refuseFiles(event: MouseEvent): void {
	if (event.target instanceof HTMLInputElement && event.target.type === "file") event.preventDefault();
}
