import type { Session } from "./session.ts";

export function seatsOf(_session: Session, _place: number, _positions: readonly number[]): readonly number[] {
	return [];
}
