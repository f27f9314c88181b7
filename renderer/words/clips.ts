/**
 * What a self-service kiosk can say where the system has no voice of the language: one recording each, played in order.
 */
export const clips = [
	"admitted",
	"persons1",
	"persons2",
	"persons3",
	"persons4",
	"persons5",
	"persons6",
	"persons7",
	"persons8",
	"persons9",
	"restLater",
	"takeTicket",
	"ticketHeld",
	"howMany",
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
	"livePage",
	"showAgain",
	"seeWindow",
	"wait",
	"staffComing",
	"stillThere",
	"thanks",
] as const;
export type Clip = (typeof clips)[number];

/** The sentence of each recording. */
export type ClipTexts = Readonly<Record<Clip, string>>;

/** The recordings for "three persons", for up to the persons of one voucher. */
export function personsClipsOf(persons: number): readonly Clip[] {
	const clip = clips.find((one) => one === `persons${persons}`);
	return clip === undefined ? [] : [clip];
}
