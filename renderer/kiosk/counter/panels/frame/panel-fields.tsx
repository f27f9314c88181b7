import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Attention } from "../../../../ui/shapes.tsx";
import { useReader } from "../../../reader.ts";
import { useDrawnAnnouncement } from "../../announcer.tsx";
import { Choices } from "../../verdict/choices.tsx";
import { Stepper } from "../../verdict/stepper.tsx";
import { type Field, type Form, isSecret, isSettled, valueIn } from "../forms/form.ts";
import { keyOf, type PanelKeys } from "../use-panel.ts";
import { Keypad } from "./keypad.tsx";
import { Box } from "./panel-box.tsx";

type FieldsProps<O> = {
	readonly keys: PanelKeys<O>;
	readonly labels: Readonly<Record<string, string>>;
	/** How an option of a choice reads; its own text, if this is not given. */
	readonly tell?: (field: string, option: string) => ComponentChildren;
	/** All of it is shown from the first, on a screen that has figures to touch of its own. */
	readonly isWhole?: boolean;
};

/** The fields from top to bottom; only the one that takes the keys is open. */
export function Fields<O>({ keys, labels, tell = (_, option) => option, isWhole }: FieldsProps<O>) {
	const { words } = useReader();
	const { fields, panel } = keys;
	const { form } = panel;
	const root = useRef<HTMLDivElement>(null);
	const here = fields[form.at];
	useDrawnAnnouncement(`${here?.name} ${here === undefined ? "" : keyOfField(form, here)} ${form.slip}`, () =>
		saidBy(root.current),
	);
	return (
		<div
			class={`fields${isWhole === true ? "" : " fields-steps"}${form.slip === null ? "" : " fields-wrong"}`}
			ref={root}
		>
			{fields.map((field, i) => {
				const isHere = i === form.at && !isSettled(field);
				const slip = isHere ? form.slip : null;
				return (
					<div
						key={field.name}
						class={`field field-${isSecret(field) ? "secret" : field.kind} field-${placeOf(i, form.at)}`}
						data-field={field.name}
						data-value={isSecret(field) ? "" : valueIn(form, field)}
						data-length={valueIn(form, field).length}
					>
						<p class="field-name">{labels[field.name]}</p>
						<FieldBody keys={keys} field={field} isHere={isHere} tell={(option) => tell(field.name, option)} />
						{isHere && isTyped(field) && isWhole !== true && <Keypad press={keys.press} />}
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

function placeOf(i: number, at: number): "before" | "here" | "later" {
	return i < at ? "before" : i === at ? "here" : "later";
}

/** A field is told anew when another is chosen, and not at every digit. */
function keyOfField(form: Form, field: Field): string {
	return field.kind === "choice" || field.kind === "persons" ? valueIn(form, field) : "";
}

/** The field that takes the keys: its name, what is chosen in it, and what is wrong. */
function saidBy(root: HTMLElement | null): string {
	const parts = root?.querySelectorAll(
		".field-here .field-name, .field-here [aria-pressed=true], .field-here .stepper-figure, .field-here .field-slip",
	);
	return [...(parts ?? [])].map((part) => part.textContent ?? "").join(" ");
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
