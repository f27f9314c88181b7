/** One fault of a screen, and the element it is about. */
export type Fault = { readonly check: string; readonly element: Element; readonly detail: string };

export function formatFault({ check, element, detail }: Fault): string {
	return `${check}: ${detail} — ${describe(element)}`;
}

/** Names an element for a person: its parent, itself, and the beginning of its text. */
function describe(element: Element): string {
	const parent = element.parentElement;
	const text = (element.textContent ?? "").replaceAll(/\s+/g, " ").trim().slice(0, 24);
	return [parent && selectorOf(parent), selectorOf(element), text && `“${text}”`].filter(Boolean).join(" ");
}

function selectorOf(element: Element): string {
	const id = element.id === "" ? "" : `#${element.id}`;
	return `${element.localName}${id}${[...element.classList].map((name) => `.${name}`).join("")}`;
}
