/** What can keep the kiosk from working at all; `kiosk.html?trouble=` names all but the last two. */
export const troubles = [
	"databaseFromFuture",
	"databaseDamaged",
	"storeLocked",
	"diskFull",
	"diskReadOnly",
	"diskFailed",
	"identityMissing",
	"keyringMissing",
	"crashing",
	"unanswering",
	"unknown",
] as const;
export type Trouble = (typeof troubles)[number];

export function isTrouble(text: string): text is Trouble {
	return troubles.some((trouble) => trouble === text);
}
