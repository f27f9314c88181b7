import { useState } from "preact/hooks";
import { useReader } from "../reader.ts";
import { clear, enter, erase, typeIn } from "./typing.ts";

const digitRows = ["123", "456", "789"];
const plainRows = ["1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm./:"];
const shiftedRows = ["!@#$%^&*()", "QWERTYUIOP", "ASDFGHJKL_", "ZXCVBNM~]\\"];

type KeypadProps = { readonly field: HTMLInputElement; readonly onDone?: () => void };

/** Keys for a machine that has none. They type into one field, which keeps the focus. */
export function Keypad(props: KeypadProps) {
	return props.field.inputMode === "numeric" ? <Digits {...props} /> : <Letters {...props} />;
}

/** As a cash machine has them; also without a way out, where it always stands beside its field. */
export function Digits({ field, onDone }: { readonly field: HTMLInputElement | null; readonly onDone?: () => void }) {
	const { words } = useReader();
	return (
		<div class="keypad keypad-digits">
			{digitRows.map((row) => (
				<Row key={row} keys={row} field={field} />
			))}
			<div class="keypad-row">
				<Key name={words.service.keypad.clear} isWord field={field} press={clear} />
				<Key name="0" field={field} press={(into) => typeIn(into, "0")} />
				<Key name={words.service.keypad.erase} isWord field={field} press={erase} />
			</div>
			{onDone && (
				<div class="keypad-row">
					<Done field={field} onDone={onDone} />
				</div>
			)}
		</div>
	);
}

function Letters({ field, onDone }: KeypadProps) {
	const { words } = useReader();
	const [isShifted, setShifted] = useState(false);
	return (
		<div class="keypad keypad-letters">
			{(isShifted ? shiftedRows : plainRows).map((row) => (
				<Row key={row} keys={row} field={field} />
			))}
			<div class="keypad-row">
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
		<div class="keypad-row">
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
			class={isWord ? "keypad-word" : undefined}
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
