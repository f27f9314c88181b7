import type { Input } from "electron";

/** What a person may do to a code with Ctrl (⌘ on a Mac): mark, copy, paste, cut, take back. */
const editingKeys: ReadonlySet<string> = new Set(["KeyA", "KeyC", "KeyV", "KeyX", "KeyZ", "Insert"]);

/** Keys of a browser and of a desktop: full screen, inspector, pages back and forth, programs, pictures of the screen. */
const blockedKeys = /^(F1[1-9]|F2\d|Browser.*|Launch.*|Zoom.*|Print|PrintScreen|ContextMenu|Help)$/;

/**
 * Whether a key is the window's to hear: everything that is typed, F1 to F10, and copying. A shortcut that leaves the
 * page, changes it or looks behind it is none, whatever Chromium, Electron or the desktop would make of it.
 */
export function isKeyForPage({
	key,
	code,
	control,
	meta,
	alt,
}: Pick<Input, "key" | "code" | "control" | "meta" | "alt">): boolean {
	// On Windows AltGr is Ctrl+Alt, and its characters are typed ones.
	if (control && alt && key.length === 1 && !/[a-z]/i.test(key)) return true;
	// A gun in its "Alt mode" types each character as Alt and digits of the pad.
	if (alt) return !control && !meta && (key === "Alt" || /^Numpad\d$/.test(code));
	if (control || meta) return editingKeys.has(code) || key === "Control" || key === "Meta";
	return !blockedKeys.test(key);
}
