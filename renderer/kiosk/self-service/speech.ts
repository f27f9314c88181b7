import type { Utterance } from "../../ui/speaker.ts";
import { type Clip, personsClipsOf } from "../../words/clips.ts";
import type { ReasonShown, RefusalLines } from "../../words/refusal-words.ts";
import type { Words } from "../../words/zh-CN/words.ts";
import type { VisitStage } from "./visit-stage.ts";

/** The recording for each refusal, where the system has no voice: the one closest to its sentence. */
const refusalClips: Readonly<Record<ReasonShown, readonly Clip[]>> = {
	malformed: ["notRead", "livePage", "showAgain"],
	unknownVersion: ["refused", "seeWindow"],
	forged: ["refused", "seeWindow"],
	wrongVenue: ["otherVenue"],
	noAllocation: ["refused", "seeWindow"],
	allocationExpired: ["refused", "seeWindow"],
	wrongDay: ["otherDay"],
	revoked: ["refused", "seeWindow"],
	notInAllocation: ["refused", "seeWindow"],
	superseded: ["openNewest", "showAgain"],
	cancelled: ["cancelled"],
	blocked: ["refused", "seeWindow"],
	rotationRequired: ["livePage", "showAgain"],
	codeForged: ["refused", "seeWindow"],
	codeConsumed: ["alreadyUsed", "wait", "showAgain"],
	codeTooOld: ["livePage", "showAgain"],
	codeFromFuture: ["refused", "seeWindow"],
	shortNumberMalformed: ["refused", "seeWindow"],
	shortNumberUnknown: ["refused", "seeWindow"],
	shortNumbersLocked: ["refused", "seeWindow"],
	shortNumbersOff: ["refused", "seeWindow"],
	alreadyRedeemed: ["alreadyUsed"],
	tooEarly: ["tooEarly"],
	tooLate: ["tooLate"],
	remainderSmaller: ["showAgain"],
	sessionFull: ["full"],
	standingUncertain: ["refused", "seeWindow"],
	clockUnsure: ["refused", "seeWindow"],
	offerGone: ["showAgain"],
	overridesSpent: ["refused", "seeWindow"],
	restored: ["refused", "seeWindow"],
	notRecorded: ["refused", "seeWindow"],
};

type SpeechContext = {
	readonly words: Words;
	/** The refusal as the screen words it. */
	readonly formatRefusal: (verdict: Extract<VisitStage, { kind: "refused" }>["verdict"]) => RefusalLines;
	/** The ticket cannot be printed now. */
	readonly isTicketHeld: boolean;
};

/** What is read aloud for a stage; null for nothing. */
export function utteranceOf(
	stage: VisitStage,
	{ words: { selfService: words }, formatRefusal, isTicketHeld }: SpeechContext,
): Utterance | null {
	switch (stage.kind) {
		case "attract":
			return null;
		case "offered":
			if (stage.left !== null) return { text: words.stillThere, clips: ["stillThere"] };
			return joinSentences(["howMany"], words.howMany, words.ofParty(stage.verdict.party, stage.verdict.remaining));
		case "admitted": {
			const { persons, remaining, isTicketed } = stage.verdict;
			if (isTicketed && isTicketHeld)
				return joinSentences(["ticketHeld", "wait"], words.ticketHeld.line, words.ticketHeld.remedy);
			const rest: readonly Clip[] = remaining > 0 ? ["restLater"] : [];
			const ticket: readonly Clip[] = isTicketed ? ["takeTicket"] : [];
			return joinSentences(
				["admitted", ...personsClipsOf(persons), ...rest, ...ticket],
				words.admitted,
				words.persons(persons),
				...(remaining > 0 ? [words.remaining(remaining)] : []),
				...(isTicketed ? [words.takeTicket] : []),
			);
		}
		case "thanks":
			return { text: words.thanks, clips: ["thanks"] };
		case "refused": {
			const { line, remedy } = formatRefusal(stage.verdict);
			return joinSentences(refusalClips[stage.verdict.refusal.reason], words.refused, line, remedy);
		}
		case "trouble": {
			const { line, remedy } = words.troubles[stage.why];
			return joinSentences(stage.why === "failed" ? ["showAgain"] : ["wait"], line, remedy);
		}
	}
}

function joinSentences(clips: readonly Clip[], ...parts: readonly string[]): Utterance {
	return { text: parts.map((part) => part.replaceAll("\u200b", "")).join("。"), clips };
}
