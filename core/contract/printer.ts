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

/** The dots that a print head of 203 dpi prints across its paper: 58 mm paper has 384; 80 mm paper 576, or 512 where the head is narrower. */
export const PrintDots = z.union([z.literal(384), z.literal(512), z.literal(576)]);
export type PrintDots = z.infer<typeof PrintDots>;

export type PrinterSettings = {
	readonly connection: PrinterConnection;
	readonly paper: PaperWidth;
	/** Null or absent for what is usual with this paper. */
	readonly dots?: PrintDots | null;
};

/** The dots across this paper: what the test print's ruler showed, else what is usual. */
export function dotsAcross(paper: PaperWidth, dots: PrintDots | null = null): PrintDots {
	return dots ?? (paper === 58 ? 384 : 576);
}

/**
 * Why no ticket comes out now. `busy`: another program or another computer has it. `silent`: it accepts data and confirms
 * nothing, not even the end of a connection. `notRecorded`: the printer is well, but the kiosk cannot journal that it prints.
 */
export type PrinterTrouble = "offline" | "coverOpen" | "paperOut" | "busy" | "silent" | "notRecorded" | "error";

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
