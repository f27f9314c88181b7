import type { SessionCounts } from "../../../core/contract/contract.ts";

/** More entries are too many to read while standing. */
export const maxActivities = 4;

export type ActivityList = {
	readonly shown: readonly SessionCounts[];
	/** How many more follow later. */
	readonly laterCount: number;
};

/** Today's sessions that can still be entered, the next to start first. */
export function activityListOf(sessions: readonly SessionCounts[], nowMs: number): ActivityList {
	const open = sessions
		.filter(({ session }) => nowMs < session.admitUntil)
		.toSorted((a, b) => a.session.startsAt - b.session.startsAt || a.session.session - b.session.session);
	const shown = open.slice(0, maxActivities);
	return { shown, laterCount: open.length - shown.length };
}

/** The places left. Persons admitted without being on the list occupy places too. */
export function placesLeftOf({ session, allocated, admitted }: SessionCounts): number {
	return session.capacity - Math.max(allocated, admitted);
}
