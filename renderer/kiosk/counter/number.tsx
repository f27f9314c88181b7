import type { NumberEntry as NumberState } from "../../../core/contract.ts";
import { failuresToLock } from "../../../core/numberLock.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { Arrow, Attention } from "../../ui/shapes.tsx";
import { tellMoment, wholeMinute } from "../../words/moment.ts";
import { useReader } from "../reader.ts";
import { lengths, type NumberEntry, type Slip } from "./number-entry.ts";
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
			<Field number={number} field="digits" groups={[4, 4, 3]} slip={slip === "card" ? null : slip} />
			<Field number={number} field="card" groups={[4]} slip={slip === "card" ? slip : null} />
			<p class="number-tries">{triesLeft < failuresToLock && words.number.tries(triesLeft)}</p>
		</>
	);
}

type FieldProps = {
	readonly number: NumberKeys;
	readonly field: NumberEntry["field"];
	readonly groups: readonly number[];
	readonly slip: Slip | null;
};

/** The digits are drawn in their groups; the input under them takes what is filled in whole, and is never focused by a key. */
function Field({ number, field, groups, slip }: FieldProps) {
	const { words } = useReader();
	const { entry } = number;
	const text = entry[field];
	const isHere = entry.field === field;
	let at = 0;
	return (
		<div class={`number-field${isHere ? " number-here" : ""}${slip !== null ? " number-wrong" : ""}`}>
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
			<p class="number-slip" role="status">
				{slip !== null && <Attention />}
				{slip !== null && words.number.slips[slip]}
			</p>
		</div>
	);
}

type ClosedState = Exclude<NumberState, { kind: "open" }>;

function Closed({ state, nowMs }: { readonly state: ClosedState; readonly nowMs: number }) {
	const { words, language } = useReader();
	const { line, remedy } =
		state.kind === "locked"
			? words.number.locked(tellMoment(wholeMinute(state.untilMs), nowMs, language))
			: words.number.off[state.why];
	return (
		<div class="number-closed" role="status" data-until={state.kind === "locked" ? state.untilMs : ""}>
			<p class="number-closed-line">
				<Attention />
				{line}
			</p>
			<p class="number-closed-remedy">
				<Arrow />
				{remedy}
			</p>
		</div>
	);
}
