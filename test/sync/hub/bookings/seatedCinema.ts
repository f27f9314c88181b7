import type { ProgrammeInput } from "../../../../sync/hub/programme/programme.ts";
import { openTestHub, requestAsOfficer, type TestHub } from "../testHub.ts";
import { cinemaProgramme } from "./cinema.ts";

/** A cinema whose screenings 101 and 102 have seats in these rows, or none; session 103 is entered by gate 3. */
export function seatedProgramme(rows: number[] | null, capacity = 15, aisles: number[] = []): ProgrammeInput {
	const programme = cinemaProgramme();
	const [day] = programme.days;
	const [first] = day?.sessions ?? [];
	if (day === undefined || first === undefined) throw new Error("the cinema has no day");
	const entry = rows && { kind: "seated" as const, front: "screen" as const, rows, aisles };
	const screenings = day.sessions.map((session) => ({ ...session, capacity, ...(entry && { entry }) }));
	day.sessions = [...screenings, { ...first, session: 103 }];
	return { ...programme, days: [day] };
}

/** Rows of four, five and six: seats 1 to 4, 5 to 9 and 10 to 15. */
export async function openSeatedCinema(programme = seatedProgramme([4, 5, 6])): Promise<TestHub> {
	const house = openTestHub();
	const told = await requestAsOfficer(house, "POST", "/v1/programmes", programme);
	if (told.status !== 200) throw new Error(JSON.stringify(told.body));
	return house;
}
