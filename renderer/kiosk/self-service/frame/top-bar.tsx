import { useRef } from "preact/hooks";
import type { ReadyState } from "../../../../core/contract/kioskState.ts";
import { Arch } from "../../../ui/shapes.tsx";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";

type TopBarProps = { readonly state: ReadyState; readonly nowMs: number; readonly onSetup: () => void };

/** The duration of the long press: too long to be an accident. */
const longPressMs = 3000;

/** The venue and the time. A long press on the arch opens set-up. */
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
