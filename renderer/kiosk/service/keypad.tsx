import { useState } from "preact/hooks";
import { useReader } from "../reader.ts";

const digitRows = ["123", "456", "789"];
const letterRows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm./-_:"];

/** Keys for a machine that has none: they type into whichever field has the focus. */
export function Keypad({ letters = false }: { readonly letters?: boolean }) {
	const { words } = useReader();
	const [isUpper, setUpper] = useState(false);
	const rows = letters ? letterRows : digitRows;
	const shown = (key: string) => (isUpper ? key.toUpperCase() : key);
	return (
		<div class={letters ? "keypad keypad-letters" : "keypad"}>
			{rows.map((row) => (
				<div key={row} class="keypad-row">
					{[...row].map((key) => (
						<Key key={key} name={shown(key)} press={() => typeIn(shown(key))} />
					))}
				</div>
			))}
			<div class="keypad-row">
				{letters ? (
					<Key name={words.service.keypad.shift} press={() => setUpper(!isUpper)} />
				) : (
					<Key name={words.service.keypad.clear} press={clear} />
				)}
				{!letters && <Key name="0" press={() => typeIn("0")} />}
				<Key name={words.service.keypad.erase} press={erase} />
			</div>
		</div>
	);
}

/** The field keeps the focus: the key is not even a stop for Tab. */
function Key({ name, press }: { readonly name: string; readonly press: () => void }) {
	return (
		<button type="button" tabIndex={-1} onPointerDown={(event) => event.preventDefault()} onClick={press}>
			{name}
		</button>
	);
}

function typeIn(text: string): void {
	change((field) => field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end"));
}

function erase(): void {
	change((field) => {
		const [from, until] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
		field.setRangeText("", from === until ? Math.max(0, from - 1) : from, until, "end");
	});
}

function clear(): void {
	change((field) => field.setRangeText("", 0, field.value.length, "end"));
}

function change(how: (field: HTMLInputElement) => void): void {
	const field = document.activeElement;
	if (!(field instanceof HTMLInputElement) || field.readOnly) return;
	how(field);
	field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
