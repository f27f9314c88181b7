/** What is wrong with a screen, and where. */
export type Fault = { readonly check: string; readonly element: Element; readonly detail: string };

export function formatFault({ check, element, detail }: Fault): string {
	return `${check}: ${detail} — ${describe(element)}`;
}

/** As a person would point at it: itself in its parent, and how its words begin. */
function describe(element: Element): string {
	const parent = element.parentElement;
	const text = (element.textContent ?? "").replaceAll(/\s+/g, " ").trim().slice(0, 24);
	return [parent && selectorOf(parent), selectorOf(element), text && `“${text}”`].filter(Boolean).join(" ");
}

function selectorOf(element: Element): string {
	const id = element.id === "" ? "" : `#${element.id}`;
	return `${element.localName}${id}${[...element.classList].map((name) => `.${name}`).join("")}`;
}
