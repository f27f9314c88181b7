import { z } from "zod";
import { PaperWidth, PrintDots, PrinterConnection } from "./printer.ts";

/** The languages of the screens. */
export const Language = z.enum(["zh-CN", "zh-Hant", "en"]);
export type Language = z.infer<typeof Language>;

/** How one kiosk is set up; chosen in set-up, stored on its disk. */
export const Settings = z.strictObject({
	mode: z.enum(["counter", "selfService"]),
	/** A self-service kiosk returns to it when nobody is there; a counter starts in it. */
	language: Language,
	/** Volume of sounds and voice, in percent. */
	volume: z.int().min(0).max(100),
	/** Whether a self-service kiosk reads its verdicts aloud. */
	voice: z.boolean(),
	/** The camera's device id; null for any camera. */
	camera: z.string().max(256).nullable(),
	printer: PrinterConnection,
	paper: PaperWidth,
	/** The dots that the printer prints across its paper, as the ruler of a test print showed; null for what is usual. */
	dots: PrintDots.nullable().default(null),
	/** What the barcode gun sends before each code; null when it sends nothing. */
	gunPrefix: z.string().min(1).max(8).nullable(),
	serial: z.strictObject({ path: z.string().min(1).max(1024), baudRate: z.int().min(300).max(921_600) }).nullable(),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
	mode: "counter",
	language: "zh-CN",
	volume: 70,
	voice: true,
	camera: null,
	printer: { kind: "none" },
	paper: 80,
	dots: null,
	gunPrefix: null,
	serial: null,
};
