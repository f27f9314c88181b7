import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Keycap } from "../../../ui/keycap.tsx";
import type { FormField } from "../panels/forms/form.ts";

type OptionListProps = {
	readonly field: FormField & { kind: "choice" };
	readonly value: string;
	readonly choose: (option: string) => void;
	readonly renderOption: (option: string) => ComponentChildren;
};

/** A list to choose from by digit, by arrows or by click. */
export function OptionList({ field, value, choose, renderOption }: OptionListProps) {
	return (
		<ol class="choices">
			{field.options.map((option, i) => (
				<OptionRow key={option} figure={i + 1} option={option} isChosen={option === value} choose={choose}>
					{renderOption(option)}
				</OptionRow>
			))}
		</ol>
	);
}

type OptionRowProps = {
	readonly figure: number;
	readonly option: string;
	readonly isChosen: boolean;
	readonly choose: (option: string) => void;
	readonly children: ComponentChildren;
};

function OptionRow({ figure, option, isChosen, choose, children }: OptionRowProps) {
	const row = useScrollIntoView<HTMLLIElement>(isChosen);
	return (
		<li ref={row}>
			<button type="button" aria-pressed={isChosen} data-option={option} onClick={() => choose(option)}>
				{figure <= 9 && <Keycap>{figure}</Keycap>}
				{children}
			</button>
		</li>
	);
}

/** Keeps the entry chosen by keyboard in view, in a list that scrolls. */
export function useScrollIntoView<E extends HTMLElement>(isChosen: boolean): RefObject<E | null> {
	const element = useRef<E>(null);
	useEffect(() => {
		if (isChosen) element.current?.scrollIntoView({ block: "nearest" });
	}, [isChosen]);
	return element;
}
