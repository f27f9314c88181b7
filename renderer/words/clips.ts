/**
 * What a self-service kiosk can say where the system has no voice of the language: one recording each, played in order.
 * By the folder of renderer/ui/voices/ in which they lie.
 */
const clipFolders = {
	persons: ["persons1", "persons2", "persons3", "persons4", "persons5", "persons6", "persons7", "persons8", "persons9"],
	refusals: [
		"refused",
		"tooEarly",
		"tooLate",
		"alreadyUsed",
		"otherVenue",
		"otherDay",
		"cancelled",
		"full",
		"notRead",
		"openNewest",
	],
	visit: [
		"admitted",
		"restLater",
		"takeTicket",
		"ticketHeld",
		"howMany",
		"livePage",
		"showAgain",
		"seeWindow",
		"wait",
		"staffComing",
		"stillThere",
		"thanks",
	],
} as const;
export type Clip = (typeof clipFolders)[keyof typeof clipFolders][number];

export const clips: readonly Clip[] = Object.values(clipFolders).flat();

/** The recording's path within the folder of its language. */
export function clipPathOf(clip: Clip): string {
	const found = Object.entries(clipFolders).find(([, names]) => names.some((name) => name === clip));
	return `${found?.[0]}/${clip}.ogg`;
}

/** The sentence of each recording. */
export type ClipTexts = Readonly<Record<Clip, string>>;

/** The recordings for "three persons", for up to the persons of one voucher. */
export function personsClipsOf(persons: number): readonly Clip[] {
	const clip = clips.find((one) => one === `persons${persons}`);
	return clip === undefined ? [] : [clip];
}
