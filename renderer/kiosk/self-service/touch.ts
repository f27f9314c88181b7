import type { VisitEvent } from "./visit.ts";

/** What every stage is given: how to tell of a touch. The moment is the screen's to add. */
export type TouchHandler = (
	touched:
		| { readonly kind: "stepped"; readonly by: 1 | -1 }
		| { readonly kind: "confirmed" | "dismissed" }
		| { readonly kind: "rated"; readonly rating: number },
) => void;

export function visitEventOf(touched: Parameters<TouchHandler>[0], atMs: number): VisitEvent {
	return touched.kind === "stepped" ? touched : { ...touched, atMs };
}
