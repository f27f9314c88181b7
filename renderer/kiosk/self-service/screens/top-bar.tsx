import { useRef } from "preact/hooks";
import type { ReadyState } from "../../../../core/contract/kioskState.ts";
import { Arch } from "../../../ui/shapes.tsx";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";

type TopBarProps = { readonly state: ReadyState; readonly nowMs: number; readonly onSetup: () => void };

/** So long a finger rests on the arch by no accident. */
const longPressMs = 3000;

/** Where one is, and what time it is. Staff know that a long press on the arch leads to service. */
export function TopBar({ state, nowMs, onSetup }: TopBarProps) {
	const { language } = useLocalization();
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const release = () => clearTimeout(timer.current);
	const press = () => {
		release();
		timer.current = setTimeout(onSetup, longPressMs);
	};
	return (
		<header class="top">
			<div
				class="top-arch"
				data-touch="setup"
				onPointerDown={press}
				onPointerUp={release}
				onPointerLeave={release}
				onPointerCancel={release}
			>
				<Arch />
			</div>
			<p class="top-venue">
				<b>{localizeTitle(state.venue, language)}</b> <span>{state.label}</span>
			</p>
			<time class="top-clock">{formatTime(nowMs, language)}</time>
		</header>
	);
}
