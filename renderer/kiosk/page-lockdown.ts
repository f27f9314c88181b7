const blockedEvents = ["contextmenu", "dragstart", "dragenter", "dragover", "drop"] as const;
const mouseEvents = ["mousedown", "mouseup", "auxclick"] as const;
const filePickers = ["showOpenFilePicker", "showSaveFilePicker", "showDirectoryPicker"] as const;

/**
 * What a person could do to the page itself, by hand: no menu, nothing dragged in or out, no zoom by wheel, no page back
 * by a mouse's side buttons, no paste by its wheel, no file to choose. Keys and pages are the main process's to lock.
 */
export function lockDownPage(page: Window): void {
	for (const name of blockedEvents) page.addEventListener(name, blockEvent, { capture: true });
	for (const name of mouseEvents) page.addEventListener(name, blockOtherButtons, { capture: true });
	page.addEventListener("wheel", blockZoom, { capture: true, passive: false });
	page.addEventListener("click", blockFileInput, { capture: true });
	for (const name of filePickers) Object.defineProperty(page, name, { value: undefined });
	// window.close() would close Electron's window without a question.
	Object.defineProperty(page, "close", { value: () => {} });
}

function blockEvent(event: Event): void {
	event.preventDefault();
	if (event instanceof DragEvent && event.dataTransfer !== null) event.dataTransfer.dropEffect = "none";
}

function blockOtherButtons(event: MouseEvent): void {
	if (event.button !== 0) event.preventDefault();
}

/** A touch pad's pinch is reported as a wheel with Ctrl. */
function blockZoom(event: WheelEvent): void {
	if (event.ctrlKey) event.preventDefault();
}

function blockFileInput(event: MouseEvent): void {
	if (event.target instanceof HTMLInputElement && event.target.type === "file") event.preventDefault();
}
