import { isSeated, seatRunsOf } from "../../core/allocation/seating.ts";
import type { SeatPlan, Session } from "../../core/allocation/session.ts";
import { SeatPlanDrawing } from "../ui/seat-plan.tsx";
import { SeatRunsText } from "../ui/seat-runs-text.tsx";
import { formatTime } from "../words/time-format.ts";
import { type Localization, useLocalization } from "./localization.ts";

/** Where the persons of a verdict go. Counter and self-service lay it out differently. */
export type DirectionsProps = {
	readonly session: Session;
	/** The gate group; only where there are no seats. */
	readonly place: number;
	/** The seat numbers of the persons concerned. */
	readonly seats: readonly number[];
};

/** The seats in words, by rows. */
export function SeatNumbers({ plan, seats }: { readonly plan: SeatPlan; readonly seats: readonly number[] }) {
	const { words } = useLocalization();
	return <SeatRunsText runs={seatRunsOf(plan, seats)} format={words.seating.seats} />;
}

/** The time to be there, as the kind of entry has it: the start, the hours of admission, or the departure. */
export function formatSessionTime(session: Session, { words, language }: Localization): string {
	const { entry, startsAt, admitFrom, admitUntil } = session;
	const time = (ms: number) => formatTime(ms, language);
	return words.seating.when[entry.kind](time(startsAt), time(admitFrom), time(admitUntil));
}

type SeatPlanViewProps = Omit<DirectionsProps, "place"> & { readonly class: string };

/** The directions as a picture: the seat plan with the seats highlighted. Empty where there are no seats. */
export function SeatPlanView({ session, seats, class: name }: SeatPlanViewProps) {
	const { words } = useLocalization();
	if (!isSeated(session) || seats.length === 0) return null;
	const { entry } = session;
	return (
		<div class={name}>
			<SeatPlanDrawing
				plan={entry}
				seats={seats}
				label={words.seating.seats(seatRunsOf(entry, seats))}
				front={words.seating.front[entry.front]}
			/>
		</div>
	);
}
