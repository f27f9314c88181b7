// From a voucher to a verdict, and back: the calls of the contract's admission group, wired.

import type { admissionCalls, CallName, HandlersOf, Verdict } from "../../core/contract/contract.ts";
import type { Settings } from "../../core/contract/settings.ts";
import type { VoucherSource } from "../../core/journal/journal.ts";
import type { Now } from "../../core/journal/runningTime.ts";
import { revocationOf } from "../../core/trust/revocations.ts";
import { issuerKeyOf } from "../../core/voucher/voucher.ts";
import { type Clock, type Random, randomId } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { ShortNumberIndexes } from "../allocations/shortNumberIndexes.ts";
import type { Journal } from "../journal/journal.ts";
import type { Pins } from "../staff/pins.ts";
import type { StoredIdentity } from "../store/identity.ts";
import { createAdmissionSearch } from "./admissionSearch.ts";
import { createAssess } from "./assess.ts";
import { createCardSearch } from "./cardSearch.ts";
import { createCheckIn } from "./checkIn.ts";
import { createCodeInspection } from "./codeInspection.ts";
import { createScreenNames } from "./displayedRefusal.ts";
import { createOffers } from "./offers.ts";
import { createOwnAdmissions } from "./ownAdmissions.ts";
import { createShortNumberEntry, type ShortNumberEntry } from "./shortNumberEntry.ts";
import { createSightings } from "./sightings.ts";
import { createVoidAdmission } from "./voiding.ts";

export type AdmissionParts = {
	readonly identity: Pick<StoredIdentity, "venue" | "kiosk" | "label">;
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly shortNumbers: ShortNumberIndexes;
	readonly pins: Pins;
	readonly clock: Clock;
	readonly moment: () => Now;
	readonly random: Random;
	readonly settings: () => Settings;
};

export type Admission = {
	readonly calls: HandlersOf<typeof admissionCalls>;
	readonly shortNumberEntry: ShortNumberEntry;
	/** Nobody is admitted while the time is uncertain. The refusal of a scan or a number is journalled like any other. */
	readonly refuseUncertainTime: (name: CallName, input: unknown) => Verdict;
};

export function createAdmission({ identity, pins, random, settings, ...parts }: AdmissionParts): Admission {
	const { journal, allocations, clock } = parts;
	const { venue, kiosk } = identity;
	const trust = allocations.trustState;
	const offers = createOffers(() => randomId(random), clock);
	const shortNumberEntry = createShortNumberEntry(parts);
	const assess = createAssess({
		...{ venue, journal, allocations, clock },
		revocationOf: (voucher) =>
			revocationOf(trust().revocations?.document ?? null, { kiosk, incarnation: journal.incarnation() }, voucher),
	});
	const issuers = () => trust().root.roles.issuer.keys.map((key) => issuerKeyOf(key, crypto));
	const names = createScreenNames(identity, allocations);
	const ownAdmissions = createOwnAdmissions(parts);
	const sightings = createSightings(clock, ownAdmissions.holds);
	const checkIn = createCheckIn({
		...{ issuers, journal, clock, assess, offers, sightings, ownAdmissions, names, shortNumberEntry },
		isTicketing: () => settings().printer.kind !== "none",
	});
	const searchCard = createCardSearch({ journal, allocations, assess, offers, names });
	const searchAdmissions = createAdmissionSearch({
		...{ issuers, journal, allocations, shortNumberEntry, ownAdmissions, names },
	});
	const inspectCode = createCodeInspection({
		...{ issuers, clock, assess, names, ownAdmissions },
		isSelfService: () => settings().mode === "selfService",
	});
	const voidAdmission = createVoidAdmission({ ...parts, ownAdmissions });

	return {
		calls: {
			scan: ({ text, source }) => checkIn.scan(text, source),
			number: checkIn.enterNumber,
			admit: ({ offer, persons }) => checkIn.admit(offer, persons),
			override: async ({ offer, persons, why, by }) =>
				(await pins.check(by, "override")) ?? checkIn.override(offer, persons, { by: by.staff, why }),
			inspectCode: ({ text }) => inspectCode(text),
			findAdmissions: searchAdmissions,
			voidLine: async ({ line, persons = null, why, by }) =>
				(await pins.check(by, "void")) ?? voidAdmission({ line, persons, why }, by.staff),
			lookUp: ({ card }) => searchCard(card),
		},
		shortNumberEntry,
		refuseUncertainTime(name, input) {
			const refusal = { reason: "clockUnsure" } as const;
			const text = name === "scan" ? (input as { readonly text: string }).text : null;
			const known = text === null ? null : sightings.find(text, { kind: "refused", refusal });
			if (known !== null) return known;
			const source = sourceOf(name, input);
			if (source !== null)
				journal.record({ kind: "refused", ...refusal, row: null, session: null, source, skew: null });
			const verdict: Verdict = {
				...{ kind: "refused", refusal, session: null, atMs: clock.nowMs(), override: null, undoable: [] },
			};
			if (text !== null) sightings.remember(text, verdict);
			return verdict;
		},
	};
}

/** Where the voucher came from; null for a call on an offer, whose scan is journalled already. */
function sourceOf(name: CallName, input: unknown): VoucherSource | null {
	if (name === "number") return "number";
	return name === "scan" ? (input as { readonly source: VoucherSource }).source : null;
}
