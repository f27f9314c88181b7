import { useReader } from "../reader.ts";
import type { Call } from "./call.ts";
import { phrase } from "./phrase.ts";
import { Bell } from "./pictures.tsx";

/** Somebody comes, until they have come; or the call was not heard. */
export function Calling({ call }: { readonly call: Call }) {
	const { words, language } = useReader();
	if (call.hasFailed) {
		return (
			<p class="calling calling-failed" role="alert" data-call="failed">
				{phrase(words.selfService.callFailed, language)}
			</p>
		);
	}
	if (!call.isWanted) return null;
	return (
		<p class="calling" role="alert" data-call="wanted">
			<Bell />
			<b>{words.selfService.coming}</b>
			<span>{words.selfService.comingHow}</span>
		</p>
	);
}
