import type { ComponentChildren } from "preact";
import { Keycap } from "../../../ui/keycap.tsx";
import type { Field } from "../panels/forms/form.ts";
import { useInView } from "../use-in-view.ts";

type ChoicesProps = {
	readonly field: Field & { kind: "choice" };
	readonly value: string;
	readonly choose: (option: string) => void;
	readonly tell: (option: string) => ComponentChildren;
};

/** A list to choose from, by its figures, the arrows, or a click. */
export function Choices({ field, value, choose, tell }: ChoicesProps) {
	return (
		<ol class="choices">
			{field.options.map((option, i) => (
				<Choice key={option} figure={i + 1} option={option} isChosen={option === value} choose={choose}>
					{tell(option)}
				</Choice>
			))}
		</ol>
	);
}

type ChoiceProps = {
	readonly figure: number;
	readonly option: string;
	readonly isChosen: boolean;
	readonly choose: (option: string) => void;
	readonly children: ComponentChildren;
};

function Choice({ figure, option, isChosen, choose, children }: ChoiceProps) {
	const row = useInView<HTMLLIElement>(isChosen);
	return (
		<li ref={row}>
			<button type="button" aria-pressed={isChosen} data-option={option} onClick={() => choose(option)}>
				{figure <= 9 && <Keycap>{figure}</Keycap>}
				{children}
			</button>
		</li>
	);
}
