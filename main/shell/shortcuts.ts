import type { Input } from "electron";

/** Allowed with Ctrl (⌘ on a Mac): select all, copy, paste, cut, undo. */
const editingKeys: ReadonlySet<string> = new Set(["KeyA", "KeyC", "KeyV", "KeyX", "KeyZ", "Insert"]);

/** Keys of a browser or a desktop: full screen, developer tools, history, programs, screenshots. */
const blockedKeys = /^(F1[1-9]|F2\d|Browser.*|Launch.*|Zoom.*|Print|PrintScreen|ContextMenu|Help)$/;

/**
 * Whether a key reaches the page: typed characters, F1 to F10 and editing shortcuts. Shortcuts by which Chromium,
 * Electron or the desktop would leave, change or inspect the page do not.
 */
export function isKeyForPage({
	key,
	code,
	control,
	meta,
	alt,
}: Pick<Input, "key" | "code" | "control" | "meta" | "alt">): boolean {
	// On Windows AltGr is Ctrl+Alt, and types characters.
	if (control && alt && key.length === 1 && !/[a-z]/i.test(key)) return true;
	// A barcode scanner in "Alt mode" types each character as Alt with digits of the numeric keypad.
	if (alt) return !control && !meta && (key === "Alt" || /^Numpad\d$/.test(code));
	if (control || meta) return editingKeys.has(code) || key === "Control" || key === "Meta";
	return !blockedKeys.test(key);
}
