import type { ComponentChildren } from "preact";
import { Tick } from "../../ui/shapes.tsx";

type FieldProps = {
	readonly id: string;
	readonly label: string;
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly hint?: string;
	readonly isSecret?: boolean;
	readonly isNumeric?: boolean;
	readonly isFirst?: boolean;
};

export function Field({ id, label, value, onChange, hint, isSecret, isNumeric, isFirst }: FieldProps) {
	return (
		<div class="service-field">
			<label for={id}>{label}</label>
			{hint !== undefined && <p id={`${id}-hint`}>{hint}</p>}
			<input
				id={id}
				type={isSecret ? "password" : "text"}
				inputMode={isNumeric ? "numeric" : "text"}
				{...(hint !== undefined && { "aria-describedby": `${id}-hint` })}
				autoComplete="off"
				autoCapitalize="off"
				spellcheck={false}
				ref={isFirst ? focusOnce : null}
				value={value}
				onInput={(event) => onChange(event.currentTarget.value)}
			/>
		</div>
	);
}

function focusOnce(field: HTMLInputElement | null): void {
	if (field !== null && document.activeElement?.tagName !== "INPUT") field.focus();
}

export type Choice<T> = { readonly value: T; readonly name: string; readonly hint?: string };

type ChoicesProps<T> = {
	readonly legend: string;
	readonly of: readonly Choice<T>[];
	readonly chosen: T;
	readonly onChoose: (value: T) => void;
};

/** One of a few: large enough for a finger, and reached by Tab and the space bar. */
export function Choices<T>({ legend, of, chosen, onChoose }: ChoicesProps<T>) {
	return (
		<fieldset class="service-choices">
			<legend>{legend}</legend>
			{of.map(({ value, name, hint }) => (
				<button
					key={name}
					type="button"
					aria-pressed={value === chosen}
					class={value === chosen ? "choice choice-chosen" : "choice"}
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

/** What came of what was just done: said aloud, and in its own colour. */
export function Outcome({
	is,
	children,
}: {
	readonly is: "good" | "bad" | "plain";
	readonly children: ComponentChildren;
}) {
	return (
		<p class={`service-outcome service-${is}`} role="status">
			{children}
		</p>
	);
}
