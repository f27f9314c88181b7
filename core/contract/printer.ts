import { z } from "zod";

/**
 * How this kiosk reaches its ticket printer. A `file` is a device file, such as /dev/usb/lp0; a system printer without
 * a name is the default one.
 */
export const PrinterConnection = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("none") }),
	z.strictObject({ kind: z.literal("tcp"), host: z.string().min(1).max(253), port: z.int().min(1).max(65535) }),
	z.strictObject({ kind: z.literal("file"), path: z.string().min(1).max(1024) }),
	z.strictObject({ kind: z.literal("system"), name: z.string().min(1).max(256).nullable() }),
]);
export type PrinterConnection = z.infer<typeof PrinterConnection>;

/** Width of the paper roll, in mm. */
export const PaperWidth = z.union([z.literal(58), z.literal(80)]);
export type PaperWidth = z.infer<typeof PaperWidth>;

export const PrinterSettings = z.strictObject({ connection: PrinterConnection, paper: PaperWidth });
export type PrinterSettings = z.infer<typeof PrinterSettings>;

export const noPrinter: PrinterSettings = { connection: { kind: "none" }, paper: 80 };

/** The dots a print head of 203 dpi has across its paper. */
export function dotsAcross(paper: PaperWidth): number {
	return paper === 58 ? 384 : 576;
}

/** Why no ticket comes out now. `busy`: another program or another computer has it. */
export type PrinterTrouble = "offline" | "coverOpen" | "paperOut" | "busy" | "error";

/** What a screen shows of the printer. */
export type PrinterAvailability =
	| { readonly kind: "none" }
	/** With little paper left it still prints; the roll is to be changed soon. */
	| { readonly kind: "ready"; readonly isPaperLow: boolean }
	| {
			readonly kind: "trouble";
			readonly why: PrinterTrouble;
			readonly sinceMs: number;
			/** Tickets that come out by themselves once it is mended. */
			readonly waiting: number;
	  };
