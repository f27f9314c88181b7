import type { ComponentChildren, Ref } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Bridge } from "../../../core/contract/contract.ts";
import type { ReadyState } from "../../../core/contract/kioskState.ts";
import type { Settings } from "../../../core/contract/settings.ts";
import { Tick } from "../../ui/shapes.tsx";
import type { ScanTestInput } from "../scan/scan-test.ts";

type TextFieldProps = {
	readonly id: string;
	readonly label: string;
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly hint?: string;
	readonly isSecret?: boolean;
	readonly isNumeric?: boolean;
	/** The saved value, where typing alone saves nothing. */
	readonly savedValue?: string;
	readonly onBlur?: (value: string) => void;
	readonly inputRef?: Ref<HTMLInputElement>;
};

/** Filled by the emitted keys of a person (use-setup-keys.ts) and by the on-screen keyboard. */
export function TextField({
	id,
	label,
	value,
	onChange,
	hint,
	isSecret,
	isNumeric,
	savedValue,
	onBlur,
	inputRef,
}: TextFieldProps) {
	return (
		<div class="setup-field">
			<label for={id}>{label}</label>
			{hint !== undefined && <p id={`${id}-hint`}>{hint}</p>}
			<input
				id={id}
				{...(isSecret ? { type: "password" } : { type: "text" })}
				inputMode={isNumeric ? "numeric" : "text"}
				{...(hint !== undefined && { "aria-describedby": `${id}-hint` })}
				{...(inputRef !== undefined && { ref: inputRef })}
				data-keys="counter"
				data-kept={savedValue}
				autoComplete="off"
				autoCapitalize="off"
				spellcheck={false}
				value={value}
				onInput={(event) => onChange(event.currentTarget.value)}
				onBlur={(event) => onBlur?.(event.currentTarget.value)}
			/>
		</div>
	);
}

type SavedFieldProps = Pick<TextFieldProps, "id" | "label" | "hint" | "isNumeric"> & {
	readonly savedValue: string;
	/** Saves the value; false when it is invalid, and the saved value is shown again. */
	readonly onSave: (value: string) => boolean;
};

/** A field that is saved on Enter and on leaving it, never half-typed. */
export function SavedField({ savedValue, onSave, ...props }: SavedFieldProps) {
	const [typed, setTyped] = useState(savedValue);
	useEffect(() => setTyped(savedValue), [savedValue]);
	const keep = (value: string) => {
		if (value.trim() !== savedValue && !onSave(value.trim())) setTyped(savedValue);
	};
	return <TextField {...props} value={typed} savedValue={savedValue} onChange={setTyped} onBlur={keep} />;
}

export type Choice<T> = { readonly value: T; readonly name: string; readonly hint?: string };

type ChoiceGroupProps<T> = {
	readonly legend: string;
	readonly of: readonly Choice<T>[];
	readonly chosen: T;
	readonly onChoose: (value: T) => void;
};

/** A choice of one among a few: large enough for touch, and operable by Tab, arrows and the space bar. */
export function ChoiceGroup<T>({ legend, of, chosen, onChoose }: ChoiceGroupProps<T>) {
	return (
		<fieldset class="setup-choices">
			<legend>{legend}</legend>
			{of.map(({ value, name, hint }) => (
				<button
					key={String(value)}
					type="button"
					aria-pressed={value === chosen}
					data-choice={String(value)}
					class={value === chosen ? "setup-choice setup-choice-chosen" : "setup-choice"}
					onClick={() => onChoose(value)}
				>
					<b>
						{value === chosen && <Tick />}
						{name}
					</b>
					{hint !== undefined && <span>{hint}</span>}
				</button>
			))}
		</fieldset>
	);
}

export type StatusMessage = { readonly tone: "good" | "bad" | "plain"; readonly text: string };

/** The outcome of the last action, announced to screen readers. */
export function StatusLine({
	is,
	children,
}: {
	readonly is: StatusMessage["tone"];
	readonly children: ComponentChildren;
}) {
	return (
		<p class={`setup-outcome setup-${is}`} role="status">
			{children}
		</p>
	);
}

/** The props of every section of set-up. */
export type SectionProps = {
	readonly bridge: Bridge;
	readonly state: ReadyState;
	/** Saves at once, without confirmation: a choice is easily undone. */
	readonly change: (part: Partial<Settings>) => void;
	/** Reports that what was typed is not a valid setting. */
	readonly rejectInput: () => void;
	/** The last reading of a scanner of either kind. */
	readonly lastScan: ScanTestInput | null;
};
