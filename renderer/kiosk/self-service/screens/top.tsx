import { useRef } from "preact/hooks";
import { Arch } from "../../../ui/shapes.tsx";
import { readTitle } from "../../../words/language.ts";
import { tellTime } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";
import type { ReadyState } from "../closure.ts";

type TopProps = { readonly state: ReadyState; readonly nowMs: number; readonly onService: () => void };

/** So long a finger rests on the arch by no accident. */
const longPressMs = 3000;

/** Where one is, and what time it is. Staff know that a long press on the arch leads to service. */
export function Top({ state, nowMs, onService }: TopProps) {
	const { language } = useReader();
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const release = () => clearTimeout(timer.current);
	const press = () => {
		release();
		timer.current = setTimeout(onService, longPressMs);
	};
	return (
		<header class="top">
			<div
				class="top-arch"
				data-touch="service"
				onPointerDown={press}
				onPointerUp={release}
				onPointerLeave={release}
				onPointerCancel={release}
			>
				<Arch />
			</div>
			<p class="top-venue">
				<b>{readTitle(state.venue, language)}</b> <span>{state.label}</span>
			</p>
			<time class="top-clock">{tellTime(nowMs, language)}</time>
		</header>
	);
}
