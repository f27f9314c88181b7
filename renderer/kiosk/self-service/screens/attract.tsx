import { Ornament } from "../../../ui/ornament.tsx";
import type { Theme } from "../../../ui/themes.ts";
import { readTitle } from "../../../words/language.ts";
import { tellDay } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";
import type { CameraView } from "../../scan/camera.ts";
import { Sentence } from "../../sentence.tsx";
import { Viewfinder } from "../../viewfinder.tsx";
import type { ReadyState } from "../closure.ts";
import { name } from "../phrase.ts";
import { Activities } from "./activities.tsx";
import { PhoneToLens, poseAt } from "./pictures.tsx";

type AttractProps = {
	readonly state: ReadyState;
	readonly theme: Theme;
	readonly nowMs: number;
	readonly camera: CameraView;
	readonly isChecking: boolean;
	/** A code that has been dealt with is still held there. */
	readonly lingers: boolean;
};

/** Nobody's turn yet: the holiday, what is on, and where to hold the voucher. */
export function Attract({ state, theme, nowMs, camera, isChecking, lingers }: AttractProps) {
	const { words, language } = useReader();
	const { selfService } = words;
	const hasPicture = camera.state === "on" || camera.state === "starting";
	return (
		<>
			<section class="banner">
				<Ornament motif={theme.motif} class="banner-ornament" />
				<p>{tellDay(nowMs, language)}</p>
				<h1>{name(readTitle(state.programme ?? state.venue, language), language)}</h1>
			</section>
			<section class="present">
				<h2 class="present-word">{selfService.present}</h2>
				<div class="present-view" data-view={hasPicture ? "camera" : "scanner"}>
					<PhoneToLens pose={poseAt(nowMs)} />
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
				<p class={lingers ? "present-how present-lingers" : "present-how"} data-lingers={lingers}>
					<Sentence text={lingers ? selfService.lingers : hasPicture ? selfService.aim : selfService.aimScanner} />
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
