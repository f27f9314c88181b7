const blockedEvents = ["contextmenu", "dragstart", "dragenter", "dragover", "drop"] as const;
const mouseEvents = ["mousedown", "mouseup", "auxclick"] as const;
const filePickers = ["showOpenFilePicker", "showSaveFilePicker", "showDirectoryPicker"] as const;

/**
 * Blocks what a person could do to the page with a mouse or by touch: context menu, drag and drop, zoom by wheel,
 * navigation by a mouse's side buttons, paste by its wheel, file pickers. Main blocks keys and navigation.
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
