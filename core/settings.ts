import { z } from "zod";

/** What a screen can be read in. */
export const Language = z.enum(["zh-CN", "zh-Hant", "en"]);
export type Language = z.infer<typeof Language>;

/** Where tickets come out. `system` is a printer that the operating system knows; null is its default one. */
export const PrinterChosen = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("none") }),
	z.strictObject({ kind: z.literal("tcp"), host: z.string().min(1).max(253), port: z.int().min(1).max(65_535) }),
	z.strictObject({ kind: z.literal("file"), path: z.string().min(1).max(1024) }),
	z.strictObject({ kind: z.literal("system"), name: z.string().max(256).nullable() }),
]);
export type PrinterChosen = z.infer<typeof PrinterChosen>;

/** How one kiosk is set up; chosen in service, kept on its disk. */
export const Settings = z.strictObject({
	mode: z.enum(["counter", "selfService"]),
	/** What a self-service kiosk goes back to when nobody is there, and a counter starts in. */
	language: Language,
	/** Of sounds and voice, in percent. */
	volume: z.int().min(0).max(100),
	/** Whether a self-service kiosk reads its verdicts aloud. */
	voice: z.boolean(),
	/** The camera's device id; null for whichever there is. */
	camera: z.string().max(256).nullable(),
	printer: PrinterChosen,
	/** The paper's width in millimetres. */
	paper: z.union([z.literal(58), z.literal(80)]),
	/** What the barcode gun sends before each code; null when it sends nothing. */
	gunPrefix: z.string().min(1).max(8).nullable(),
	serial: z.strictObject({ path: z.string().min(1).max(1024), baudRate: z.int().min(300).max(921_600) }).nullable(),
});
export type Settings = z.infer<typeof Settings>;

export const firstSettings: Settings = {
	mode: "counter",
	language: "zh-CN",
	volume: 70,
	voice: true,
	camera: null,
	printer: { kind: "none" },
	paper: 80,
	gunPrefix: null,
	serial: null,
};
