import { useReader } from "../../reader.ts";
import { Sentence } from "../../sentence.tsx";
import type { Call } from "../call.ts";
import { Bell } from "./pictures.tsx";

/** Somebody comes, until they have come; or the call was not heard. */
export function Calling({ call }: { readonly call: Call }) {
	const { words } = useReader();
	if (call.hasFailed) {
		return (
			<p class="calling calling-failed" data-call="failed">
				<Sentence text={words.selfService.callFailed} />
			</p>
		);
	}
	if (!call.isWanted) return null;
	return (
		<p class="calling" data-call="wanted">
			<Bell />
			<b>{words.selfService.coming}</b>
			<span>{words.selfService.comingHow}</span>
		</p>
	);
}
