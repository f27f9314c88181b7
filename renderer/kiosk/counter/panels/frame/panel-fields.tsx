import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Warning } from "../../../../ui/shapes.tsx";
import { useLocalization } from "../../../localization.ts";
import { useRenderedAnnouncement } from "../../announcer.tsx";
import { OptionList } from "../../verdict/option-list.tsx";
import { Stepper } from "../../verdict/stepper.tsx";
import { type Form, type FormField, fieldValueOf, isFixed, isSecret } from "../forms/form.ts";
import { keyFromName, type PanelControls } from "../use-panel.ts";
import { DigitPad } from "./digit-pad.tsx";
import { TypedValue } from "./typed-value.tsx";

type PanelFieldsProps<O> = {
	readonly keys: PanelControls<O>;
	readonly labels: Readonly<Record<string, string>>;
	/** Renders an option of a choice; without it the option's own text is shown. */
	readonly renderOption?: (field: string, option: string) => ComponentChildren;
	/** Shows all fields from the start, on a screen that has its own digit pad. */
	readonly isWhole?: boolean;
};

/** The fields from top to bottom; only the one with the keyboard input is expanded. */
export function PanelFields<O>({ keys, labels, renderOption = (_, option) => option, isWhole }: PanelFieldsProps<O>) {
	const { words } = useLocalization();
	const { fields, panel } = keys;
	const { form } = panel;
	const root = useRef<HTMLDivElement>(null);
	const here = fields[form.at];
	useRenderedAnnouncement(
		`${here?.name} ${here === undefined ? "" : announcementKeyOf(form, here)} ${form.error}`,
		() => announcementOf(root.current),
	);
	return (
		<div
			class={`fields${isWhole === true ? "" : " fields-steps"}${form.error === null ? "" : " fields-wrong"}`}
			ref={root}
		>
			{fields.map((field, i) => {
				const isHere = i === form.at && !isFixed(field);
				const slip = isHere ? form.error : null;
				return (
					<div
						key={field.name}
						class={`field field-${isSecret(field) ? "secret" : field.kind} field-${positionOf(i, form.at)}`}
						data-field={field.name}
						data-value={isSecret(field) ? "" : fieldValueOf(form, field)}
						data-length={fieldValueOf(form, field).length}
					>
						<p class="field-name">{labels[field.name]}</p>
						<FieldBody
							keys={keys}
							field={field}
							isHere={isHere}
							renderOption={(option) => renderOption(field.name, option)}
						/>
						{isHere && isTyped(field) && isWhole !== true && <DigitPad press={keys.press} />}
						{slip !== null && (
							<p class="field-slip" data-slip={slip}>
								<Warning />
								{words.staff.slips[slip]}
							</p>
						)}
					</div>
				);
			})}
		</div>
	);
}

function positionOf(i: number, at: number): "before" | "here" | "later" {
	return i < at ? "before" : i === at ? "here" : "later";
}

/** A field is announced again when another option is chosen, but not at every digit. */
function announcementKeyOf(form: Form, field: FormField): string {
	return field.kind === "choice" || field.kind === "persons" ? fieldValueOf(form, field) : "";
}

/** The field with the keyboard input: its name, the chosen option and its error. */
function announcementOf(root: HTMLElement | null): string {
	const parts = root?.querySelectorAll(
		".field-here .field-name, .field-here [aria-pressed=true], .field-here .stepper-figure, .field-here .field-slip",
	);
	return [...(parts ?? [])].map((part) => part.textContent ?? "").join(" ");
}

function isTyped({ kind }: FormField): boolean {
	return kind === "digits" || kind === "staff";
}

type FieldBodyProps<O> = {
	readonly keys: PanelControls<O>;
	readonly field: FormField;
	readonly isHere: boolean;
	readonly renderOption: (option: string) => ComponentChildren;
};

function FieldBody<O>({ keys, field, isHere, renderOption }: FieldBodyProps<O>) {
	const { words } = useLocalization();
	const value = fieldValueOf(keys.panel.form, field);
	switch (field.kind) {
		case "digits":
		case "staff":
			return <TypedValue field={field} value={value} isHere={isHere} />;
		case "persons":
			if (!isHere) return <p class="field-chosen">{words.counter.persons(Number(value))}</p>;
			return (
				<Stepper
					chosen={Number(value)}
					max={field.max}
					step={(by) => keys.press(keyFromName(by > 0 ? "ArrowRight" : "ArrowLeft"))}
				/>
			);
		case "choice":
			if (!isHere) return <p class="field-chosen">{value === "" ? "" : renderOption(value)}</p>;
			return (
				<OptionList
					field={field}
					value={value}
					choose={(option) => keys.choose(field.name, option)}
					renderOption={renderOption}
				/>
			);
	}
}
