import { useState } from "preact/hooks";
import { useReader } from "../reader.ts";
import { clear, enter, erase, typeIn } from "./typing.ts";

const plainRows = ["1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm./:"];
const shiftedRows = ["!@#$%^&*()", "QWERTYUIOP", "ASDFGHJKL_", "ZXCVBNM~]\\"];

type KeypadProps = { readonly field: HTMLInputElement; readonly onDone?: () => void };

/** Keys for a machine that has none. They type into one field, which keeps the focus. */
export function Keypad(props: KeypadProps) {
	return props.field.inputMode === "numeric" ? <Digits {...props} /> : <Letters {...props} />;
}

/** As beside a keyboard: what is done with the digits stands to their right. */
export function Digits({ field, onDone }: { readonly field: HTMLInputElement | null; readonly onDone?: () => void }) {
	const { words } = useReader();
	return (
		<div
			class={
				onDone === undefined ? "service-keypad service-digits" : "service-keypad service-digits service-digits-dock"
			}
		>
			{[..."1234567890"].map((digit) => (
				<Key key={digit} name={digit} field={field} press={(into) => typeIn(into, digit)} />
			))}
			<Key name={words.service.keypad.erase} isWord field={field} press={erase} />
			<Key name={words.service.keypad.clear} isWord field={field} press={clear} />
			{onDone && <Done field={field} onDone={onDone} />}
		</div>
	);
}

function Letters({ field, onDone }: KeypadProps) {
	const { words } = useReader();
	const [isShifted, setShifted] = useState(false);
	return (
		<div class="service-keypad">
			{(isShifted ? shiftedRows : plainRows).map((row) => (
				<Row key={row} keys={row} field={field} />
			))}
			<div class="service-keypad-row">
				<Key
					name={isShifted ? words.service.keypad.unshift : words.service.keypad.shift}
					isWord
					field={field}
					press={() => setShifted(!isShifted)}
				/>
				<Key name={words.service.keypad.clear} isWord field={field} press={clear} />
				<Key name={words.service.keypad.erase} isWord field={field} press={erase} />
				{onDone && <Done field={field} onDone={onDone} />}
			</div>
		</div>
	);
}

type RowProps = { readonly keys: string; readonly field: HTMLInputElement | null };

function Row({ keys, field }: RowProps) {
	return (
		<div class="service-keypad-row">
			{[...keys].map((key) => (
				<Key key={key} name={key} field={field} press={(into) => typeIn(into, key)} />
			))}
		</div>
	);
}

function Done({ field, onDone }: { readonly field: HTMLInputElement | null; readonly onDone: () => void }) {
	const { words } = useReader();
	return (
		<Key
			name={words.service.keypad.done}
			isWord
			field={field}
			press={(into) => {
				enter(into);
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

/** Not a stop for Tab: who has a keyboard needs no keys on the screen. */
function Key({ name, isWord = false, field, press }: KeyProps) {
	return (
		<button
			type="button"
			tabIndex={-1}
			class={isWord ? "service-keypad-word" : undefined}
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
