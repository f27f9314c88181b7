import type { NumberEntry as NumberState } from "../../../core/contract.ts";
import { failuresToLock } from "../../../core/numberLock.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { Arrow, Attention } from "../../ui/shapes.tsx";
import { tellMoment } from "../../words/moment.ts";
import { useReader } from "../reader.ts";
import { lengths, type NumberEntry } from "./number-entry.ts";
import type { NumberKeys } from "./use-number-entry.ts";

type PanelProps = { readonly number: NumberKeys; readonly state: NumberState; readonly nowMs: number };

/** Over the stage, for a member whose phone is dead. The side stays in view, and so do scans. */
export function NumberPanel({ number, state, nowMs }: PanelProps) {
	const { words } = useReader();
	return (
		<section
			class="number"
			role="dialog"
			aria-label={words.number.title}
			data-number-state={state.kind}
			data-slip={number.entry.slip ?? ""}
		>
			<h2>{words.number.title}</h2>
			{state.kind === "open" ? (
				<Fields number={number} triesLeft={state.triesLeft} />
			) : (
				<Closed state={state} nowMs={nowMs} />
			)}
			<div class="number-keys">
				{state.kind === "open" && (
					<button type="button" class="number-ask" onClick={() => number.say("Enter")}>
						{words.number.ask}
						<Keycap>Enter</Keycap>
					</button>
				)}
				<button type="button" class="number-close" onClick={() => number.say("Escape")}>
					{words.number.close}
					<Keycap>Esc</Keycap>
				</button>
			</div>
		</section>
	);
}

function Fields({ number, triesLeft }: { readonly number: NumberKeys; readonly triesLeft: number }) {
	const { words } = useReader();
	const { slip } = number.entry;
	return (
		<>
			<p class="number-lead">{words.number.lead}</p>
			<Field number={number} field="digits" groups={[4, 4, 3]} isWrong={slip === "checkDigit" || slip === "length"} />
			<Field number={number} field="card" groups={[4]} isWrong={slip === "card"} />
			<p class="number-note" role="status">
				{slip !== null ? (
					<span class="number-slip">
						<Attention />
						{words.number.slips[slip]}
					</span>
				) : (
					triesLeft < failuresToLock && words.number.tries(triesLeft)
				)}
			</p>
		</>
	);
}

type FieldProps = {
	readonly number: NumberKeys;
	readonly field: NumberEntry["field"];
	readonly groups: readonly number[];
	readonly isWrong: boolean;
};

/** The digits are drawn in their groups; the input under them takes what is filled in whole, and is never focused by a key. */
function Field({ number, field, groups, isWrong }: FieldProps) {
	const { words } = useReader();
	const { entry } = number;
	const text = entry[field];
	const isHere = entry.field === field;
	let at = 0;
	return (
		<div class={`number-field${isHere ? " number-here" : ""}${isWrong ? " number-wrong" : ""}`}>
			<label for={`number-${field}`}>{words.number[field]}</label>
			<div class="number-cells">
				{groups.map((size, group) => {
					const from = at;
					at += size;
					return (
						<span key={group} class="number-group">
							{Array.from({ length: size }, (_, i) => (
								<i key={i} class={isHere && from + i === text.length ? "number-caret" : ""}>
									{text[from + i] ?? ""}
								</i>
							))}
						</span>
					);
				})}
				<input
					id={`number-${field}`}
					data-keys="counter"
					type="text"
					inputMode="numeric"
					autocomplete="off"
					tabIndex={-1}
					maxLength={lengths[field] + 4}
					value={text}
					onInput={(event) => number.fill(field, event.currentTarget.value)}
				/>
			</div>
		</div>
	);
}

type ClosedState = Exclude<NumberState, { kind: "open" }>;

function Closed({ state, nowMs }: { readonly state: ClosedState; readonly nowMs: number }) {
	const { words, language } = useReader();
	const { line, todo } =
		state.kind === "locked"
			? words.number.locked(tellMoment(state.untilMs, nowMs, language))
			: words.number.off[state.why];
	return (
		<div class="number-closed" role="status" data-until={state.kind === "locked" ? state.untilMs : ""}>
			<p class="number-closed-line">
				<Attention />
				{line}
			</p>
			<p class="number-closed-todo">
				<Arrow />
				{todo}
			</p>
		</div>
	);
}
