import type { InputOf, PinRefusal, SupervisorOutcome, Verdict, VoidOutcome } from "../../core/contract/contract.ts";
import type { CheckIn } from "../admission/checkIn.ts";
import type { VoidAdmission } from "../admission/voiding.ts";
import type { SetupSession } from "../setup/setupSession.ts";
import type { Pins } from "./pins.ts";

export type SupervisedCallsParts = {
	readonly pins: Pins;
	readonly setupSession: SetupSession;
	readonly checkIn: CheckIn;
	readonly voidAdmission: VoidAdmission;
	/** Nobody is admitted at a time that nobody is sure of. */
	readonly whenSure: (decide: () => Verdict) => Verdict;
};

/** What a supervisor stands by: each is done only after the PIN was right, and says so in its line. */
export function createSupervisedCalls({
	pins,
	setupSession: service,
	checkIn: exchange,
	voidAdmission: voidDesk,
	whenSure,
}: SupervisedCallsParts) {
	return {
		async voidLine({ line, why, by }: InputOf<"voidLine">): Promise<VoidOutcome> {
			return (await pins.check(by, "void")) ?? voidDesk(line, why, by.staff);
		},
		async override({ offer, persons, why, by }: InputOf<"override">): Promise<Verdict | PinRefusal> {
			const refusal = await pins.check(by, "override");
			return refusal ?? whenSure(() => exchange.override(offer, persons, { by: by.staff, why }));
		},
		async setSupervisor({ staff, pin, by }: InputOf<"setSupervisor">): Promise<SupervisorOutcome> {
			const opener = service.touch();
			if (opener !== null || pins.supervisors().length === 0) return pins.set(staff, pin, opener);
			if (by === null) return { kind: "notSet", why: "consentNeeded" };
			return (await pins.check(by, "setSupervisor")) ?? pins.set(staff, pin, by.staff);
		},
		async openSetup({ by }: InputOf<"openSetup">): Promise<{ readonly kind: "opened" } | PinRefusal> {
			const refusal = await pins.check(by, "service");
			if (refusal !== null) return refusal;
			service.open(by.staff);
			return { kind: "opened" };
		},
	};
}
