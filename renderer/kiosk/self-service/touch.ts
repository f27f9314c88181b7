import type { VisitEvent } from "./visit.ts";

/** Reports a touch from a stage; the screen adds the time. */
export type TouchHandler = (
	touched:
		| { readonly kind: "stepped"; readonly by: 1 | -1 }
		| { readonly kind: "confirmed" | "dismissed" }
		| { readonly kind: "rated"; readonly rating: number },
) => void;

export function visitEventOf(touched: Parameters<TouchHandler>[0], atMs: number): VisitEvent {
	return touched.kind === "stepped" ? touched : { ...touched, atMs };
}
