import type { ComponentChildren } from "preact";
import { languages } from "../../../words/language.ts";
import { wordsOf } from "../../../words/words.ts";
import { useReader } from "../../reader.ts";
import type { Call } from "../call.ts";
import type { Manner } from "../preferences.ts";
import { Bell, Lift, Speaker } from "./pictures.tsx";

type RailProps = {
	readonly isMuted: boolean;
	readonly isLow: boolean;
	readonly prefer: (manner: Partial<Manner>) => void;
	/** The key that calls for staff. */
	readonly children: ComponentChildren;
};

/** What is always there, whatever the screen says. */
export function Rail({ isMuted, isLow, prefer, children }: RailProps) {
	const { words, language } = useReader();
	const { selfService } = words;
	return (
		<nav class="rail">
			<fieldset class="rail-languages" aria-label={selfService.language}>
				{languages.map((one) => (
					<button
						type="button"
						key={one}
						lang={one}
						class="rail-key rail-language"
						data-language={one}
						aria-pressed={one === language}
						onClick={() => prefer({ language: one })}
					>
						{wordsOf(one).name}
					</button>
				))}
			</fieldset>
			<div class="rail-means">
				<button
					type="button"
					class="rail-key"
					data-touch="voice"
					data-muted={isMuted}
					onClick={() => prefer({ isMuted: !isMuted })}
				>
					<Speaker isOn={!isMuted} />
					{isMuted ? selfService.unmute : selfService.mute}
				</button>
				<button type="button" class="rail-key" data-touch="low" onClick={() => prefer({ isLow: !isLow })}>
					<Lift isLow={isLow} />
					{isLow ? selfService.higher : selfService.lower}
				</button>
				{children}
			</div>
		</nav>
	);
}

type CallKeyProps = { readonly class: string; readonly call: Call; readonly onCall: () => void };

/** The same key calls and takes the call back. */
export function CallKey({ class: name, call, onCall }: CallKeyProps) {
	const { words } = useReader();
	const { call: callWord, calling, cancelCall } = words.selfService;
	return (
		<button type="button" class={name} data-touch="call" aria-pressed={call.isWanted} onClick={onCall}>
			<Bell />
			{call.asking === "wanted" ? calling : call.isWanted ? cancelCall : callWord}
		</button>
	);
}
