import { useState } from "preact/hooks";
import { useLocalization } from "../localization.ts";
import { clearField, eraseBackward, insertText, submitField } from "./field-editing.ts";

const plainRows = ["1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm./:"];
const shiftedRows = ["!@#$%^&*()", "QWERTYUIOP", "ASDFGHJKL_", "ZXCVBNM~]\\"];

type OnScreenKeyboardProps = { readonly field: HTMLInputElement; readonly onDone?: () => void };

/** An on-screen keyboard. It types into one field, which keeps the focus. */
export function OnScreenKeyboard(props: OnScreenKeyboardProps) {
	return props.field.inputMode === "numeric" ? <DigitKeys {...props} /> : <LetterKeys {...props} />;
}

/** The layout of a numeric keypad: the action keys are on the right of the digits. */
export function DigitKeys({
	field,
	onDone,
}: {
	readonly field: HTMLInputElement | null;
	readonly onDone?: () => void;
}) {
	const { words } = useLocalization();
	return (
		<div class={onDone === undefined ? "setup-keypad setup-digits" : "setup-keypad setup-digits setup-digits-dock"}>
			{[..."1234567890"].map((digit) => (
				<Key key={digit} name={digit} field={field} press={(into) => insertText(into, digit)} />
			))}
			<Key name={words.setup.keypad.erase} isWord field={field} press={eraseBackward} />
			<Key name={words.setup.keypad.clear} isWord field={field} press={clearField} />
			{onDone && <DoneKey field={field} onDone={onDone} />}
		</div>
	);
}

function LetterKeys({ field, onDone }: OnScreenKeyboardProps) {
	const { words } = useLocalization();
	const [isShifted, setShifted] = useState(false);
	return (
		<div class="setup-keypad">
			{(isShifted ? shiftedRows : plainRows).map((row) => (
				<KeyRow key={row} keys={row} field={field} />
			))}
			<div class="setup-keypad-row">
				<Key
					name={isShifted ? words.setup.keypad.unshift : words.setup.keypad.shift}
					isWord
					field={field}
					press={() => setShifted(!isShifted)}
				/>
				<Key name={words.setup.keypad.clear} isWord field={field} press={clearField} />
				<Key name={words.setup.keypad.erase} isWord field={field} press={eraseBackward} />
				{onDone && <DoneKey field={field} onDone={onDone} />}
			</div>
		</div>
	);
}

type KeyRowProps = { readonly keys: string; readonly field: HTMLInputElement | null };

function KeyRow({ keys, field }: KeyRowProps) {
	return (
		<div class="setup-keypad-row">
			{[...keys].map((key) => (
				<Key key={key} name={key} field={field} press={(into) => insertText(into, key)} />
			))}
		</div>
	);
}

function DoneKey({ field, onDone }: { readonly field: HTMLInputElement | null; readonly onDone: () => void }) {
	const { words } = useLocalization();
	return (
		<Key
			name={words.setup.keypad.done}
			isWord
			field={field}
			press={(into) => {
				submitField(into);
				onDone();
			}}
		/>
	);
}

type KeyProps = {
	readonly name: string;
	readonly isWord?: boolean;
	readonly field: HTMLInputElement | null;
	readonly press: (field: HTMLInputElement) => void;
};

/** Not in the tab order: with a keyboard these keys are not needed. */
function Key({ name, isWord = false, field, press }: KeyProps) {
	return (
		<button
			type="button"
			tabIndex={-1}
			class={isWord ? "setup-keypad-word" : undefined}
			onPointerDown={(event) => event.preventDefault()}
			onClick={() => {
				if (field === null) return;
				field.focus();
				press(field);
			}}
		>
			{name}
		</button>
	);
}
