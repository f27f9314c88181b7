import type { FormField } from "../forms/form.ts";

/** The typed value: in cells where its length is known, as dots where it is secret. */
export function TypedValue({
	field,
	value,
	isHere,
}: {
	readonly field: FormField & { kind: "digits" | "staff" };
	readonly value: string;
	readonly isHere: boolean;
}) {
	if (field.kind === "digits" && field.groups !== undefined) {
		return <TypedCells groups={field.groups} value={value} isHere={isHere} />;
	}
	const isSecret = field.kind === "digits" && field.isSecret;
	return (
		<p class="box">
			{isSecret ? [...value].map((_, i) => <i key={i} class="box-dot" />) : value}
			{isHere && <i class="box-caret" />}
		</p>
	);
}

type TypedCellsProps = { readonly groups: readonly number[]; readonly value: string; readonly isHere: boolean };

function TypedCells({ groups, value, isHere }: TypedCellsProps) {
	const starts = groups.map((_, i) => groups.slice(0, i).reduce((sum, size) => sum + size, 0));
	return (
		<p class="cells">
			{groups.map((size, group) => {
				const from = starts[group] ?? 0;
				return (
					<span key={from} class="cells-group">
						{Array.from({ length: size }, (_, i) => (
							<i key={i} class={isHere && from + i === value.length ? "cells-caret" : ""}>
								{value[from + i] ?? ""}
							</i>
						))}
					</span>
				);
			})}
		</p>
	);
}
