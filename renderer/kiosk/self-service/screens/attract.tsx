import type { ReadyState } from "../../../../core/contract/kioskState.ts";
import { Ornament } from "../../../ui/ornament.tsx";
import type { Theme } from "../../../ui/themes.ts";
import { localizeTitle } from "../../../words/language.ts";
import { formatDay } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import type { CameraView } from "../../scan/camera.ts";
import { Sentence } from "../../sentence.tsx";
import { Viewfinder } from "../../viewfinder.tsx";
import { allowBreaksBetweenWords } from "../line-breaks.ts";
import { Activities } from "./activities.tsx";
import { PhoneAtCameraPicture, poseAt } from "./pictures.tsx";

type AttractScreenProps = {
	readonly state: ReadyState;
	readonly theme: Theme;
	readonly nowMs: number;
	readonly camera: CameraView;
	readonly isChecking: boolean;
	/** A code that has already been answered is still in view. */
	readonly isCodeStillInView: boolean;
};

/** The idle screen: the holiday, today's sessions, and where to hold the voucher. */
export function AttractScreen({ state, theme, nowMs, camera, isChecking, isCodeStillInView }: AttractScreenProps) {
	const { words, language } = useLocalization();
	const { selfService } = words;
	const hasPicture = camera.state === "on" || camera.state === "starting";
	return (
		<>
			<section class="banner">
				<Ornament motif={theme.motif} class="banner-ornament" />
				<p>{formatDay(nowMs, language)}</p>
				<h1>{allowBreaksBetweenWords(localizeTitle(state.programme ?? state.venue, language), language)}</h1>
			</section>
			<section class="present">
				<h2 class="present-word">{selfService.present}</h2>
				<div class="present-view" data-view={hasPicture ? "camera" : "scanner"}>
					<PhoneAtCameraPicture pose={poseAt(nowMs)} />
					{hasPicture && (
						<div class="present-camera">
							{camera.state === "on" ? (
								<Viewfinder view={camera} />
							) : (
								<p class="present-starting" data-camera={camera.state}>
									{selfService.starting}
								</p>
							)}
						</div>
					)}
				</div>
				<p class={isCodeStillInView ? "present-how present-lingers" : "present-how"} data-lingers={isCodeStillInView}>
					<Sentence
						text={isCodeStillInView ? selfService.lingers : hasPicture ? selfService.aim : selfService.aimScanner}
					/>
				</p>
				{isChecking && (
					<p class="present-checking" data-veil>
						{selfService.checking}
					</p>
				)}
			</section>
			<Activities sessions={state.sessions} nowMs={nowMs} />
		</>
	);
}
