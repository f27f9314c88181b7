import type { ComponentChildren } from "preact";
import { Keycap } from "../../ui/keycap.tsx";
import { Attention } from "../../ui/shapes.tsx";
import { useReader } from "../reader.ts";
import { type Field, isSettled, valueIn } from "./form.ts";
import { Keypad } from "./keypad.tsx";
import { Box } from "./panel-box.tsx";
import { Stepper } from "./stepper.tsx";
import { keyOf, type PanelKeys } from "./use-panel.ts";

type FieldsProps<O> = {
	readonly keys: PanelKeys<O>;
	readonly labels: Readonly<Record<string, string>>;
	/** How an option of a choice reads; its own text, if this is not given. */
	readonly tell?: (field: string, option: string) => ComponentChildren;
	/** The screen has figures to touch of its own. */
	readonly hasKeypad?: boolean;
};

/** The fields from top to bottom; only the one that takes the keys is open. */
export function Fields<O>({ keys, labels, tell = (_, option) => option, hasKeypad }: FieldsProps<O>) {
	const { words } = useReader();
	const { fields, panel } = keys;
	const { form } = panel;
	return (
		<div class="fields">
			{fields.map((field, i) => {
				const isHere = i === form.at && !isSettled(field);
				const slip = isHere ? form.slip : null;
				return (
					<div
						key={field.name}
						class={`field field-${field.kind}${isHere ? " field-here" : ""}${slip === null ? "" : " field-wrong"}`}
						data-field={field.name}
						data-value={field.kind === "digits" && field.isSecret ? "" : valueIn(form, field)}
						data-length={valueIn(form, field).length}
					>
						<button
							type="button"
							class="field-name"
							disabled={isHere || isSettled(field)}
							onClick={() => keys.go(field.name)}
						>
							{labels[field.name]}
						</button>
						<FieldBody keys={keys} field={field} isHere={isHere} tell={(option) => tell(field.name, option)} />
						{isHere && isTyped(field) && hasKeypad !== true && <Keypad press={keys.press} />}
						{slip !== null && (
							<p class="field-slip" data-slip={slip}>
								<Attention />
								{words.staff.slips[slip]}
							</p>
						)}
					</div>
				);
			})}
		</div>
	);
}

function isTyped({ kind }: Field): boolean {
	return kind === "digits" || kind === "staff";
}

type BodyProps<O> = {
	readonly keys: PanelKeys<O>;
	readonly field: Field;
	readonly isHere: boolean;
	readonly tell: (option: string) => ComponentChildren;
};

function FieldBody<O>({ keys, field, isHere, tell }: BodyProps<O>) {
	const { words } = useReader();
	const value = valueIn(keys.panel.form, field);
	switch (field.kind) {
		case "digits":
		case "staff":
			return <Box field={field} value={value} isHere={isHere} />;
		case "persons":
			if (!isHere) return <p class="field-chosen">{words.counter.persons(Number(value))}</p>;
			return (
				<Stepper
					chosen={Number(value)}
					most={field.most}
					step={(by) => keys.press(keyOf(by > 0 ? "ArrowRight" : "ArrowLeft"))}
				/>
			);
		case "choice":
			if (!isHere) return <p class="field-chosen">{value === "" ? "" : tell(value)}</p>;
			return <Choices field={field} value={value} choose={(option) => keys.choose(field.name, option)} tell={tell} />;
	}
}

type ChoicesProps = {
	readonly field: Field & { kind: "choice" };
	readonly value: string;
	readonly choose: (option: string) => void;
	readonly tell: (option: string) => ComponentChildren;
};

function Choices({ field, value, choose, tell }: ChoicesProps) {
	return (
		<ol class="choices">
			{field.options.map((option, i) => (
				<li key={option}>
					<button type="button" aria-pressed={option === value} data-option={option} onClick={() => choose(option)}>
						{i < 9 && <Keycap>{i + 1}</Keycap>}
						{tell(option)}
					</button>
				</li>
			))}
		</ol>
	);
}
