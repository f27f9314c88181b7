import { useEffect, useRef, useState } from "preact/hooks";
import type { Bridge } from "../../../core/contract/contract.ts";
import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { Arch, Arrow, Tick, Warning } from "../../ui/shapes.tsx";
import { describeEnrolmentFailure } from "../../words/network-words.ts";
import type { EnrolmentFailure } from "../../words/zh-CN/words.ts";
import { callMain } from "../call-main.ts";
import { useLocalization } from "../localization.ts";
import { Sentence } from "../sentence.tsx";
import { useCamera, useKeys } from "../use-input.ts";
import { Viewfinder } from "../viewfinder.tsx";

type EnrolStatus = "idle" | "busy" | "enrolled" | "unanswered" | EnrolmentFailure;

/** An unenrolled device: the enrolment code is typed, scanned with a gun, or held before the camera. */
export function EnrolScreen({ bridge }: { readonly bridge: Bridge }) {
	const { words, changeLanguage } = useLocalization();
	const [code, setCode] = useState("");
	const [outcome, setOutcome] = useState<EnrolStatus>("idle");
	const input = useRef<HTMLInputElement>(null);
	const isBusy = outcome === "busy" || outcome === "enrolled";
	// A code that stays in view is tried once, until another is seen or typed.
	const lastCode = useRef("");

	// The field is disabled while a code is tried, and so loses the focus.
	useEffect(() => {
		if (!isBusy) input.current?.focus();
	}, [isBusy]);

	async function enrol(text: string): Promise<void> {
		const trimmed = text.trim();
		if (isBusy || trimmed === "") return;
		lastCode.current = trimmed;
		setCode(trimmed);
		setOutcome("busy");
		const answer = await callMain(bridge, "enrol", { code: trimmed.slice(0, 512) });
		if (answer.kind === "none") setOutcome("unanswered");
		else setOutcome(answer.output.kind === "enrolled" ? "enrolled" : answer.output.why);
	}

	const camera = useCamera((text) => {
		// A poster beside the enrolment code takes no answer off the screen, and causes no second attempt.
		if (lastCode.current !== "" && readEnrolmentCode(text) === null) return;
		if (text !== lastCode.current) void enrol(text);
	});
	useKeys((emission) => {
		if (emission.kind === "scan") void enrol(emission.text);
		else if (emission.key.key === "F8") changeLanguage();
		else if (emission.key.code.endsWith("Enter")) void enrol(input.current?.value ?? "");
	});

	return (
		<main class="enrol" data-screen="enrol" data-enrol={outcome}>
			<section class="enrol-words">
				<div class="enrol-brand">
					<Arch class="brand-arch" />
					{words.product}
				</div>
				<h1>{words.enrol.title}</h1>
				<p class="enrol-lead">{words.enrol.lead}</p>
				<label class="enrol-label" for="enrol-code">
					{words.enrol.or}
				</label>
				<div class="enrol-row">
					<input
						id="enrol-code"
						ref={input}
						value={code}
						disabled={isBusy}
						placeholder={words.enrol.placeholder}
						autoComplete="off"
						autoCapitalize="off"
						spellcheck={false}
						onInput={(event) => setCode(event.currentTarget.value)}
					/>
					<button type="button" id="enrol-submit" disabled={isBusy} onClick={() => void enrol(code)}>
						{outcome === "busy" ? words.enrol.busy : words.enrol.submit}
					</button>
				</div>
				<EnrolMessage outcome={outcome} />
				<p class="enrol-how">
					<Sentence text={words.enrol.how} />
				</p>
			</section>
			<section class="enrol-camera">
				<p>{words.enrol.scan}</p>
				<Viewfinder view={camera} />
			</section>
		</main>
	);
}

function EnrolMessage({ outcome }: { readonly outcome: EnrolStatus }) {
	const { words } = useLocalization();
	if (outcome === "idle" || outcome === "busy") return <div class="enrol-outcome" />;
	if (outcome === "enrolled") {
		return (
			<div class="enrol-outcome enrol-done" role="status">
				<Tick />
				<p>{words.enrol.done}</p>
			</div>
		);
	}
	const { line, remedy } = outcome === "unanswered" ? words.enrol.failed : describeEnrolmentFailure(outcome, words);
	return (
		<div class="enrol-outcome enrol-failed" role="alert">
			<Warning />
			<div>
				<p>{line}</p>
				<p class="enrol-remedy">
					<Arrow />
					<Sentence text={remedy} />
				</p>
			</div>
		</div>
	);
}
